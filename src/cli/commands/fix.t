  $ psql -q "$DATABASE_URL" -c 'CREATE TABLE customers (id int PRIMARY KEY); CREATE TABLE orders (id int PRIMARY KEY, customer_id int)'
  $ mkdir -p migrations/rollbacks
  $ echo 'SET LOCAL lock_timeout = 1000; ALTER TABLE orders ADD COLUMN note text;' > migrations/008_note.sql
  $ echo 'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;' > migrations/009_key.sql
  $ echo 'ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;' > migrations/rollbacks/009_key_rollback.sql

  $ lockkeeper fix 008
  008_note: safe as it is (judged against * (glob)

What it would do, and the files:

  $ lockkeeper fix 009 --dry-run
  009_key: 1 statement made safe (judged against * (glob)
    line 1: ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers [foreign-key]
      adds orders_customer_id_fkey, checked for new rows only
      validates orders_customer_id_fkey while reads and writes go on
  Would write 2 files in the place of migrations/009_key.sql:
    migrations/009_key_1_not_valid.sql
      adds orders_customer_id_fkey, checked for new rows only
    migrations/rollbacks/009_key_1_not_valid_rollback.sql
    migrations/010_key_2_validate.sql
      validates orders_customer_id_fkey while reads and writes go on
    migrations/rollbacks/010_key_2_validate_rollback.sql
  
  ==> migrations/009_key_1_not_valid.sql <==
  -- Replaces: 009_key
  -- Part 1 of 2: adds orders_customer_id_fkey, checked for new rows only
  
  SET LOCAL lock_timeout = '2s';
  
  ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
  
  ==> migrations/rollbacks/009_key_1_not_valid_rollback.sql <==
  -- Undo of part 1 of 2 of 009_key
  
  ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_fkey;
  
  ==> migrations/010_key_2_validate.sql <==
  -- Replaces: 009_key
  -- Part 2 of 2: validates orders_customer_id_fkey while reads and writes go on
  -- Depends on: 009_key_1_not_valid
  
  ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_fkey;
  
  ==> migrations/rollbacks/010_key_2_validate_rollback.sql <==
  -- Undo of part 2 of 2 of 009_key
  -- Nothing to undo: a constraint that was validated does no harm
  -- lockkeeper: no transaction
  
  SELECT 'nothing to undo';

  $ lockkeeper fix migrations/009_key.sql | tail -n +5
  Wrote 2 files in the place of migrations/009_key.sql:
    migrations/009_key_1_not_valid.sql
      adds orders_customer_id_fkey, checked for new rows only
    migrations/rollbacks/009_key_1_not_valid_rollback.sql
    migrations/010_key_2_validate.sql
      validates orders_customer_id_fkey while reads and writes go on
    migrations/rollbacks/010_key_2_validate_rollback.sql
  Remove migrations/009_key.sql and its undo now: until then 'lockkeeper up' refuses to run. Other databases must not have it applied.
  $ lockkeeper fix 009_key
  error: 009_key has a safe form already: migrations/009_key_1_not_valid.sql
    at migrations/009_key.sql
  Remove the migration, or the files that replace it.
  [1]
  $ lockkeeper up --yes -q
  error: 009_key_1_not_valid replaces 009_key, which is still there
    at migrations/009_key_1_not_valid.sql
    and: 3 more errors; 'lockkeeper validate' shows all
  Remove migrations/009_key.sql and its undo, or the files that replace it.
  [1]
  $ rm migrations/009_key.sql migrations/rollbacks/009_key_rollback.sql
  $ lockkeeper up --yes -q
  3 migrations applied in * (glob)
  $ lockkeeper down --steps 2 --yes -q
  2 migrations undone

What has run already is refused:

  $ lockkeeper fix 008
  error: 008_note is applied in * already (glob)
    at migrations/008_note.sql
  What has run cannot be made safe; put what is to change into a new migration.
  [1]

What cannot be made safe, and the original put away:

  $ echo 'VACUUM FULL orders; CREATE INDEX i ON orders (id);' > migrations/011_vacuum.sql
  $ lockkeeper fix 011 --replace
  011_vacuum: 1 statement made safe (judged against * (glob)
    line 1: CREATE INDEX i ON orders (id) [create-index]
      builds i while reads and writes go on
  Not made safe:
    line 1: VACUUM FULL orders
      VACUUM FULL rewrites the table, which blocks reads and writes: plain VACUUM is enough for most, pg_repack or pg_squeeze shrink a table in use
  Wrote 2 files in the place of migrations/011_vacuum.sql:
    migrations/011_vacuum_1_rest.sql
      1 statement as it was
    migrations/012_vacuum_2_i.sql
      builds i while reads and writes go on
  011_vacuum is in .lockkeeper/replaced now.
  [1]
  $ ls migrations .lockkeeper/replaced
  .lockkeeper/replaced:
  011_vacuum.sql
  
  migrations:
  008_note.sql
  009_key_1_not_valid.sql
  010_key_2_validate.sql
  011_vacuum_1_rest.sql
  012_vacuum_2_i.sql
  rollbacks

Elsewhere, without a database, as JSON:

  $ lockkeeper snapshot > prod.json
  $ echo 'DELETE FROM orders;' > loose.sql
  $ env -u DATABASE_URL lockkeeper fix loose.sql --snapshot prod.json --output elsewhere --batch-rows 50
  loose: 1 statement made safe (judged against the snapshot prod.json; whether it is applied was not looked at)
    line 1: DELETE FROM orders [data-in-batches]
      deletes from public.orders in batches of 50 rows along id
  Wrote 1 file in the place of loose.sql:
    elsewhere/loose_safe.sql
      deletes from public.orders in batches of 50 rows along id
  $ grep -c LIMIT elsewhere/*
  5
  $ env -u DATABASE_URL lockkeeper fix loose.sql --snapshot prod.json --dry-run --json | grep -E '"(recipe|written|file)"'
    "written": false,
        "recipe": "data-in-batches",
        "file": "loose_safe.sql",
