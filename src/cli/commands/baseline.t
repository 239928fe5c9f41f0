  $ mkdir -p migrations
  $ echo 'CREATE TABLE users (id bigint PRIMARY KEY);' > migrations/001_create_users.sql
  $ echo 'CREATE TABLE orders (id bigint PRIMARY KEY);' > migrations/002_create_orders.sql
  $ echo 'ALTER TABLE orders ADD COLUMN note text;' > migrations/003_add_note.sql
  $ psql -Xqc 'CREATE TABLE users (id bigint PRIMARY KEY)' -c 'CREATE TABLE orders (id bigint PRIMARY KEY)'

  $ lockkeeper baseline 002_create_orders --auto-approve
  2 migrations recorded as applied, the last is 002_create_orders
  $ lockkeeper up --auto-approve --quiet
  1 migration applied in * (glob)
  $ lockkeeper baseline 003_add_note --auto-approve
  error: this database has a history already: 3 migrations, the newest is 003_add_note
  See 'lockkeeper status'; pass --force to record what is not in it, or 'lockkeeper resolve --applied' for one.
  [1]
