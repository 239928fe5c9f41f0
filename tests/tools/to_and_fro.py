"""To and fro with the real tools: each applies, we go on and its own status is clean; it goes on and ours is clean.
Tools come from npm (package.json here) and from Debian (sqitch); those that are not to be had are named and skipped."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SKIPPED = []


def run(*words, cwd, check=True, **more):
    done = subprocess.run([str(word) for word in words], cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=120, env={**os.environ, **more})
    if check and done.returncode:
        sys.exit(f"{' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def states(folder, cwd):
    said = json.loads(subprocess.run(["lockkeeper", "status", "--json", "--dir", folder], cwd=cwd, check=True, text=True,
                                     stdout=subprocess.PIPE).stdout)
    return [line["state"] for line in said["migrations"]]


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r}, wanted {wanted!r}")


def lockkeeper(command, folder, cwd, *options):
    return run("lockkeeper", command, "--auto-approve", "--dir", folder, *options, cwd=cwd)


class Project:
    """A folder and an empty database of its own."""

    def __init__(self, base, name):
        self.home = base / name
        self.home.mkdir()
        self.name = name
        run("psql", "-XqAtc", f"CREATE DATABASE {name}", cwd=self.home)
        os.environ["PGDATABASE"] = name
        os.environ["DATABASE_URL"] = f"postgres:///{name}?host={os.environ['PGHOST']}&user={user()}"

    def write(self, path, text):
        file = self.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def user():
    return subprocess.run(["psql", "-XAtd", "postgres", "-c", "SELECT current_user"], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.strip()


def number(n):
    return f"2025010{n}120000"


def dbmate(base, tools):
    project = Project(base, "dbmate")
    url = f"postgres://{user()}@/dbmate?socket={os.environ['PGHOST']}&sslmode=disable"

    def tool(*words):
        return run(tools / "dbmate", "--no-dump-schema", "--migrations-dir", "m", *words, cwd=project.home, DATABASE_URL=url)

    def write(n):
        project.write(f"m/{number(n)}_t.sql", f"-- migrate:up\nCREATE TABLE t{n} (id int);\n\n-- migrate:down\nDROP TABLE t{n};\n")

    for n in (1, 2):
        write(n)
    tool("up")
    for n in (3, 4):
        write(n)
    expect("dbmate, theirs", states("m", project.home), ["applied"] * 2 + ["pending"] * 2)
    lockkeeper("up", "m", project.home)
    expect("dbmate's own status", "Pending: 0" in tool("status"), True)
    write(5)
    tool("up")
    expect("dbmate, after both", states("m", project.home), ["applied"] * 5)
    tool("rollback")
    expect("dbmate, one taken back", states("m", project.home), ["applied"] * 4 + ["pending"])
    lockkeeper("down", "m", project.home)
    expect("dbmate's own status", "Pending: 2" in tool("status"), True)
    lockkeeper("up", "m", project.home)
    expect("dbmate's own status", "Pending: 0" in tool("status"), True)


def node_pg_migrate(base, tools):
    project = Project(base, "node_pg_migrate")
    for n in range(1, 6):
        project.write(f"m/173694240000{n}_t{n}.sql",
                      f"-- Up Migration\nCREATE TABLE t{n} (id int);\n\n-- Down Migration\nDROP TABLE t{n};\n")

    def tool(*words):
        return run(tools / "node-pg-migrate", "-m", "m", *words, cwd=project.home)

    tool("up", "2")
    expect("node-pg-migrate, theirs", states("m", project.home), ["applied"] * 2 + ["pending"] * 3)
    lockkeeper("up", "m", project.home, "--steps", "2")
    tool("up")
    expect("node-pg-migrate, after both", states("m", project.home), ["applied"] * 5)
    lockkeeper("down", "m", project.home)
    expect("node-pg-migrate's own plan", "t5 (UP)" in tool("up", "--dry-run"), True)
    tool("down")
    expect("node-pg-migrate, one taken back", states("m", project.home)[:3], ["applied"] * 3)
    expect("node-pg-migrate, one taken back", "applied" in states("m", project.home)[3:], False)
    lockkeeper("up", "m", project.home)
    expect("node-pg-migrate's own plan", "No migrations to run" in tool("up", "--dry-run"), True)


def graphile_migrate(base, tools):
    project = Project(base, "graphile_migrate")
    run("psql", "-Xqc", "CREATE DATABASE graphile_shadow", cwd=project.home)
    root = f"postgres:///postgres?host={os.environ['PGHOST']}&user={user()}"
    project.write(".gmrc", json.dumps({"connectionString": os.environ["DATABASE_URL"],
                                       "shadowConnectionString": root.replace("/postgres?", "/graphile_shadow?")}))

    def tool(*words):
        return run(tools / "graphile-migrate", *words, cwd=project.home, ROOT_DATABASE_URL=root)

    def commit(n):
        project.write("migrations/current.sql", f"CREATE TABLE t{n} (id int);\n")
        tool("commit", "-m", f"make {n}")

    for n in (1, 2, 3):
        commit(n)
    expect("graphile-migrate, theirs", states("migrations", project.home), ["applied"] * 3)
    run("psql", "-Xqc", "DROP TABLE IF EXISTS t3", "-c",
        "DELETE FROM graphile_migrate.migrations WHERE filename = '000003.sql'", cwd=project.home)
    expect("graphile-migrate, as on another database", states("migrations", project.home), ["applied"] * 2 + ["pending"])
    lockkeeper("up", "migrations", project.home)
    expect("graphile-migrate's own status", "Up to date" in tool("status"), True)


def drizzle(base, tools):
    project = Project(base, "drizzle_orm")

    def journal(count):
        entries = [{"idx": n, "version": "7", "when": 1736942400000 + n, "tag": f"000{n}_t", "breakpoints": True}
                   for n in range(count)]
        project.write("m/meta/_journal.json", json.dumps({"version": "7", "dialect": "postgresql", "entries": entries}))
        for n in range(count):
            project.write(f"m/000{n}_t.sql", f'CREATE TABLE "t{n}" ("id" int);--> statement-breakpoint\n'
                                             f'CREATE INDEX ON "t{n}" ("id");')

    def tool():
        return run("node", HERE / "drizzle.mjs", project.home / "m", tools.parent.parent, cwd=project.home)

    journal(2)
    tool()
    journal(4)
    expect("drizzle, theirs", states("m", project.home), ["applied"] * 2 + ["pending"] * 2)
    lockkeeper("up", "m", project.home, "--steps", "1")
    tool()
    expect("drizzle, after both", states("m", project.home), ["applied"] * 4)
    expect("nothing is left", "nothing to apply" in lockkeeper("up", "m", project.home), True)


def sqitch(base):
    if not shutil.which("sqitch"):
        SKIPPED.append("sqitch (not installed)")
        return
    project = Project(base, "sqitch_app")
    target = f"db:pg://{user()}@/sqitch_app"

    def tool(*words):
        return run("sqitch", *words, cwd=project.home, HOME=str(project.home))

    def add(name, *options):
        tool("add", name, "-n", f"Adds {name}.", *options)
        project.write(f"deploy/{name}.sql", f"BEGIN;\nCREATE TABLE {name} (id int);\nCOMMIT;\n")
        project.write(f"revert/{name}.sql", f"BEGIN;\nDROP TABLE {name};\nCOMMIT;\n")
        project.write(f"verify/{name}.sql", f"BEGIN;\nSELECT id FROM {name} WHERE false;\nROLLBACK;\n")

    tool("config", "--user", "user.name", "Ann Example")
    tool("config", "--user", "user.email", "ann@example.com")
    tool("init", "shop", "--engine", "pg", "--uri", "https://example.com/shop")
    add("one")
    add("two", "-r", "one")
    add("three", "-r", "two")
    tool("tag", "v1.0", "-n", "First tag.")
    add("four", "-r", "two@v1.0")
    tool("rework", "two", "-n", "Adds a column.")
    project.write("deploy/two.sql", "BEGIN;\nALTER TABLE two ADD COLUMN note text;\nCOMMIT;\n")
    project.write("revert/two.sql", "BEGIN;\nALTER TABLE two DROP COLUMN note;\nCOMMIT;\n")
    add("six")
    tool("deploy", "--to", "one", target)
    expect("sqitch, theirs", states(".", project.home), ["applied"] + ["pending"] * 5)
    lockkeeper("up", ".", project.home, "--steps", "4")
    expect("sqitch's own log", tool("log", target, "-f", "oneline").count(" deploy "), 5)
    tool("deploy", target)
    expect("sqitch, after both", states(".", project.home), ["applied"] * 6)
    expect("sqitch's own verification", "Verify successful" in tool("verify", target), True)
    tool("revert", "-y", "--to", "three", target)
    expect("sqitch, three taken back", states(".", project.home)[:3], ["applied"] * 3)
    expect("sqitch, three taken back", "applied" in states(".", project.home)[3:], False)
    lockkeeper("up", ".", project.home)
    expect("sqitch's own status", "up-to-date" in tool("status", target), True)
    lockkeeper("down", ".", project.home)
    expect("sqitch's own status", "Undeployed change" in tool("status", target), True)
    tool("deploy", target)
    expect("sqitch, after all", states(".", project.home), ["applied"] * 6)


def tools_of_npm(base):
    """The folder of the commands, or None."""
    folder = base / "npm"
    folder.mkdir()
    shutil.copy(HERE / "package.json", folder)
    if not shutil.which("npm"):
        return None
    done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, timeout=300,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return folder / "node_modules/.bin" if done.returncode == 0 else None


def main():
    with tempfile.TemporaryDirectory(prefix="lockkeeper-tools-") as name:
        base = pathlib.Path(name)
        sqitch(base)
        tools = tools_of_npm(base)
        for scenario in (dbmate, node_pg_migrate, graphile_migrate, drizzle):
            if tools is None:
                SKIPPED.append(f"{scenario.__name__} (npm could not fetch it)")
                continue
            scenario(base, tools)
            print(f"{scenario.__name__}: agrees")
    for each in SKIPPED:
        print(f"skipped: {each}")


if "PGHOST" not in os.environ:
    sys.exit("run this inside lockkeeper sandbox")
os.environ["NO_COLOR"] = "1"
main()
