#!/usr/bin/env python3
"""Random statements over random schemas: what `lockkeeper effects` says of each, held against what a server does.

Each statement runs in a transaction that is rolled back; locks come from pg_locks, rewrites from file numbers, scans from the
transaction's counters, losses from counts over all values, refusals from the SQLSTATE. A chain of statements that the server
took is also judged from the schema before its first, so that what is simulated has to be what there is.

  run.py [--seed N] [--schemas N] [--statements N] [--bindir DIR]... [--show] [--save FILE]

Without options: seed 1, a short run on every major that tools/pg-matrix knows. LOCKKEEPER_RANDOM_STATEMENTS makes it longer,
LOCKKEEPER_BUILD names the build folder. Ends with 1 when a lock is called weaker than it is, or less than 99.5 % of the locks or
of the refusals are right.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))
import schemas  # noqa: E402
import statements  # noqa: E402
from server import Psql, State, rank  # noqa: E402

root = here.parent.parent
build = pathlib.Path(os.environ.get("LOCKKEEPER_BUILD", root / "build")).resolve()
lockkeeper = build / "lockkeeper"
needs_data = re.compile(r"^(22|23)|^(P0001|21000|55P03|57014|53)")
alone = {"25001", "2D000"}


def effects(files, snapshot):
    done = subprocess.run([lockkeeper, "effects", *files, "--snapshot", snapshot, "--json"], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=60)
    try:
        answer = json.loads(done.stdout)
        return answer["files"] if "files" in answer else [answer]
    except json.JSONDecodeError:
        return [{"broken": done.stderr[-300:] or done.stdout[-300:]}] * len(files)


class Tally:
    def __init__(self):
        self.counts = collections.Counter()
        self.wrong = []

    def note(self, field, right, about):
        right = bool(right)
        self.counts[field, right] += 1
        if not right:
            self.wrong.append((field, about))

    def add(self, other):
        self.counts += other.counts
        self.wrong += other.wrong

    def share(self, field):
        right, wrong = self.counts[field, True], self.counts[field, False]
        return right, right + wrong, 100.0 * right / max(1, right + wrong)


def kind_of(statement):
    statement = statement.removeprefix("SET ROLE other; ")
    words = re.sub(r"IF (NOT )?EXISTS |ONLY |CONCURRENTLY |UNIQUE ", "", statement).split()
    head = " ".join(words[:2])
    found = re.search(r"\b(ADD COLUMN|DROP COLUMN|TYPE|SET NOT NULL|DROP NOT NULL|ADD CONSTRAINT|DROP CONSTRAINT|VALIDATE|ATTACH|DETACH|RENAME|"
                      r"SET SCHEMA|SET DEFAULT|DROP DEFAULT|INHERIT|OWNER|REPLICA|TRIGGER|LOGGED|UNLOGGED|USING INDEX|PRIMARY KEY|FOREIGN KEY)\b", statement) if "ALTER" in head else None
    return head + (" … " + found.group(1) if found else "")


def judge(statement, truth, claim, tally, where):
    about = lambda what: f"{where}: {statement}\n      {what}"
    if "broken" in claim:
        return tally.note("answers", False, about(claim["broken"]))
    tally.note("answers", True, "")
    said = [entry.get("fails") or "" for entry in claim.get("statements", [])]
    why = next((text for text in said if text), "")
    if truth["refused"] in alone:
        return tally.note("transactional", not claim["transactional"] or claim["fails"], about("cannot run in a transaction, called able to"))
    if truth["refused"]:
        if claim["fails"]:
            error = next((entry["expected_error"] for entry in claim["statements"] if entry.get("expected_error")), {})
            tally.note("sqlstates", error.get("sqlstate") == truth["refused"], about(f"{truth['refused']} {truth['message']}, called {error.get('sqlstate')} {error.get('message')}"))
            tally.note("messages", error.get("message") == truth["message"], about(f"the message {truth['message']}, called {error.get('message')}"))
            return tally.note("refusals", True, "")
        if any("(it took the snapshot)" in warning for warning in claim.get("warnings", [])):
            return tally.note("refusals", True, "")  # a snapshot does not say who will run it
        if needs_data.match(truth["refused"]) or claim.get("unknown"):
            return tally.note("refused by data", True, "")
        return tally.note("refusals", False, about(f"not foreseen: {truth['refused']} {truth['message']}"))
    tally.note("transactional", claim["transactional"], about("runs in a transaction, called unable to"))
    if claim["fails"]:
        return tally.note("refusals", False, about(f"called refused: {why}"))
    tally.note("refusals", True, "")
    if claim.get("unknown"):
        return tally.note("unknown", True, "")
    claimed = {relation["relation"]: relation for relation in claim["relations"] if not relation.get("index_of") and not relation["relation"].endswith("_seq") and relation["relation"] != "public.tickets"}
    writes = re.match(r"(SET ROLE other; )?(INSERT|UPDATE|DELETE|MERGE)", statement)
    plan = re.search(r"FOREIGN KEY|REFERENCES", statement) or re.match(r"(SET ROLE other; )?(SELECT|INSERT|UPDATE|DELETE|MERGE|COPY|TRUNCATE|ANALYZE|VACUUM|CREATE MATERIALIZED|CREATE TABLE .* AS |REFRESH)", statement)
    for name in sorted(set(truth["relations"]) | set(claimed)):
        is_ = truth["relations"].get(name, {"lock": 0})
        relation = claimed.get(name, {"lock_mode": ""})
        mode = rank[relation["lock_mode"]]
        # The first look at a partition's bounds in a session opens its parent for reading; which look that is cannot be told.
        first_look = is_["lock"] == 1 and mode == 0 and name == "public.parts" and re.search(r"\bpart\d", statement)
        # What foreign keys look up, where rows go and what triggers do depends on the rows that are written.
        by_rows = writes and mode > is_["lock"] and not re.search(rf"\b{re.escape(name.split('.')[-1])}\b", statement.split(" SELECT ")[0])
        tally.note("locks", mode == is_["lock"] or by_rows or first_look, about(f"{name}: lock {list(rank)[is_['lock']] or 'none'}, called {relation['lock_mode'] or 'none'}"))
        tally.note("not too weak", mode >= is_["lock"] or first_look, about(f"{name}: TOO WEAK, lock {list(rank)[is_['lock']]}, called {relation['lock_mode'] or 'none'}"))
        blocked = is_["lock"] == 8 or is_.get("blocked", False)
        if name in claimed or blocked:
            tally.note("blocks reads", bool(relation.get("blocks_reads")) == blocked, about(f"{name}: reads blocked {blocked}, called {relation.get('blocks_reads')}"))
        tally.note("rewrites", bool(relation.get("rewrite")) == is_.get("rewrite", False), about(f"{name}: rewrite {is_.get('rewrite', False)}"))
        if not plan:
            tally.note("scans", bool(relation.get("scan")) == is_.get("scan", False), about(f"{name}: scan {is_.get('scan', False)}"))
    if not statement.startswith("TRUNCATE"):
        tally.note("indexes rebuilt", set(claim["indexes_rebuilt"]) == truth["rebuilt"],
                   about(f"rebuilt {sorted(truth['rebuilt'])}, called {claim['indexes_rebuilt']}"))
    if truth["lost"] and not re.search("RENAME VALUE|ADD ATTRIBUTE", statement):  # values are written in another way, no more
        tally.note("losses", claim["data_loss"], about(f"loss not said: {truth['lost'][:2]}"))


def one_schema(seed, count, folder, tally, chained):
    rng = random.Random(seed)
    tables, sql = schemas.make(rng)
    database = f"random_{seed}"
    admin = Psql("postgres")
    admin.run(f'DROP DATABASE IF EXISTS {database}')
    admin.run(f"CREATE DATABASE {database}")
    psql = Psql(database)
    for line in sql.split("\n"):
        if line.strip():
            state, message = psql.run(line)
            if state and state not in ("23505", "23503"):
                print(f"schema {seed}: {state} {message}: {line}", file=sys.stderr)
    psql.run("VACUUM ANALYZE")
    state = State(psql)
    env = {**os.environ, "PGDATABASE": database, "DATABASE_URL": f"postgresql:///{database}"}
    snapshot = folder / f"{database}.json"
    subprocess.run([lockkeeper, "snapshot", "--out", snapshot], env=env, check=True, capture_output=True)
    texts = [("SET ROLE other; " if rng.random() < 0.1 else "") + statements.statement(rng, tables) for _ in range(count)]

    def claim(at):
        file = folder / f"s{at}.sql"
        file.write_text(texts[at] + ";\n")
        return effects([file], snapshot)[0]

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        claims = pool.map(claim, range(count))
        truths = [state.measure(text) for text in texts]
        for text, truth, said in zip(texts, truths, claims):
            judge(text, truth, said, tally, f"seed {seed}")
    good = [text for text, truth in zip(texts, truths) if not truth["refused"] and "SET ROLE" not in text]
    if chained and good:
        chain(seed, rng.sample(good, min(len(good), max(4, count // 6))), state, snapshot, folder, tally)
    psql.close()
    admin.run(f"DROP DATABASE {database}")
    admin.close()


def chain(seed, texts, state, snapshot, folder, tally):
    """One statement after the other, judged from the schema before the first."""
    files, truths = [], []
    for at, text in enumerate(texts):
        truth = state.measure(text, keep=True)
        if truth["refused"]:
            continue
        file = folder / f"chain_{at}.sql"
        file.write_text(text + ";\n")
        files.append(file)
        truths.append((text, truth))
    for (text, truth), said in zip(truths, effects(files, snapshot) if files else []):
        inner = Tally()
        judge(text, truth, said, inner, f"seed {seed}, chained after {'; '.join(each for each, _ in truths[:truths.index((text, truth))])[-400:]}" if os.environ.get("LOCKKEEPER_RANDOM_CHAINS") else f"seed {seed}, chained")
        for (field, right), number in inner.counts.items():
            if field in ("locks", "refusals", "not too weak"):
                tally.counts["chained " + field, right] += number
        tally.wrong += [("chained " + field, about) for field, about in inner.wrong if field in ("locks", "refusals", "not too weak")]


def on_server(arguments):
    """Inside a sandbox of one major."""
    total = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        admin = Psql("postgres")
        admin.run("CREATE ROLE other")
        admin.run("SELECT 1")
        admin.close()
        for number in range(arguments.schemas):
            one_schema(arguments.seed + number, arguments.statements, folder, total, True)
    print(json.dumps({"counts": [[field, right, number] for (field, right), number in total.counts.items()], "wrong": total.wrong}))


def report(major, total, show):
    compared = sum(number for (field, _), number in total.counts.items() if field == "answers")
    print(f"PostgreSQL {major}: {compared} statements")
    for field in sorted({field for field, _ in total.counts}):
        right, all_, share = total.share(field)
        print(f"  {field:22} {right:6} of {all_:6}  {share:6.2f} %")
    if show:
        groups = collections.defaultdict(list)
        for field, about in total.wrong:
            groups[field, kind_of(about.split(": ", 1)[1])].append(about)
        for (field, kind), items in sorted(groups.items(), key=lambda group: -len(group[1])):
            print(f"  {len(items):4} {field}: {kind}")
            for item in items[: int(show)]:
                print(f"       {item}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--schemas", type=int)
    parser.add_argument("--statements", type=int, default=60)
    parser.add_argument("--bindir", action="append")
    parser.add_argument("--show", nargs="?", const=3, default=0)
    parser.add_argument("--save", type=pathlib.Path)
    parser.add_argument("--inside", action="store_true")
    arguments = parser.parse_args()
    wanted = int(os.environ.get("LOCKKEEPER_RANDOM_STATEMENTS", "0"))
    if arguments.schemas is None:
        arguments.schemas = max(1, wanted // arguments.statements) if wanted else 2
    if arguments.inside:
        return on_server(arguments)
    majors = subprocess.run([root / "tools" / "pg-matrix"], capture_output=True, text=True).stdout.split("\n")
    bindirs = arguments.bindir or [line.split(" ", 1)[1] for line in majors if line and line.split()[0] in ("13", "15", "18")]
    bad = False
    for bindir in bindirs:
        major = subprocess.run([f"{bindir}/postgres", "--version"], capture_output=True, text=True).stdout.split()[2].split(".")[0]
        env = {**os.environ, "LOCKKEEPER_BUILD": str(build)}
        done = subprocess.run([lockkeeper, "sandbox", "--quiet", "--bindir", bindir, "--", sys.executable, str(here / "run.py"), "--inside", "--seed",
                               str(arguments.seed), "--schemas", str(arguments.schemas), "--statements", str(arguments.statements)],
                              capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL)
        print(done.stderr[-2000:], end="")
        if not done.stdout.strip():
            sys.exit(f"nothing came from the server of {bindir}")
        answer = json.loads(done.stdout.strip().split("\n")[-1])
        total = Tally()
        for field, right, number in answer["counts"]:
            total.counts[field, right] += number
        total.wrong = answer["wrong"]
        report(major, total, arguments.show)
        if arguments.save:
            with arguments.save.open("a") as out:
                out.writelines(f"{major}\t{field}\t{about}\n" for field, about in total.wrong)
        bad = bad or total.counts["not too weak", False] > 0
        bad = bad or total.share("locks")[2] < 99.5 or total.share("refusals")[2] < 99.5
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
