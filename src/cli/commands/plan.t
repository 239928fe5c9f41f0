  $ mkdir -p migrations/rollbacks
  $ cat > migrations/001_create_orders.sql <<'SQL'
  > CREATE TABLE orders (id bigserial PRIMARY KEY, total numeric(12,2), note text);
  > INSERT INTO orders (total, note) SELECT g, 'note ' || g FROM generate_series(1, 20000) g;
  > SQL
  $ lockkeeper up --auto-approve --quiet
  1 migration applied in * (glob)
  $ psql -Xqc 'ANALYZE orders'
  $ lockkeeper plan
  Plan for t_plan_* (glob)
  
  Nothing to apply.

What stops whom, what is read whole, what is lost:

  $ cat > migrations/002_channel.sql <<'SQL'
  > -- Priority: High
  > -- Risk: low
  > -- Est. Duration: 2-3 min
  > -- Breaking: no
  > ALTER TABLE orders ADD COLUMN channel text NOT NULL DEFAULT 'WEB';
  > ALTER TABLE orders DROP COLUMN note;
  > ALTER TABLE orders ALTER COLUMN total SET NOT NULL;
  > SQL
  $ echo 'CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);' > migrations/003_index.sql
  $ lockkeeper plan
  Plan for t_plan_* (glob)
  
  #  Migration    Priority  Est. Duration  Breaking  Risk
  -  -----------  --------  -------------  --------  ----
  1  002_channel  High      *        yes       high (glob)
  2  003_index    Low       *  no        low (glob)
  
  Total * for 2 migrations, waiting for locks not counted. Window to book: 5 min (twice the upper end, so that there is time to undo). (glob)
  Speeds: between a slow and a fast machine: 'lockkeeper rates --measure' measures this server.
  
  1  002_channel: 3 statements; one transaction, no undo beside it
     *: reads 1.1 MB (glob)
     high risk                    drops the column orders.note (20 000 rows) (and 2 more reasons)
     loses                        drops the column orders.note (20 000 rows)
     reads whole, writes waiting  orders (1.1 MB), line 7: every row is scanned to see that total is not null; the AccessExclusiveLock of line 5 is still held
     stops reads and writes       orders
     breaks                       drops the column orders.note
                                  orders.total becomes required and has no default: an INSERT that leaves it out fails
     analyzed afterwards          orders (the column channel is filled)
     header                       header says 2-3 min, derived * (glob)
                                  header says not breaking, but it drops the column orders.note
                                  header says risk low, derived high
  
  2  003_index: 1 new index; statement by statement, no undo beside it
     *: reads 1.1 MB, builds an index over 20 000 rows (glob)
     beware                 waits for every transaction in the database that is older than itself, however unrelated
     outside a transaction  line 1: CREATE INDEX CONCURRENTLY cannot run inside a transaction block
  
  Findings of the rules ('lockkeeper lint' shows them with their lines):
     002_channel  3 warnings, 1 advice: drop-column, header-contradicted (2), set-not-null
     003_index    none

For programs:

  $ lockkeeper plan --steps 1 --json | grep -E '"(name|risk|breaking|transactional|lock_mode)"' | sort | uniq -c | sed 's/^ *//'
  1                 "name": "orders",
  3               "lock_mode": "AccessExclusiveLock",
  2           "breaking": [
  1           "breaking": [],
  1           "lock_mode": "AccessExclusiveLock",
  1       "breaking": true,
  1       "name": "002_channel",
  1       "risk": "high",
  1       "transactional": true,
  $ lockkeeper plan --target 002_channel --markdown | head -n 3
  | # | Migration | Priority | Est. Duration | Breaking | Risk |
  |---|---|---|---|---|---|
  | 1 | `002_channel` | High | * | yes | high | (glob)
  $ lockkeeper plan --steps 0
  error: --steps 0 applies nothing
  Give a number from 1 on.
  [2]

Without a database: what the migrations themselves make, from nothing.

  $ env -u DATABASE_URL lockkeeper plan --offline --since 001 --steps 1 | sed -n '1,14p'
  Plan for the files alone
  
  #  Migration    Priority  Est. Duration  Breaking  Risk
  -  -----------  --------  -------------  --------  ----
  1  002_channel  High      not known      yes       high
  
  How long it takes is not known: no database was asked, so nobody knows the sizes.
  
  1  002_channel: 3 statements; one transaction, no undo beside it
     not known: no database was asked, so sizes are not known
     high risk                    drops the column orders.note (and 2 more reasons)
     loses                        drops the column orders.note
     reads whole, writes waiting  orders, line 7: every row is scanned to see that total is not null; the AccessExclusiveLock of line 5 is still held
     stops reads and writes       orders

As a page, with a drawing where Graphviz is at hand and a list where it is not:

  $ lockkeeper plan --offline --html > plan.html
  $ head -1 plan.html
  <!doctype html>
  $ if command -v dot > /dev/null; then grep -c '<svg' plan.html; else echo 1; fi
  1
  $ ln -s "$(command -v lockkeeper)" ./lockkeeper-alone
  $ PATH=/nowhere ./lockkeeper-alone plan --offline --html > alone.html
  $ grep -c '<svg' alone.html
  0
  [1]
  $ grep -o 'apt install graphviz' alone.html
  apt install graphviz
  $ lockkeeper plan --offline --html --markdown
  error: --markdown excludes --html
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
