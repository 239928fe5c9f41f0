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
    "findings": [
      {
        "rule": "unknown-name",
        "file": "night.md",
        "line": 6,
        "column": 17,
        "severity": "error",
        "message": "column \"tablename\" does not exist",
        "better": "relname AS tablename"
      },
      {
        "rule": "unknown-name",
        "file": "night.md",
        "line": 7,
        "column": 8,
        "severity": "error",
        "message": "column \"emial\" does not exist",
        "better": "email"
      }
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
