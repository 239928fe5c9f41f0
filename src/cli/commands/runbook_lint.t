What is wrong with a runbook, days before:

  $ cat > night.md <<'EOF'
  > # Night
  > 
  > ## Check
  > 
  > ```sql {expect="0 rows"}
  > SELECT relname, tablename FROM pg_stat_user_tables WHERE n_dead_tup > 1000;
  > SELECT emial FROM orders WHERE paid;
  > ```
  > EOF
  $ lockkeeper runbook lint night.md --server none
  ✓ nothing found (1 file, judged by no server)
  $ lockkeeper runbook lint night.md
  night.md:6:17: error: column "tablename" does not exist [unknown-name]
      SELECT relname, tablename FROM pg_stat_user_tables WHERE n_dead_tup > 1000;
                      ^
    better: relname AS tablename
  
  1 finding: 1 error, 0 warnings, 0 advice (1 file, judged by a private PostgreSQL *) (glob)
  [1]

For a job of GitHub Actions, or any other of the formats:

  $ lockkeeper runbook lint night.md --format github
  ::error file=night.md,line=6,col=17,title=unknown-name::column "tablename" does not exist%0Abetter: relname AS tablename
  [1]

The project's schema is there with a dump, or with its migrations:

  $ echo 'CREATE TABLE orders (id bigint PRIMARY KEY, email text, paid bool);' > schema.sql
  $ lockkeeper runbook lint night.md --schema schema.sql --json
  {
    "ok": false,
    "judged_by": "a private PostgreSQL * with schema.sql", (glob)
    "files": 1,
    "findings": [
      {"rule":"unknown-name","file":"night.md","line":6,"column":17,"severity":"error","message":"column \"tablename\" does not exist","better":"relname AS tablename"},
      {"rule":"unknown-name","file":"night.md","line":7,"column":8,"severity":"error","message":"column \"emial\" does not exist","better":"email"}
    ]
  }
  [1]
  $ lockkeeper runbook lint night.md --schema nothing.sql
  error: cannot read nothing.sql: No such file or directory
  Check the path; it is taken relative to the current directory.
  [2]
  $ echo 'CREATE TABLE orders (' > broken.sql
  $ lockkeeper runbook lint night.md --schema broken.sql
  error: broken.sql cannot be loaded
    psql: psql:*/broken.sql:1: ERROR:  syntax error at end of input (glob)
      LINE 1: CREATE TABLE orders (
                                   ^
  Give a dump of the schema alone (pg_dump --schema-only --no-owner --no-privileges).
  [1]

The live database is only asked, never changed:

  $ psql "$DATABASE_URL" -qc 'CREATE TABLE orders (id bigint PRIMARY KEY, email text, paid bool)'
  $ sed -i 's/emial/email/; s/, tablename//' night.md
  $ lockkeeper runbook lint night.md --server live
  * nothing found (1 file, judged by * on * as postgres* (glob)
  $ sed -i 's/SELECT email/DELETE/' night.md
  $ sed -i 's/SELECT relname/-- lint: allow sql-syntax\nSELEC relname/' night.md
  $ lockkeeper runbook lint night.md --server live --fail-on warning
  * nothing found (1 file, judged by * on * as postgres* (glob)
  $ lockkeeper runbook lint missing.md
  error: cannot read missing.md: No such file or directory
  Check the path; it is taken relative to the current directory.
  [2]

What a migration adds that has not run yet is not a mistake behind the step that applies it:

  $ mkdir -p shop/migrations shop/docs && psql -qX -c 'DROP TABLE orders'
  $ echo 'CREATE TABLE orders (id bigint PRIMARY KEY, email text, paid bool);' > shop/migrations/001_orders.sql
  $ echo 'ALTER TABLE orders ADD COLUMN channel text; CREATE TABLE prefs (id int);' > shop/migrations/002_channel.sql
  $ touch shop/lockkeeper.toml
  $ cat > shop/docs/night.md <<'EOF'
  > # Night
  > 
  > ## Apply
  > 
  > ```sql
  > SELECT channel FROM orders LIMIT 1;
  > ```
  > 
  > ```bash
  > lockkeeper up
  > ```
  > 
  > ```sql
  > SELECT channel FROM orders LIMIT 1;
  > SELECT chanel FROM prefs LIMIT 1;
  > SELECT emial FROM orders LIMIT 1;
  > ```
  > EOF
  $ psql -qX -f shop/migrations/001_orders.sql
  $ lockkeeper --dir shop/migrations baseline 001_orders --yes > out 2>&1
  $ lockkeeper runbook lint shop/docs/night.md --server live | grep -v -E '^ |^$'
  shop/docs/night.md:6:8: error: column "channel" does not exist yet: added by pending migration 002_channel, which is applied only at line 10 [unknown-name]
  shop/docs/night.md:10:1: warning: this runbook has no way back: it says nowhere what to do when the migration fails [no-rollback]
  shop/docs/night.md:10:1: warning: nothing below this step looks whether the migration came out right [unverified-step]
  shop/docs/night.md:14:8: advice: not judged: added by pending migration 002_channel (also at line 15) [unknown-name]
  shop/docs/night.md:16:8: error: column "emial" does not exist [unknown-name]
  5 findings: 2 errors, 2 warnings, 1 advice (1 file, judged by *, 1 migration not applied yet) (glob)

The project is that of the file, wherever it is called from:

  $ lockkeeper runbook lint shop/docs/night.md | tail -n 1
  4 findings: 2 errors, 2 warnings, 0 advice (1 file, judged by a private PostgreSQL * with 2 migrations) (glob)

What the night will ask is advice, once for each phase:

  $ cat > ask.md <<'EOF'
  > # Night
  > 
  > ```bash {timeout="ten minutes"}
  > ./deploy.sh --all
  > ```
  > 
  > ```bash
  > psql –c "SELECT 1"
  > kubectl port-forward svc/db 5432:5432
  > psql -h localhost -c "DELETE FROM carts WHERE id = 1"
  > ```
  > EOF
  $ lockkeeper runbook lint ask.md --server none | grep ask.md
  ask.md:1:1: advice: 1 of 1 step here is asked about before it runs: what ./deploy.sh does is not known (line 4) [asked-first]
  ask.md:3:10: error: timeout="ten minutes" is not a span of time: it is as if it were not there [unknown-attribute]
  ask.md:4:1: warning: ./deploy.sh is not in the project [file-missing]
  ask.md:4:1: advice: what ./deploy.sh does is not known: a step that calls it is asked about [unknown-program]
  ask.md:8:1: advice: `psql –c "SELECT 1"` waits at a keyboard: it opens a session of psql; a person types the lines below it [interactive]
  ask.md:8:6: error: an en dash (U+2013) is no hyphen: what follows is no option [typographic-signs]
  ask.md:9:1: warning: `kubectl port-forward svc/db 5432:5432` never ends (holds a port open): what stands below it in this fence is not reached until somebody presses Ctrl-C [never-ends]
