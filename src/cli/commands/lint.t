Migrations are judged without a database; the schema is that which the earlier ones leave:

  $ mkdir migrations
  $ echo 'CREATE TABLE orders (id bigint PRIMARY KEY, email text);' > migrations/001_orders.sql
  $ lockkeeper lint
  ✓ nothing found (1 file, judged by the files alone)
  $ cat > migrations/002_email.sql <<'EOF'
  > -- Description: look customers up
  > 
  > CREATE INDEX orders_email ON orders (email);
  > CREATE TABLE notes (id bigint PRIMARY KEY, body text);
  > CREATE INDEX notes_body ON notes (body);
  > EOF
  $ lockkeeper lint
  migrations/002_email.sql:3:30: error: blocks writes to orders while the index is built: SHARE is held to the end of the transaction [index-not-concurrent]
      CREATE INDEX orders_email ON orders (email);
                                   ^
    better: CREATE INDEX CONCURRENTLY, in a migration of its own
  
  1 finding: 1 error, 0 warnings, 0 advice (2 files, judged by the files alone)
  [1]

A finding is allowed where there is a reason, until its day:

  $ sed -i 's/^CREATE INDEX orders/-- lockkeeper: allow index-not-concurrent reason="not live yet" by=ada until=2999-12-31\n&/' migrations/002_email.sql
  $ lockkeeper lint migrations
  ✓ nothing found (2 files, judged by the files alone)
  $ sed -i 's/2999-12-31/2020-01-31/' migrations/002_email.sql
  $ lockkeeper lint migrations --format github
  ::error file=migrations/002_email.sql,line=3,col=4,title=allow-expired::this allowed index-not-concurrent until 2020-01-31 (by ada), which is over%0Abetter: mend what it allowed, or decide anew and give a later day
  ::error file=migrations/002_email.sql,line=4,col=30,title=index-not-concurrent::blocks writes to orders while the index is built: SHARE is held to the end of the transaction%0Abetter: CREATE INDEX CONCURRENTLY, in a migration of its own
  [1]

One file, with those before it for its schema; or only what came after a version:

  $ lockkeeper lint migrations/001_orders.sql
  ✓ nothing found (1 file, judged by the files alone)
  $ lockkeeper lint --since 002
  ✓ nothing found (0 files, judged by the files alone)
  $ lockkeeper lint --since 003
  error: there is no migration '003' in migrations
  Run 'lockkeeper status' to see their names.
  [2]

Where sizes are known, an empty table is not a finding:

  $ psql "$DATABASE_URL" -qc 'CREATE TABLE orders (id bigint PRIMARY KEY, email text)'
  $ lockkeeper snapshot > prod.json
  $ sed -i '/lockkeeper: allow/d' migrations/002_email.sql
  $ lockkeeper lint migrations/002_email.sql --snapshot prod.json
  ✓ nothing found (1 file, judged by the snapshot prod.json)
  $ lockkeeper lint migrations/002_email.sql --database-url "$DATABASE_URL" --json
  {
    "ok": true,
    "judged_by": "* on * as postgres", (glob)
    "files": 1,
    "findings": []
  }

A live server has what was applied there; what it still waits for comes before the file that is asked about:

  $ cat > migrations/003_tags.sql <<'EOF'
  > CREATE TABLE tags (id bigint PRIMARY KEY);
  > EOF
  $ cat > migrations/004_tag_names.sql <<'EOF'
  > ALTER TABLE tags ADD COLUMN name text;
  > EOF
  $ lockkeeper lint migrations/004_tag_names.sql --database-url "$DATABASE_URL"
  * nothing found (1 file, judged by * on * as postgres)* (glob)
  $ lockkeeper baseline 002_email --auto-approve
  2 migrations recorded as applied, the last is 002_email
  $ lockkeeper lint migrations/002_email.sql migrations/004_tag_names.sql --database-url "$DATABASE_URL"
  * nothing found (1 file, judged by * on * as postgres)* (glob)

Rules are switched off, and weighed, by the configuration:

  $ printf '[lint]\nadvice = ["index-not-concurrent"]\n[environments.prod]\nlint_fail_on = "advice"\n' > lockkeeper.toml
  $ lockkeeper lint
  migrations/002_email.sql:3:30: advice: blocks writes to orders while the index is built: SHARE is held to the end of the transaction [index-not-concurrent]
      CREATE INDEX orders_email ON orders (email);
                                   ^
    better: CREATE INDEX CONCURRENTLY, in a migration of its own
  
  1 finding: 0 errors, 0 warnings, 1 advice (4 files, judged by the files alone)
  $ printf '[lint]\noff = ["index-not-concurent"]\n' > lockkeeper.toml
  $ lockkeeper lint
  error: there is no rule 'index-not-concurent'
  Did you mean 'index-not-concurrent'?
  [2]

A statement that cannot be read leaves the others of its file, and nothing follows from what it was to make:

  $ rm lockkeeper.toml migrations/00[1-4]*
  $ cat > migrations/001_tags.sql <<'SQL'
  > CREATE TABLE tags (id bigint PRIMARY KEY, label varchar(40) NOT NUL);
  > CREATE INDEX tags_label ON tags (label);
  > ALTER TABLE orders ALTER COLUMN total TYPE bigint;
  > SQL
  $ lockkeeper lint
  migrations/001_tags.sql:1:65: error: syntax error at or near "NUL" [syntax]
      CREATE TABLE tags (id bigint PRIMARY KEY, label varchar(40) NOT NUL);
                                                                      ^
    better: Mend the statement at the place shown; PostgreSQL's grammar does not read it.
  
  migrations/001_tags.sql:3:33: warning: orders.total may be rewritten, every row, which blocks reads and writes: what type it has now is not known here [type-change-rewrites]
      ALTER TABLE orders ALTER COLUMN total TYPE bigint;
                                      ^
    better: judge it against a snapshot or the database (--snapshot, --database-url)
  
  2 findings: 1 error, 1 warning, 0 advice (1 file, judged by the files alone)
  [1]
