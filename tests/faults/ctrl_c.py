"""Ctrl-C (SIGINT) in the middle of each phase: exit code 5 soon after, a message that says how to go on, nothing half done.

Each phase is brought to a standstill by a sleep or a lock held elsewhere, interrupted when the server or the process table
shows that it is there, and judged by the database afterwards.
"""
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time

failures = []


def ticks(pid):
    """Processor time so far, in hundredths of a second."""
    return sum(int(field) for field in pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13])


def psql(statement, database=None):
    command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement]
    return subprocess.run(command + (["-d", database] if database else []), check=True, stdout=subprocess.PIPE,
                          text=True).stdout.strip()


def wait_until(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError(f"{what}: not within {seconds} s")


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


class Holder:
    """A session that keeps a transaction open, so that others wait."""

    def __init__(self, statement):
        self.process = subprocess.Popen(["psql", "-XAtq"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(f"BEGIN; {statement}; SELECT 'held';\n")
        self.process.stdin.flush()
        while self.process.stdout.readline().strip() != "held":
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)


def begin(folder, *arguments):
    return subprocess.Popen(["lockkeeper", *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)


def interrupt(process, within=20):
    process.send_signal(signal.SIGINT)
    output = process.communicate(timeout=within)[0]
    expect(process.returncode == 5, f"exit code {process.returncode} instead of 5:\n{output}")
    return output


def sleeping():
    return psql("select count(*) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()"
                " and state = 'active'") != "0"


def waiting_for_lock():
    return psql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") != "0"


def migration(folder, name, text, down=None):
    (folder / "migrations").mkdir(exist_ok=True)
    (folder / "migrations" / f"{name}.sql").write_text(text)
    if down:
        (folder / "migrations/rollbacks").mkdir(exist_ok=True)
        (folder / "migrations/rollbacks" / f"{name}_rollback.sql").write_text(down)


def applied():
    return psql("select coalesce(string_agg(version, ',' order by id), '') from _migration_history where state = 'applied'")


def exists(relation):
    return psql(f"select to_regclass('{relation}') is not null") == "t"


def up_in_a_transaction(folder):
    migration(folder, "001_first", "CREATE TABLE first (a int);")
    migration(folder, "002_second", "CREATE TABLE second (a int); SELECT pg_sleep(30);")
    process = begin(folder, "up", "--auto-approve")
    wait_until(sleeping, "the migration sleeps")
    output = interrupt(process)
    expect(applied() == "001" and exists("first") and not exists("second"), f"half done: {applied()}")
    expect(not sleeping(), "the statement still runs in the server")
    migration(folder, "002_second", "CREATE TABLE second (a int);")
    again = begin(folder, "up", "--auto-approve", "--lock-wait", "0")
    expect(again.wait(20) == 0 and applied() == "001,002", f"cannot go on: {again.stdout.read()}")
    return output


def up_outside_a_transaction(folder):
    psql("CREATE TABLE big (a int); INSERT INTO big SELECT generate_series(1, 1000)")
    migration(folder, "001_index", "CREATE INDEX CONCURRENTLY big_a ON big (a);\nCREATE INDEX CONCURRENTLY big_b ON big ((a + 1));")
    with Holder("INSERT INTO big VALUES (0)"):
        process = begin(folder, "up", "--auto-approve")
        wait_until(waiting_for_lock, "the index build waits")
        output = interrupt(process)
    again = begin(folder, "up", "--auto-approve")
    expect(again.wait(30) == 0, f"cannot go on: {again.stdout.read()}")
    states = psql("select string_agg(relname || ' ' || indisvalid, ', ' order by relname) from pg_index join pg_class on oid = indexrelid"
                  " where indrelid = 'big'::regclass")
    expect(states == "big_a true, big_b true" and applied() == "001", f"{states}; {applied()}")
    return output


def up_that_waits_for_another(folder):
    migration(folder, "001_slow", "SELECT pg_sleep(30);")
    first = begin(folder, "up", "--auto-approve")
    wait_until(sleeping, "the first one sleeps")
    second = begin(folder, "up", "--auto-approve")
    wait_until(lambda: psql("select count(*) from pg_stat_activity where application_name like 'lockkeeper%'"
                            " and pid <> pg_backend_pid()") >= "3", "the second one is there")
    time.sleep(0.3)
    output = interrupt(second)
    interrupt(first)
    return output


def dry_run(folder):
    migration(folder, "001_slow", "CREATE TABLE slow (a int); SELECT pg_sleep(30);")
    process = begin(folder, "up", "--dry-run")
    wait_until(sleeping, "the dry run sleeps")
    output = interrupt(process)
    expect(not exists("slow"), "the dry run left a table")
    return output


def down(folder):
    migration(folder, "001_table", "CREATE TABLE kept (a int);", "DROP TABLE kept; SELECT pg_sleep(30);")
    expect(begin(folder, "up", "--auto-approve").wait(20) == 0, "up")
    process = begin(folder, "down", "--auto-approve")
    wait_until(sleeping, "the undo sleeps")
    output = interrupt(process)
    expect(exists("kept") and applied() == "001", "the undo was half done")
    return output


def preflight(folder):
    psql("CREATE TABLE locked (a int)")
    with Holder("LOCK TABLE locked"):
        process = begin(folder, "check", "preflight")
        wait_until(waiting_for_lock, "the row counts wait")
        return interrupt(process)


def children(word):
    found = subprocess.run(["pgrep", "-f", word], stdout=subprocess.PIPE, text=True).stdout.split()
    return [pid for pid in found if pid != str(os.getpid())]


def backup_create(folder):
    psql("CREATE TABLE locked (a int)")
    with Holder("LOCK TABLE locked"):
        process = begin(folder, "backup", "create")
        wait_until(waiting_for_lock, "the backup waits")
        output = interrupt(process)
    left = [str(path) for path in folder.rglob("*.partial*")]
    expect(not left, f"left behind: {left}")
    return output


def large(folder):
    psql("CREATE TABLE large AS SELECT i, md5(i::text) AS t FROM generate_series(1, 300000) i;"
         + "".join(f"CREATE INDEX ON large (t, i, ({n}));" for n in range(6)))
    made = subprocess.run(["lockkeeper", "backup", "create", "--quiet"], cwd=folder, stdout=subprocess.PIPE, text=True)
    expect(made.returncode == 0, made.stdout)
    return made.stdout.strip()


def backup_verify(folder):
    backup = large(folder)
    process = begin(folder, "backup", "verify", backup)
    wait_until(lambda: children("pg_restore.*"), "the restore runs")
    output = interrupt(process)
    wait_until(lambda: not children("pg_restore.*"), "the restore ended")
    return output


def backup_restore(folder):
    backup = large(folder)
    name = psql("select current_database()")
    process = begin(folder, "backup", "restore", backup, "--auto-approve")
    wait_until(lambda: children("pg_restore.*"), "the restore runs")
    output = interrupt(process)
    expect(psql("select count(*) from large") == "300000", "the database is not what it was")
    left = psql(f"select string_agg(datname, ' ') from pg_database where datname like '{name}\\_%'", "postgres")
    expect(left == "", f"left behind: {left}")
    return output


def lint_that_computes(folder):
    (folder / "many.sql").write_text("".join(f"CREATE TABLE t{i} (id int PRIMARY KEY, a int);\n" for i in range(400000)))
    process = begin(folder, "lint", "many.sql")
    wait_until(lambda: ticks(process.pid) >= 20, "it computes")
    return interrupt(process, within=5)


RUNBOOK = """# Night

## Work

### One

```bash {auto}
echo one >> trace
```

### Two

%s

### Three

```bash {auto}
echo three >> trace
```
"""


def runbook(folder, fence, there, resume_with):
    (folder / "RUNBOOK.md").write_text(RUNBOOK % fence)
    process = begin(folder, "run", "RUNBOOK.md")
    wait_until(there, "the step runs")
    output = interrupt(process)
    (folder / "RUNBOOK.md").write_text(RUNBOOK % resume_with)
    (folder / "answers.toml").write_text('by = "test"\n[[answer]]\nwhen = "interrupted"\nanswer = "retry"\n')
    again = begin(folder, "run", "RUNBOOK.md", "--answers", "answers.toml")
    said = again.communicate(timeout=30)[0]
    expect(again.returncode == 0, f"cannot go on:\n{said}")
    expect((folder / "trace").read_text() == "one\nthree\n", f"steps: {(folder / 'trace').read_text()!r}\n{said}")
    return output


def run_command(folder):
    output = runbook(folder, "```bash {id=two}\nsleep 31.41592\n```", lambda: children("^sleep 31.41592"), "```bash {id=two}\ntrue\n```")
    expect(not children("^sleep 31.41592"), "the command is still there")
    return output


def run_query(folder):
    return runbook(folder, "```sql {id=two}\nSELECT pg_sleep(30);\n```", sleeping, "```sql {id=two}\nSELECT 1;\n```")


def run_question(folder):
    """At a terminal, while it asks."""
    (folder / "RUNBOOK.md").write_text("# Night\n\n## Work\n\n- [ ] Tell the team\n")
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvp("lockkeeper", ["lockkeeper", "run", "RUNBOOK.md"])
    said = b""
    end = time.monotonic() + 20
    while b"Tell the team" not in said or not re.search(rb"[>?\]:] ?$", said.strip()):
        said += os.read(terminal, 4096)
        expect(time.monotonic() < end, f"it does not ask: {said!r}")
    os.write(terminal, b"\x03")
    try:
        while more := os.read(terminal, 4096):
            said += more
    except OSError:
        pass
    _, status = os.waitpid(pid, 0)
    expect(os.waitstatus_to_exitcode(status) == 5, f"exit code {os.waitstatus_to_exitcode(status)} instead of 5: {said!r}")
    return said.decode(errors="replace")


PHASES = [up_in_a_transaction, up_outside_a_transaction, up_that_waits_for_another, dry_run, down, preflight, backup_create,
          backup_verify, backup_restore, lint_that_computes, run_command, run_query, run_question]


def main():
    chosen = [phase for phase in PHASES if len(sys.argv) < 2 or phase.__name__ in sys.argv[1:]]
    base_url = os.environ["DATABASE_URL"]
    for phase in chosen:
        name = f"c_{phase.__name__}"
        psql(f"CREATE DATABASE {name}", "postgres")
        os.environ["PGDATABASE"] = name
        os.environ["DATABASE_URL"] = base_url.replace("/sandbox?", f"/{name}?")
        with tempfile.TemporaryDirectory(prefix="lockkeeper-ctrl-c-") as folder:
            try:
                output = phase(pathlib.Path(folder))
                expect(output.strip(), "it said nothing")
                print(f"ok   {phase.__name__}: {output.strip().splitlines()[-1]}", flush=True)
            except (AssertionError, subprocess.TimeoutExpired) as problem:
                failures.append(phase.__name__)
                print(f"FAIL {phase.__name__}: {problem}", flush=True)
    print(f"{len(chosen) - len(failures)} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
