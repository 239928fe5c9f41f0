Without a preflight there is nothing to compare with, and that is no pass:

  $ psql -qX -c 'CREATE TABLE users AS SELECT generate_series(1, 1200) AS id; CREATE TABLE logs (i int)'
  $ lockkeeper check verify | grep kept
  – rows-kept * there is nothing to compare with (glob)
  – tables-kept * there is nothing to compare with (glob)
  – rows-kept * Run 'lockkeeper check preflight' before the change: it counts the rows. (glob)
  – tables-kept * Run 'lockkeeper check preflight' before the change: it notes what is there. (glob)

Growth passes with the numbers:

  $ printf '[thresholds]\ndisk_free_percent = 0\n' > lockkeeper.toml
  $ lockkeeper check preflight > /dev/null
  $ psql -qX -c 'INSERT INTO users VALUES (1201); CREATE TABLE orders (id int PRIMARY KEY)'
  $ lockkeeper check verify
  ✓ extensions * (glob)
  ✓ invalid-indexes          every index is valid
  ✓ not-a-standby            the server is a primary and takes writes
  ✓ rows-kept                1,201 rows in 3 tables, none lost; more in
                             public.users: 1,200 → 1,201
  ✓ server                   PostgreSQL * (glob)
  ✓ tables-kept              tables 2 → 3, indexes 0 → 1, constraints 0 → 1, nothing gone
  ✓ unvalidated-constraints  every constraint is validated
  
  7 passed, 0 warnings, 0 failed, 0 skipped

Losses fail with the names:

  $ psql -qX -c 'DELETE FROM users WHERE id <= 200; DROP TABLE logs'
  $ lockkeeper check verify | grep -A1 -E '^✗.*(gone|fewer)'
  ✗ rows-kept                fewer rows than before in 1 table
                             public.users: 1,200 → 1,001
  --
  ✗ tables-kept              1 table gone: public.logs (tables 2 → 2, indexes 0 → 1, constraints 0 → 1)
  ✓ unvalidated-constraints  every constraint is validated
  $ lockkeeper check verify > /dev/null
  [1]
