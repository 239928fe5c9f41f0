"""Applying 1,000 small migrations against one psql session that runs the same files.

Floor: one `psql -f` that does, for each file, BEGIN, the file, an INSERT of what any runner's history keeps (version, name,
checksum, who, when, the SQL), COMMIT. Ours: `lockkeeper up`, with its lease, fencing, audit log, checksums and journal.
Runs in `lockkeeper sandbox`, which waits for the disk at each commit as production does.
"""
import hashlib
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
COUNT = 1000


def migration(number):
    table = f"t{number % 250:03}"
    kind = number // 250
    if kind == 0:
        return f"CREATE TABLE {table} (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz DEFAULT now());\n"
    if kind == 1:
        return f"ALTER TABLE {table} ADD COLUMN note text;\nCOMMENT ON COLUMN {table}.note IS 'number {number}';\n"
    if kind == 2:
        return f"CREATE INDEX {table}_name ON {table} (name);\n"
    return f"INSERT INTO {table} (id, name) VALUES ({number}, 'row {number}');\n"


def sql(statement, database="postgres"):
    subprocess.run(["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement], check=True)


def fresh(name):
    sql(f"DROP DATABASE IF EXISTS {name}")
    sql(f"CREATE DATABASE {name}")
    sql("CHECKPOINT")
    return re.sub(r"/sandbox\?", f"/{name}?", os.environ["DATABASE_URL"])


def timed(command, **options):
    began = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return time.monotonic() - began


def main():
    name = sys.argv[1]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lockkeeper-bench-"))
    files = folder / "migrations"
    files.mkdir()
    driver = ["\\set ON_ERROR_STOP on",
              "CREATE TABLE history (id bigserial PRIMARY KEY, version text UNIQUE, name text, checksum text, applied_by text,"
              " applied_at timestamptz DEFAULT now(), sql_text text);"]
    for number in range(COUNT):
        text = migration(number)
        path = files / f"{number + 1:04}_step.sql"
        path.write_text(text)
        checksum = hashlib.sha256(text.encode()).hexdigest()
        driver += ["BEGIN;", f"\\i {path}",
                   f"INSERT INTO history (version, name, checksum, applied_by, sql_text) VALUES ('{number + 1:04}', 'step',"
                   f" '{checksum}', current_user, $sql${text}$sql$);", "COMMIT;"]
    (folder / "driver.sql").write_text("\n".join(driver) + "\n")
    ours, floor = [], []
    try:
        for run in range(RUNS):
            url = fresh("ours")
            ours.append(timed(["lockkeeper", "up", "--auto-approve", "--quiet", "--database-url", url, "--dir", str(files)],
                              cwd=folder))
            subprocess.run(["rm", "-rf", str(folder / ".lockkeeper")], check=True)
            url = fresh("floor")
            floor.append(timed(["psql", "-Xq", "-d", url, "-f", str(folder / "driver.sql")]))
            print(f"run {run + 1}: ours {ours[-1]:.3f} s, floor {floor[-1]:.3f} s")
    finally:
        subprocess.run(["rm", "-rf", str(folder)], check=True)
    a, b = statistics.median(ours), statistics.median(floor)
    print(f"floor: one psql session that runs the same {COUNT} files, each in its transaction with one history insert")
    print(f"{name} ratio={a / b:.2f} ours={a:.3f} floor={b:.3f}")


main()
