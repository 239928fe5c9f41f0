#!/usr/bin/env python3
"""Three processes drive one run at once: no step is taken twice, variables go on from one to the next, one run ends once.

LOCKKEEPER_BUILD: where the program is. STEPS: how many steps (60). Prints who took how many.
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

STEPS = int(os.environ.get("STEPS", "60"))
LIMIT = 240


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lockkeeper-three-"))
    fences = [f"```bash {{id=s{i} auto}}\nSUM=$((${{SUM:-0}} + 1))\necho {i} $SUM >>trace\nsleep 0.02\n```\n" for i in range(1, STEPS + 1)]
    (folder / "LONG.md").write_text("# Long\n\n## All\n\n" + "\n".join(fences))
    program = pathlib.Path(os.environ["LOCKKEEPER_BUILD"]) / "lockkeeper"
    env = {k: v for k, v in os.environ.items() if not k.startswith("LOCKKEEPER_")}
    runs = [subprocess.Popen([program, "run", "LONG.md"], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                             stdout=open(folder / f"out{i}", "wb"), stderr=subprocess.STDOUT) for i in range(3)]
    wrong = []
    try:
        codes = [run.wait(LIMIT) for run in runs]
        if codes != [0, 0, 0]:
            wrong.append(f"exit codes {codes}")
    finally:
        for run in runs:
            if run.poll() is None:
                run.kill()
                run.wait()
    trace = (folder / "trace").read_text().splitlines()
    if trace != [f"{i} {i}" for i in range(1, STEPS + 1)]:
        wrong.append(f"the trace is {trace}")
    with sqlite3.connect(f"file:{folder}/.lockkeeper/journal.db?mode=ro", uri=True) as journal:
        events = [(kind, pid, json.loads(data)) for kind, pid, data in
                  journal.execute("SELECT kind, pid, data FROM events ORDER BY seq")]
    count = lambda kind: sum(1 for k, _, _ in events if k == kind)
    for kind, wanted in (("run.began", 1), ("run.finished", 1), ("step.began", STEPS), ("step.finished", STEPS)):
        if count(kind) != wanted:
            wrong.append(f"{count(kind)} × {kind} instead of {wanted}")
    took = {}
    for kind, pid, _ in events:
        if kind == "step.began":
            took[pid] = took.get(pid, 0) + 1
    print(f"{STEPS} steps taken by {len(took)} processes: {sorted(took.values())}")
    if len(took) < 2:
        wrong.append("one process did everything: the others were not there in time")
    if wrong:
        for i in range(3):
            print((folder / f"out{i}").read_text(errors="replace")[-1500:])
        print("\n".join(wrong))
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if wrong else 0)


main()
