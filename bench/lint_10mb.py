"""Linting one file of 10 MB against libpg_query parsing it.

Floor: a C program that reads the file and calls pg_query_parse, the library's own way to parse (its other public one,
pg_query_parse_protobuf, takes longer). Beside it what is inside of that call: the server's parser making its tree, which nothing
public gives out. Ours: `lockkeeper lint FILE`, which parses, judges every statement against the schema at that point, asks every
rule, and carries the statement out on the schema. Also printed: the most memory either had, over the size of the file.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
SIZE = 10_000_000


def statements(number):
    table = f"table_{number:06}"
    yield (f"-- Description: step {number}\nCREATE TABLE {table} (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
           f"  customer_id bigint NOT NULL,\n  status text NOT NULL DEFAULT 'new',\n  total numeric(12, 2) CHECK (total >= 0),\n"
           f"  note text,\n  created_at timestamptz NOT NULL DEFAULT now()\n);\n")
    yield f"CREATE INDEX {table}_customer ON {table} (customer_id, created_at);\n"
    yield f"COMMENT ON TABLE {table} IS 'made by step {number}';\n"
    if number > 0:
        old = f"table_{number // 2:06}"
        yield f"ALTER TABLE {old} ADD COLUMN extra_{number} text;\n"
        yield (f"ALTER TABLE {table} ADD CONSTRAINT {table}_parent FOREIGN KEY (customer_id) REFERENCES {old} (id) NOT VALID;\n")
    for row in range(4):
        yield f"INSERT INTO {table} (customer_id, status, total, note) VALUES ({row}, 'paid', {row}.50, 'row {row} of {number}');\n"
    yield f"UPDATE {table} SET note = 'seen' WHERE id = {number};\n"


def text_of(size):
    parts, length, number = [], 0, 0
    while length < size:
        for statement in statements(number):
            parts.append(statement)
            length += len(statement)
        number += 1
    return "".join(parts)


def build_floor(folder):
    source = pathlib.Path(__file__).parent / "parse_floor.c"
    subprocess.run(["cc", "-O2", "-o", folder / "floor", source, "-lpg_query", "-lprotobuf-c", "-lpthread", "-lm"], check=True)
    return folder / "floor"


def timed(command, given=None):
    """Seconds and the most kilobytes it held."""
    began = time.monotonic()
    child = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    child.stdin.write((given or "").encode())
    child.stdin.close()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    took = time.monotonic() - began
    if child.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return took, usage.ru_maxrss


def compare(name, ours_command, floor, list_of_files, largest):
    ours, raw, json = [], [], []
    memory = floor_memory = 0
    for run in range(RUNS):
        took, kilobytes = timed(ours_command)
        ours.append(took)
        memory = max(memory, kilobytes)
        took, kilobytes = timed([floor, "json"], list_of_files)
        json.append(took)
        floor_memory = max(floor_memory, kilobytes)
        raw.append(timed([floor, "raw"], list_of_files)[0])
        print(f"run {run + 1}: ours {ours[-1]:.3f} s, pg_query_parse {json[-1]:.3f} s (its tree alone {raw[-1]:.3f} s)")
    a, b, c = statistics.median(ours), statistics.median(raw), statistics.median(json)
    print(f"memory: ours {memory / 1024:.0f} MB, {memory * 1024 / largest:.1f} times the largest file;"
          f" pg_query_parse {floor_memory / 1024:.0f} MB")
    print(f"against the tree alone: {a / b:.2f}")
    print("floor: pg_query_parse of the same files, in one process, and nothing else")
    print(f"{name} ratio={a / c:.2f} ours={a:.3f} floor={c:.3f}")


def main():
    with tempfile.TemporaryDirectory(prefix="lockkeeper-bench-") as made:
        folder = pathlib.Path(made)
        file = folder / "big.sql"
        file.write_text(text_of(SIZE))
        compare(sys.argv[1], ["lockkeeper", "lint", file, "--format", "json"], build_floor(folder), f"{file}\n", file.stat().st_size)


if __name__ == "__main__":
    main()
