"""Kills the demo with SIGKILL at many different points, starts the same command again, and expects the same end.

A reference run tells the final schema and how many events the journal holds. Then, for each point spread over those
events (and some in the loading before), a fresh demo is killed when its journal has got that far, by turns: only the
process that drives the runbook; every lockkeeper process; the whole process group. The same command is then run to its
end. Expected each time: the reference's schema, every migration applied exactly once, no finished step run again, one
complete report, a journal whose chain holds, and no process left behind.
"""
import concurrent.futures
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
POINTS = int(os.environ.get("KILL_POINTS", "24"))
WORKERS = int(os.environ.get("KILL_WORKERS", "2"))
LIMIT = 180  # seconds for one run of the demo at this small scale


def environment(folder):
    return {**os.environ, "LOCKKEEPER_DEMO": str(folder), "SHOP_SCALE": "0.01", "NO_COLOR": "1",
            "PATH": f"{os.environ['LOCKKEEPER_BUILD']}:{os.environ['PATH']}"}


def start(folder):
    log = open(folder.parent / f"{folder.name}.log", "ab")
    return subprocess.Popen([ROOT / "tools/demo"], env=environment(folder), stdin=subprocess.DEVNULL, stdout=log,
                            stderr=subprocess.STDOUT, start_new_session=True)


def events_in(folder):
    file = folder / "shop/.lockkeeper/journal.db"
    if not file.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5) as journal:
            return journal.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0]
    except sqlite3.Error:
        return 0


def processes():
    """pid -> (parent, command line) of everything that runs."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                found[int(entry.name)] = (parent, (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
            except (OSError, IndexError):
                pass
    return found


def family(pid):
    table = processes()
    members, grew = {pid}, True
    while grew:
        more = {p for p, (parent, _) in table.items() if parent in members} - members
        members |= more
        grew = bool(more)
    return {p: table[p][1] for p in members if p in table}


def kill(demo, how):
    members = family(demo.pid)
    ours = sorted(p for p, line in members.items() if "lockkeeper" in line.split(" ")[0])
    drivers = [p for p in ours if " run RUNBOOK.md" in members[p]]
    if how == "driver" and drivers:
        os.kill(drivers[0], signal.SIGKILL)
    elif how == "programs" and ours:
        for pid in ours:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
    else:
        os.killpg(demo.pid, signal.SIGKILL)


def leftovers(folder):
    return [line for _, line in processes().values() if str(folder) in line]


def wait_until(condition, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def to_the_end(folder):
    demo = start(folder)
    try:
        code = demo.wait(LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(demo.pid, signal.SIGKILL)
        return f"did not end within {LIMIT} s"
    return "" if code == 0 else f"ended with {code}"


def inside(folder, command):
    return subprocess.run(["lockkeeper", "sandbox", "--quiet", "--durable", "--keep", folder / "server", "--database", "shop",
                           "--", "bash", "-c", command], env=environment(folder), cwd=folder / "shop", check=True,
                          stdout=subprocess.PIPE, text=True).stdout


def outcome(folder):
    """(what must equal the reference, complaints)"""
    complaints = []
    schema = inside(folder, "$(pg_config --bindir)/pg_dump -s -T '_migration_*' -T _prisma_migrations | grep -v '^\\\\'")
    rows = inside(folder, "$(pg_config --bindir)/psql -XAtc \"select version, count(*) from _migration_history where state ="
                          " 'applied' group by 1 order by 1\"").split()
    if len(rows) != 7 or any(not row.endswith("|1") for row in rows):
        complaints.append(f"history: {rows}")
    with sqlite3.connect(f"file:{folder}/shop/.lockkeeper/journal.db?mode=ro", uri=True) as journal:
        all_events = [(run, kind, json.loads(data)) for run, kind, data in
                      journal.execute("SELECT run, kind, data FROM events ORDER BY seq")]
    runs = {run for run, kind, _ in all_events if kind == "run.began"}
    if len(runs) != 1:
        complaints.append(f"{len(runs)} runs instead of one")
    finished = [data["step"] for _, kind, data in all_events
                if kind == "step.finished" and data["state"] in ("passed", "skipped", "waived")]
    if again := {step for step in finished if finished.count(step) > 1}:
        complaints.append(f"finished more than once: {sorted(again)}")
    if not any(kind == "run.finished" and data["state"] == "passed" for _, kind, data in all_events):
        complaints.append("the run did not pass")
    reports = list((folder / "shop").glob("reports/report-*.html"))
    if len(reports) != 1 or "</html>" not in reports[0].read_text():
        complaints.append(f"reports: {reports}")
    audit = subprocess.run(["lockkeeper", "audit", "verify"], env=environment(folder), cwd=folder / "shop",
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if audit.returncode != 0:
        complaints.append(audit.stdout.strip())
    return (schema, sorted(finished)), complaints


def trial(base, number, at, how, reference):
    folder = base / f"kill{number}"
    if at > 0:
        subprocess.run(["cp", "-a", base / "loaded", folder], check=True)  # the server's files keep their owner
    else:
        folder.mkdir()
    demo = start(folder)
    if at > 0:
        wait_until(lambda: events_in(folder) >= at or demo.poll() is not None, LIMIT)
    else:
        wait_until(lambda: demo.poll() is not None, -at)  # in the loading, before there is a journal
    was_running = demo.poll() is None
    if was_running:
        kill(demo, how)
        if how == "driver":
            wait_until(lambda: demo.poll() is not None, LIMIT)
    demo.wait(LIMIT)
    reached = events_in(folder)
    complaints = []
    if was_running and (problem := to_the_end(folder)):
        complaints.append(problem)
    if not complaints:
        found, complaints = outcome(folder)
        if reference and found[0] != reference[0]:
            complaints.append("the schema differs from the reference")
        if reference and found[1] != reference[1]:
            complaints.append(f"other steps finished: {sorted(set(found[1]) ^ set(reference[1]))}")
    if not wait_until(lambda: not leftovers(folder), 20):
        complaints.append(f"left running: {leftovers(folder)}")
    log = (base / f"{folder.name}.log").read_text(errors="replace")
    shutil.rmtree(folder, ignore_errors=True)
    where = f"event {reached}" if at > 0 else f"{-at:.1f} s into the loading"
    print(f"{'ok  ' if not complaints else 'FAIL'} killed {how} at {where}" + ("" if was_running else " (had ended)"), flush=True)
    return complaints, log, was_running


def main():
    base = pathlib.Path(tempfile.mkdtemp(prefix="lockkeeper-kill-"))
    base.chmod(0o711)  # where root runs this, the server's user has to get in
    try:
        first = base / "reference"
        first.mkdir()
        if problem := to_the_end(first):
            print((base / "reference.log").read_text(errors="replace")[-4000:])
            sys.exit(f"the reference run {problem}")
        reference, complaints = outcome(first)
        if complaints:
            sys.exit(f"the reference run: {complaints}")
        total = events_in(first)
        # The loaded shop without any run, to start each trial from: what the demo itself leaves before the runbook.
        loaded = base / "loaded"
        loaded.mkdir()
        demo = start(loaded)
        wait_until(lambda: events_in(loaded) >= 1, LIMIT)
        kill(demo, "group")
        demo.wait(LIMIT)
        wait_until(lambda: not leftovers(loaded), 20)
        shutil.rmtree(loaded / "shop")
        print(f"reference: {total} events, {len(reference[1])} finished steps")

        points = [-0.4, -1.2] + [max(1, total * i // (POINTS - 2)) for i in range(POINTS - 2)]
        ways = ["driver", "programs", "group"]
        failed = killed = 0
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            jobs = [pool.submit(trial, base, i, at, ways[i % 3], reference) for i, at in enumerate(points)]
            for job in concurrent.futures.as_completed(jobs):
                complaints, log, was_running = job.result()
                killed += was_running
                if complaints:
                    failed += 1
                    print("\n".join(f"  {c}" for c in complaints))
                    print("  the end of its log:\n" + "\n".join("    " + line for line in log.splitlines()[-25:]))
        print(f"{len(points)} points, {killed} killed while running, {failed} wrong")
        if failed or killed < min(20, POINTS - 2):
            sys.exit(1)
    finally:
        shutil.rmtree(base, ignore_errors=True)


main()
