"""Reading and showing a runbook of 1,000 steps against `cat` of the same file.

Ours: `lockkeeper runbook show`, the program's start included, which parses the file and every SQL statement in it. Fails when
that takes more than 200 ms or 100 MB.
"""
import os
import pathlib
import statistics
import sys
import tempfile
import time

RUNS = 9
MOST_SECONDS = 0.2
MOST_MB = 100


def runbook(steps):
    out = ["# The Long Night\n\n**Risk:** high\n"]
    for number in range(0, steps, 4):
        if number % 40 == 0:
            out.append(f"\n## Phase {number // 40 + 1}: T+{number} minutes\n")
        out.append(f"\n### Step {number}: Migrate part {number}\n\nWhat it does, in **two** lines of prose, with `code` in\n"
                   f"them, and a [link](docs/part-{number}.md).\n\n"
                   f"```bash\n# Expected: migrated {number}\nlockkeeper up --to {number} 2>&1 | tee part-{number}.log\n```\n\n"
                   f"```sql {{expect=\"0 rows\"}}\nSELECT o.id FROM orders o LEFT JOIN users u ON u.id = o.user_id\n"
                   f"WHERE u.id IS NULL AND o.part = {number};\n```\n\n"
                   f"- [ ] **Verify** part {number}\n  - [ ] Rows: ____ (expected: {number}+)\n")
    return "".join(out)


def run(command):
    """Seconds and peak MB of one process."""
    began = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ,
                            file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {status}")
    return time.monotonic() - began, usage.ru_maxrss / 1024


def main():
    name = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="lockkeeper-bench-") as folder:
        file = pathlib.Path(folder) / "RUNBOOK.md"
        file.write_text(runbook(1000))
        ours, floor, memory = [], [], []
        for _ in range(RUNS):
            seconds, megabytes = run(["lockkeeper", "runbook", "show", str(file)])
            ours.append(seconds)
            memory.append(megabytes)
            floor.append(run(["cat", str(file)])[0])
        size = file.stat().st_size
    seconds, least = statistics.median(ours), statistics.median(floor)
    print(f"1,000 steps, {size / 1024:.0f} kB: {seconds * 1000:.0f} ms, {max(memory):.0f} MB")
    print(f"{name} ratio={seconds / least:.1f} ours={seconds:.3f} floor={least:.4f}")
    if seconds > MOST_SECONDS or max(memory) > MOST_MB:
        sys.exit(f"more than {MOST_SECONDS * 1000:.0f} ms or {MOST_MB} MB")


main()
