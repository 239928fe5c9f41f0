#!/usr/bin/env python3
"""Kills a long run at random points: the executor, a child, the terminal with all of it.

Each trial runs a runbook of about 60 quick steps to its end through three kills. What must hold: no step that has finished
runs again, a step that was broken off is asked about unless it is repeatable, the trace shows each step's work once, the report
is written and names the run, the journal's chain holds, and nothing is left running.

KILL_POINTS: how many kills (25). KILL_SEED: to repeat a sequence. LOCKKEEPER_BUILD: where the program is.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

POINTS = int(os.environ.get("KILL_POINTS", "25"))
SEED = int(os.environ.get("KILL_SEED", str(random.randrange(10**6))))
STEPS = 60
LIMIT = 120
PROGRAM = pathlib.Path(os.environ["LOCKKEEPER_BUILD"]) / "lockkeeper"
ENV = {**{k: v for k, v in os.environ.items() if not k.startswith("LOCKKEEPER_")}, "NO_COLOR": "1"}

# In doubt: the trace says whether the step's work was done; the file answers as a person who looks would.
ANSWERS = '[[answer]]\nwhen = "task"\nanswer = "done"\nby = "Ada"\n[[answer]]\nwhen = "field"\nfields = { "Issues" = "none" }\nby = "Ada"\n'


def runbook():
    parts = ["# Long\n\n## First\n"]
    for i in range(1, STEPS + 1):
        if i == STEPS // 2:
            parts.append("## Second\n")
        if i % 15 == 0:
            parts.append(f"- [ ] sign {i}\n")
        elif i % 20 == 7:
            parts.append(f"**Checkpoint:** point {i}\n- **Issues:** ____\n")
        elif i % 4 == 0:
            parts.append(f"```bash {{id=s{i} auto repeatable}}\nsleep 0.01; V{i}=1\n```\n")
        else:
            # The line is the work, done in one write; the rest gives a kill time to come before and behind it.
            parts.append(f"```bash {{id=s{i} auto}}\nsleep 0.01\necho s{i}/$LOCKKEEPER_RUN >>trace\nsleep 0.01\n```\n")
    return "\n".join(parts)


def start(folder, *more):
    log = open(folder / "log", "ab")
    return subprocess.Popen([PROGRAM, "run", "LONG.md", "--answers", "answers.toml", *more], cwd=folder, env=ENV,
                            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)


def events(folder):
    file = folder / ".lockkeeper/journal.db"
    if not file.exists():
        return []
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10) as journal:
            return [(kind, {**json.loads(data), "run": run}) for kind, data, run in
                    journal.execute("SELECT kind, data, run FROM events ORDER BY seq")]
    except sqlite3.Error:
        return []


def processes():
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                found[int(entry.name)] = (parent, (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
            except (OSError, IndexError):
                pass
    return found


def children(pid):
    table = processes()
    members, grew = {pid}, True
    while grew:
        more = {p for p, (parent, _) in table.items() if parent in members} - members
        members |= more
        grew = bool(more)
    return sorted(members - {pid})


def kill(run, how, chance):
    if how == "executor":
        os.kill(run.pid, signal.SIGKILL)
    elif how == "terminal":
        os.killpg(run.pid, signal.SIGKILL)
    else:
        family = children(run.pid)
        if family:
            try:
                os.kill(chance.choice(family), signal.SIGKILL)
            except ProcessLookupError:
                pass


def answer_doubts(folder):
    """What a person would do who looks at what is there. Gives back how many questions there were."""
    asked = 0
    trace = (folder / "trace").read_text().split() if (folder / "trace").exists() else []
    state, run = {}, ""
    for kind, data in events(folder):
        run = data["run"] if kind == "run.began" else run  # one that ended before its kill is followed by another
        step = data.get("step")
        if kind == "question.asked":
            state[step] = data["when"]
        elif kind in ("question.answered", "step.began") or (kind == "step.finished" and data["state"] != "failed"):
            state.pop(step, None)
    for step, when in state.items():
        if when not in ("interrupted", "failed"):
            continue
        asked += 1
        done = f"{step}/{run}" in trace
        answer = {"interrupted": "done" if done else "retry", "failed": "skip" if done else "retry"}[when]
        subprocess.run([PROGRAM, "answer", "LONG.md", step, answer, "--by", "Ada", "--reason", "looked"], cwd=folder, env=ENV,
                       check=True, stdout=subprocess.DEVNULL)
    return asked


def trial(number, kills, chance):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lockkeeper-killrun-"))
    folder.chmod(0o711)
    (folder / "LONG.md").write_text(runbook())
    (folder / "answers.toml").write_text(ANSWERS)
    complaints, killed, doubts = [], [], 0
    try:
        for _ in range(kills):
            how = chance.choice(["executor", "executor", "child", "terminal"])
            run = start(folder)
            end = time.monotonic() + chance.uniform(0.02, 1.2)
            while time.monotonic() < end and run.poll() is None:
                time.sleep(0.002)
            if run.poll() is None:
                kill(run, how, chance)
                killed.append(how)
            try:
                run.wait(LIMIT)
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
                complaints.append(f"hung after {how}")
            doubts += answer_doubts(folder)
        for _ in range(10):  # to the end; each doubt stops it once
            code = start(folder).wait(LIMIT)
            if code == 0:
                break
            doubts += answer_doubts(folder)
        else:
            complaints.append(f"does not end, the last code is {code}")
        found = events(folder)
        finished = [d["step"] + "/" + d["run"] for k, d in found if k == "step.finished" and d["state"] in ("passed", "skipped", "waived")]
        runs = sum(1 for k, _ in found if k == "run.began")
        ended = sum(1 for k, d in found if k == "run.finished" and d["state"] == "passed")
        trace = (folder / "trace").read_text().split()
        twice = {s for s in finished if finished.count(s) > 1}
        if twice:
            complaints.append(f"finished twice: {sorted(twice)}")
        if ended != runs:
            complaints.append(f"{runs} runs, {ended} of them passed")
        wrong = {s for s in trace if trace.count(s) != 1}
        missing = {f"s{i}/{d['run']}" for k, d in found if k == "run.began" for i in range(1, STEPS + 1)
                   if f"{{id=s{i} auto}}" in runbook()} - set(trace)
        if wrong or missing:
            complaints.append(f"worked not once: {sorted(wrong)}, never: {sorted(missing)}")
        report = subprocess.run([PROGRAM, "report", "--json"], cwd=folder, env=ENV, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, text=True)
        if report.returncode != 0 or '"passed"' not in report.stdout:
            complaints.append(f"the report: {report.returncode} {report.stdout[:300]}")
        audit = subprocess.run([PROGRAM, "audit", "verify"], cwd=folder, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if audit.returncode != 0:
            complaints.append(audit.stdout.strip())
        for _ in range(500):
            left = [line for _, line in processes().values() if str(folder) in line]
            if not left:
                break
            time.sleep(0.02)
        else:
            complaints.append(f"left running: {left}")
        print(f"{'FAIL' if complaints else 'ok  '} trial {number}: killed {', '.join(killed) or 'nothing'}; {doubts} doubts", flush=True)
        if complaints:
            print("\n".join(f"  {c}" for c in complaints))
            print("\n".join("    " + line for line in (folder / "log").read_text(errors="replace").splitlines()[-25:]))
        return len(killed), bool(complaints)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    chance = random.Random(SEED)
    print(f"KILL_SEED={SEED}")
    killed = failed = number = 0
    while killed < POINTS and number < POINTS * 2:
        number += 1
        more, wrong = trial(number, 5, chance)
        killed += more
        failed += wrong
    print(f"{killed} kills in {number} trials, {failed} trials wrong")
    sys.exit(1 if failed or killed < POINTS else 0)


main()
