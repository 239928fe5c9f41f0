The schema as a file, and back:

  $ psql -q "$DATABASE_URL" -c 'CREATE TABLE orders (id bigint PRIMARY KEY, "Note" text)'
  $ lockkeeper snapshot --out prod.json
  prod.json: 1 tables, 1 indexes of * on * (glob)
  $ lockkeeper snapshot | grep -c '"Note"'
  1

What is not a snapshot is refused:

  $ echo '{"a": 1}' > other.json
  $ echo 'SELECT 1;' > a.sql
  $ lockkeeper effects a.sql --snapshot other.json
  error: this is not a snapshot of a catalog: it has no "format"
    while reading other.json
  Take one with 'lockkeeper snapshot > FILE'.
  [2]
