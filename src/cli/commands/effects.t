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
        "scan": false,

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

A statement newer than the grammar is unknown; those around it are judged:

  $ cat > c.sql <<'SQL'
  > ALTER TABLE orders ADD COLUMN a int;
  > ALTER TABLE orders ADD CONSTRAINT nn NOT NUL total NOT VALID;
  > ALTER TABLE orders ALTER COLUMN total TYPE bigint;
  > SQL
  $ lockkeeper effects c.sql --snapshot prod.json --json > c.json
  $ grep -A1 '"unknown": \[' c.json | head -2
    "unknown": [
      "line 2: it does not parse: syntax error at or near \"NUL\""
  $ grep '"rewrite": true' c.json | head -1
        "rewrite": true,

Where nothing parses:

  $ echo 'ALTER TABEL orders ADD x int;' > b.sql
  $ lockkeeper effects b.sql --snapshot prod.json
  error: syntax error at or near "TABEL"
    at b.sql:1:7
      ALTER TABEL orders ADD x int;
            ^
  Mend the statement at the place shown; PostgreSQL's grammar does not read it.
  [1]

Without a database and a snapshot: what the migrations before it make.

  $ mkdir migrations && echo 'CREATE TABLE orders (id bigint PRIMARY KEY, total int);' > migrations/001_orders.sql
  $ cp a.sql migrations/002_positive.sql
  $ env -u DATABASE_URL lockkeeper effects migrations/002_positive.sql --offline --json | grep -E '"(transactional|lock_mode|rewrite|scan)"' | head -4
    "transactional": true,
        "lock_mode": "AccessExclusiveLock",
        "rewrite": false,
        "scan": true,

What takes many statements back is counted; what nothing brings back is named:

  $ (for i in $(seq 20); do echo "CREATE INDEX i$i ON orders (total);"; done; echo 'ALTER TABLE orders DROP COLUMN total;') > many.sql
  $ lockkeeper effects many.sql --snapshot prod.json | grep 'undo of'
    undo of line 21 (ALTER TABLE): by SQL, without the data: ALTER TABLE public.orders ADD COLUMN total integer; (its values come from a backup only; indexes and constraints over it are made anew)
    undo of 20 statements: by SQL (--verbose lists them)
  $ lockkeeper effects many.sql --snapshot prod.json --verbose | grep -c 'undo of line'
  21

A migration of Prisma is called by its folder:

  $ mkdir -p prisma/20260101_total && cp a.sql prisma/20260101_total/migration.sql
  $ lockkeeper effects prisma/20260101_total/migration.sql --snapshot prod.json | grep -o '^1  20260101_total'
  1  20260101_total
  1  20260101_total

A script for psql: its commands are left out, the statements around them are judged, a COPY with its rows as well.

  $ printf '\\set A 1\nCOPY orders (id) FROM stdin;\n1\n\\.\nALTER TABLE orders ALTER COLUMN total TYPE bigint;\n' > psql.sql
  $ lockkeeper effects psql.sql --snapshot prod.json | grep 'not judged'
  not judged: psql.sql, line 1: \set A 1 is a command of psql, which is not followed
  $ printf '\\set A 1\n\\set B 2\nSELECT 1;\n' > two.sql; lockkeeper effects two.sql --snapshot prod.json | grep -c '^not judged'
  2
  $ lockkeeper effects psql.sql --snapshot prod.json --json | grep -A2 -E '"unknown"|"rewrite": true' | head -4
    "unknown": [
      "line 1: \\set A 1 is a command of psql, which is not followed"
    ],
  --
