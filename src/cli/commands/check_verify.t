What changes from run to run is written as …:

  $ tidy() { sed -E 's/ +/ /g; s/\bt_[a-z]+_[a-z_]*[0-9_]+/DB/; s/PostgreSQL .* DB on .* as postgres/PostgreSQL …/; s/[0-9.]+ ms/… ms/; s/[0-9.]+ MB/… MB/g; s/^(.*) [0-9]+ of 97 connections are in use.*/\1 … of 97 connections are in use/'; }

Without a preflight there is nothing to compare with, and that is no pass:

  $ psql -qX -c 'CREATE TABLE users AS SELECT generate_series(1, 1200) AS id; CREATE TABLE logs (i int)'
  $ lockkeeper check verify | grep kept | tidy
  – rows-kept there is nothing to compare with
  – table-sizes-kept there is nothing to compare with
  – tables-kept there is nothing to compare with
  – rows-kept Run 'lockkeeper check preflight' before the change: it counts the rows.
  – table-sizes-kept Run 'lockkeeper check preflight' or 'check baseline' before the change: it notes the sizes.
  – tables-kept Run 'lockkeeper check preflight' before the change: it notes what is there.

Growth passes with the numbers:

  $ printf '[thresholds]\ndisk_free_percent = 0\n' > lockkeeper.toml
  $ lockkeeper check preflight > /dev/null
  $ psql -qX -c 'INSERT INTO users VALUES (1201); CREATE TABLE orders (id int PRIMARY KEY)'
  $ lockkeeper check verify | tidy
  ✓ duplicate-indexes no two indexes are the same
  ✓ duplicates nothing that is meant to be unique is unguarded (no failed unique index, no unique_keys declared)
  ✓ extensions none is asked for; installed: plpgsql 1.0
  ✓ invalid-indexes every index is valid
  ✓ not-a-standby the server is a primary and takes writes
  ✓ orphans there are no foreign keys
  – query-times pg_stat_statements is not installed in this database
  ✓ rows-kept 1,201 rows in 3 tables, none lost; more in
   public.users: 1,200 → 1,201
  ✓ server PostgreSQL …, answers in … ms
  ✓ table-sizes-kept database … MB → … MB
  ✓ tables-kept tables 2 → 3, indexes 0 → 1, constraints 0 → 1, nothing gone
  ✓ unindexed-foreign-keys every foreign key has an index
  ✓ unvalidated-constraints every constraint is validated
  
  What to do:
  – query-times Add pg_stat_statements to shared_preload_libraries, CREATE EXTENSION it, and grant pg_monitor.
  
  12 passed, 0 warnings, 0 failed, 1 skipped

Losses fail with the names:

  $ psql -qX -c 'DELETE FROM users WHERE id <= 200; DROP TABLE logs'
  $ lockkeeper check verify | grep -A1 -E '^✗.*(gone|fewer)'
  ✗ rows-kept                fewer rows than before in 1 table
                             public.users: 1,200 → 1,001
  --
  ✗ tables-kept              1 table gone: public.logs (tables 2 → 2, indexes 0 → 1, constraints 0 → 1)
  ✓ unindexed-foreign-keys   every foreign key has an index
  $ lockkeeper check verify > /dev/null
  [1]
