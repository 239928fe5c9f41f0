"""Inputs that nobody writes by hand: does time grow with their length, and does memory stay bounded?

Each input is tried at one length and at twice that. Floor: twice what the shorter took, which is what linear growth would take.
The last line is of the input that grows fastest. Beside it the most memory of the longer one, over the size of its file. A crash,
or a minute of work, ends the benchmark.
"""
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 3
PATIENCE = 60


def sum_of(n):
    return "SELECT " + "+".join(["1"] * n) + ";\n"


def casts(n):
    return "SELECT 1" + "::int" * n + ";\n"


def comments(n):
    return "/*" * n + " x " + "*/" * n + " SELECT 1;\n"


def commands(n):
    return "CREATE TABLE t (id int);\nALTER TABLE t " + ", ".join(f"ADD COLUMN c{i} int" for i in range(n)) + ";\n"


def inserts(n):
    return "".join(f"INSERT INTO t VALUES ({i}, 'x');\n" for i in range(n))


def missing(n):
    return "".join(f"UPDATE nowhere_{i} SET a = 1;\n" for i in range(n))


def unnamed_indexes(n):
    return "CREATE TABLE t (id int);\n" + "CREATE INDEX ON t (id);\n" * n


def unnamed_checks(n):
    return "CREATE TABLE t (id int, " + ", ".join(f"CHECK (id > {i})" for i in range(n)) + ");\n"


def tables_of_a_query(n):
    return " UNION ALL ".join(f"SELECT a FROM t{i}" for i in range(n)) + ";\n"


def views(n):
    return "CREATE TABLE t (id int);\n" + "".join(f"CREATE VIEW v{i} AS SELECT * FROM t;\n" for i in range(n))


def procedures(n):
    return "# Night\n\n" + "".join(f"## Rollback {i}\n\n```bash\ndropdb x{i}\n```\n\n" for i in range(n))


def runbook(language, text):
    return f"# Night\n\n## Step 1\n\n```{language}\n{text}\n```\n"


def rows(n):
    return runbook("sql", "INSERT INTO t VALUES\n" + ",\n".join(f"({i}, 'x')" for i in range(n)) + ";")


def line(n):
    return runbook("bash", "echo " + "abc " * n)


def word(n):
    return runbook("bash", "echo " + "a" * n)


SQL = [("a sum", sum_of, 100_000), ("casts", casts, 100_000), ("nested comments", comments, 40_000), ("commands of one ALTER TABLE", commands, 10_000),
       ("statements", inserts, 50_000), ("tables that are not there", missing, 5_000), ("indexes without a name", unnamed_indexes, 1_000),
       ("checks without a name", unnamed_checks, 1_000), ("tables of a query", tables_of_a_query, 2_000), ("views over a table", views, 2_000)]
MARKDOWN = [("rows in a fence", rows, 300_000), ("words in a line", line, 1_250_000), ("a word in a line", word, 5_000_000), ("procedures", procedures, 1_000)]


def timed(command, folder):
    began = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    signal.signal(signal.SIGALRM, lambda *_: child.kill())
    signal.alarm(PATIENCE)
    _, status, usage = os.wait4(child.pid, 0)
    signal.alarm(0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}")
    return time.monotonic() - began, usage.ru_maxrss


def measure(made, command, text):
    folder = pathlib.Path(made)
    (folder / "migrations").mkdir(exist_ok=True)
    file = folder / ("night.md" if command[1] == "runbook" else "migrations/001_first.sql")
    file.write_text(text)
    found = [timed(command, folder) for _ in range(RUNS)]
    return statistics.median(took for took, _ in found), max(kilobytes for _, kilobytes in found), file.stat().st_size


def main():
    worst = (0, 0, 1)
    memory = 0
    tries = [(f"{name}: {command[1]}", command, make, n) for name, make, n in SQL
             for command in (["lockkeeper", "lint"], ["lockkeeper", "validate", "--offline"])]
    tries += [(f"{name}: runbook lint", ["lockkeeper", "runbook", "lint", "night.md", "--server", "none"], make, n) for name, make, n in MARKDOWN]
    for name, command, make, n in tries:
        with tempfile.TemporaryDirectory(prefix="lockkeeper-bench-") as made:
            half = measure(made, command, make(n // 2))
            full = measure(made, command, make(n))
        ratio = full[0] / (2 * half[0])
        print(f"{name}: {full[0]:.2f} s, half of it {half[0]:.2f} s, ratio {ratio:.2f}; {full[1] / 1024:.0f} MB for {full[2] / 1e6:.1f} MB",
              flush=True)
        worst = max(worst, (ratio, full[0], 2 * half[0]))
        memory = max(memory, full[1] / 1024)
    print(f"most memory: {memory:.0f} MB")
    print("floor: twice what half of that input takes")
    print(f"{sys.argv[1]} ratio={worst[0]:.2f} ours={worst[1]:.3f} floor={worst[2]:.3f}")


if __name__ == "__main__":
    main()
