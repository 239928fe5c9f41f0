Before anything was measured, the range is wide and says so:

  $ lockkeeper rates
  Speeds: between a slow and a fast machine: 'lockkeeper rates --measure' measures this server.
  
  Work                Estimates reckon with           Measured
  reading             95 MB/s to 954 MB/s             not yet
  rewriting           24 MB/s to 191 MB/s             not yet
  building an index   300 000 to 3 000 000 rows/s     not yet
  writing rows        20 000 to 300 000 rows/s        not yet
  $ mkdir -p migrations
  $ psql -Xqc 'CREATE TABLE orders (id bigint, total numeric)' -c 'INSERT INTO orders SELECT g, g FROM generate_series(1, 300000) g' -c 'ANALYZE orders'
  $ echo 'CREATE INDEX orders_total_idx ON orders (total);' > migrations/001_index.sql
  $ lockkeeper plan | grep Speeds:
  Speeds: between a slow and a fast machine: 'lockkeeper rates --measure' measures this server.

Measuring asks first, and leaves nothing in the database:

  $ lockkeeper rates --measure < /dev/null
  error: Measure * on * as postgres by some seconds of work on a table of 200 000 rows that is rolled back, and reading up to 256 MB of public.orders\? needs an answer, and there is no terminal to ask at (glob)
  Pass --auto-approve to go ahead without asking.
  [2]
  $ psql -XqAtc 'SELECT count(*) FROM pg_class' > before
  $ lockkeeper rates --measure --rows 20000 --yes
  Speeds: measured on this server on 20*-*-* with 20 000 rows. (glob)
  
  Work                Estimates reckon with           Measured
  reading  *s in * tries (glob)
  rewriting  *s in * tries (glob)
  building an index  *s in * tries (glob)
  writing rows  *s in * tries (glob)
  
  On * on * as postgres: a table of 2.2 MB, * in all. (glob)
  $ psql -XqAtc 'SELECT count(*) FROM pg_class' | diff before -
  $ psql -XqAtc "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'lockkeeper%'"
  0

From then on estimates rest on it:

  $ lockkeeper rates | head -n 1
  Speeds: measured on this server on 20*-*-* with 20 000 rows. (glob)
  $ lockkeeper plan | grep Speeds:
  Speeds: measured on this server on 20*-*-* with 20 000 rows. (glob)
  $ lockkeeper effects migrations/001_index.sql | grep Speeds:
  Speeds: measured on this server on 20*-*-* with 20 000 rows. (glob)
  $ lockkeeper history --kind rates.measured --json | grep -c '"work"'
  4

A role without the right to create a schema:

  $ psql -Xqc "CREATE ROLE small_role LOGIN"
  $ PGUSER=small_role DATABASE_URL= PGDATABASE="$PGDATABASE" lockkeeper rates --measure --rows 10000 --yes | tail -n 3
  On * on * as small_role: a table of 1.1 MB, * in all. (glob)
  - the role may not create a schema, so the table was temporary: its writes are not logged, and yours will be slower
  - no table of 8 MB or more to read, so reading was measured in memory only: a large table on disk is slower
  $ psql -Xqc "DROP ROLE small_role"
  $ lockkeeper rates --rows 5
  error: --rows: Value 5 not in range 10000 to 5000000
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
