  $ psql -q "$DATABASE_URL" -c 'CREATE TABLE orders (id bigint PRIMARY KEY, total int)'
  $ cat > a.sql <<'SQL'
  > ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);
  > SQL
  $ lockkeeper effects a.sql --json | grep -E '"(transactional|data_loss|fails|lock_mode|rewrite|scan)"' | head -6
    "transactional": true,
    "data_loss": false,
    "fails": false,
        "lock_mode": "AccessExclusiveLock",
        "rewrite": false,
        "scan": true,

The same without a database:

  $ lockkeeper snapshot > prod.json
  $ lockkeeper effects a.sql --snapshot prod.json --json > offline.json
  $ lockkeeper effects a.sql --json | diff - offline.json

An undo is looked for where the layouts keep it:

  $ lockkeeper effects a.sql --snapshot prod.json | grep -o '[a-z ]*undo beside it'
   no undo beside it
  $ mkdir rollbacks && echo 'ALTER TABLE orders DROP CONSTRAINT positive;' > rollbacks/a_rollback.sql
  $ lockkeeper effects a.sql --snapshot prod.json | grep -o '[a-z ]*undo beside it'
   undo beside it

  $ echo 'ALTER TABEL orders ADD x int;' > b.sql
  $ lockkeeper effects b.sql --snapshot prod.json
  error: syntax error at or near "TABEL"
    at b.sql:1:7
      ALTER TABEL orders ADD x int;
            ^
  * (glob)
  [1]
