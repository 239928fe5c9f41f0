"""Writes the seeds of a fuzz target into a folder: runbooks of this repository whole and in pieces, or pairs of what was
expected and what came back, with a NUL byte between them as runbook_expect.cpp reads them, or SQL."""
import hashlib
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parents[2]
PAIRS = [
    ("0 rows", ""), ("110+", "112\n"), (">= 5", " 7 "), ("under 500 ms", "0.3 s"), ("X rows", " a\n---\n 1\n(1 row)\n"),
    (" id | name \n----+------\n  1 | X\n(1 row)\n", " id | name\n----+------\n  1 | one\n(1 row)\n"),
    ('{"status": "ok", "count": X}', '{"count": 3, "status": "ok", "more": [1, {"a": null}]}'),
    ('[{"a": 1}, ...]', 'HTTP/1.1 200 OK\n\n[{"a": 1}, {"a": 2}]'), ("pg_isready: accepting connections\n...", "accepting"),
    ("<id> done", "17 done"), ("\u00e2\u0153\u201c ok", "\u2713 ok"), ("t", "true"), ("{", "}"), ('{"a":{"b":[1,2', '[[[[')]


def seeds(name):
    if name == "runbook_expect":
        for expected, output in PAIRS:
            yield f"{expected}\0{output}".encode()
        return
    if name.startswith("review"):
        # The cases of the rules, and migrations as teams write them.
        for file in sorted((root / "src" / "review" / "rules").glob("*.cases")):
            for case in file.read_text().split("=== ")[1:]:
                yield case.partition("\n")[2].replace("--- undo\n", "").encode()
        # The statements whose locks the servers were asked for: set-up and statement are the third and fourth column.
        for line in (root / "tests" / "locks" / "cases.tsv").read_text().splitlines():
            columns = line.split("\t")
            if not line.startswith("#") and len(columns) > 3:
                yield ";\n".join(part for part in columns[2:4] if part).replace(" ;; ", ";\n").encode()
        yield (root / "tests" / "locks" / "fixture.sql").read_bytes()[:8192]
        for file in sorted((root / "examples").rglob("*.sql")):
            yield file.read_bytes()[:8192]
        return
    folders = [root / "examples", root / "src" / "runbook" / "samples", root / "tests" / "seeds"]
    for file in sorted(file for folder in folders if folder.is_dir() for file in folder.rglob("*.md")):
        text = file.read_bytes()
        yield text[:8192]
        for piece in text.split(b"\n## "):
            yield b"## " + piece[:4096]


def main():
    name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    for seed in seeds(name):
        (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


main()
