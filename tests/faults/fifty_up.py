"""Fifty `lockkeeper up` at once: each migration is applied once; the others wait and find nothing to do, or exit with 4."""
import collections
import os
import pathlib
import subprocess
import sys
import tempfile

COUNT = 50


def start(folder, number, *options):
    home = folder / f"runner{number}"  # journals of their own, as on fifty machines
    home.mkdir()
    return subprocess.Popen(["lockkeeper", "up", "--auto-approve", "--dir", str(folder / "migrations"), *options], cwd=home,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def psql(statement):
    return subprocess.run(["psql", "-XAt", "-c", statement], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def race(folder, *options):
    running = [start(folder, f"{len(options)}-{i}", *options) for i in range(COUNT)]
    outputs = [process.communicate(timeout=120)[0] for process in running]
    codes = collections.Counter(process.returncode for process in running)
    if set(codes) - {0, 4} or codes[0] == 0:
        strange = [output for process, output in zip(running, outputs) if process.returncode not in (0, 4)]
        sys.exit(f"exit codes {dict(codes)}\n" + "\n".join(strange[:3]))
    return dict(codes)


def check(expected):
    applied = psql("select count(*), count(distinct version) from _migration_history where state = 'applied'")
    attempts = psql("select count(*) from _migration_history")
    marks = psql("select string_agg(n::text, ',' order by n) from marks")
    if applied != f"{expected}|{expected}" or attempts != str(expected) or marks != ",".join(map(str, range(1, expected + 1))):
        sys.exit(f"applied {applied}, attempts {attempts}, marks {marks}")


def write(folder, numbers):
    for n in numbers:
        first = "CREATE TABLE marks (n int NOT NULL);\n" if n == 1 else ""
        (folder / "migrations" / f"{n:03}_step.sql").write_text(f"{first}INSERT INTO marks VALUES ({n});\nSELECT pg_sleep(0.02);\n")


def main():
    with tempfile.TemporaryDirectory(prefix="lockkeeper-fifty-") as name:
        folder = pathlib.Path(name)
        (folder / "migrations").mkdir()
        write(folder, range(1, 11))
        print("waiting for the lock:", race(folder))
        check(10)
        write(folder, range(11, 21))
        print("trying once:", race(folder, "--lock-wait", "0"))
        check(20)


if "PGHOST" not in os.environ:
    sys.exit("run this inside lockkeeper sandbox")
main()
