  $ mkdir -p migrations
  $ echo 'CREATE TABLE users (id bigint PRIMARY KEY);' > migrations/001_create_users.sql
  $ echo 'CREATE TABLE orders (id bigint PRIMARY KEY);' > migrations/002_create_orders.sql

What the catalog contradicts is not recorded:

  $ lockkeeper resolve --applied 001_create_users --auto-approve
  error: 001_create_users does not look applied
    not found: table users
  Apply it with 'lockkeeper up', or finish by hand what is not there; pass --force if it is right as it is.
  [1]
  $ psql -Xqc 'CREATE TABLE users (id bigint PRIMARY KEY)'
  $ lockkeeper resolve --applied 001_create_users --auto-approve
  001_create_users is recorded as applied

An applied migration is undone, not declared undone:

  $ lockkeeper resolve --rolled-back 001_create_users --auto-approve
  error: 001_create_users is applied
  Undo it with 'lockkeeper down'; once its undo has run, the record says so by itself.
  [1]
  $ lockkeeper resolve --rolled-back 002_create_orders --auto-approve
  error: 002_create_orders is pending, so there is nothing to record
  Run 'lockkeeper up' to apply it.
  [1]
  $ lockkeeper resolve --auto-approve
  error: say one thing: --applied NAME, --rolled-back NAME, or NAME --statements-done N
  Run 'lockkeeper help resolve' to see what each records.
  [2]

What the catalog cannot tell, a person has to say in words:

  $ rm -r migrations && mkdir migrations
  $ cp /dev/null migrations/001_create_users.sql && echo 'CREATE TABLE users (id bigint PRIMARY KEY);' > migrations/001_create_users.sql
  $ cat > migrations/002_fill.sql <<'SQL'
  > ALTER TABLE users ADD COLUMN mail text, ADD COLUMN seen date;
  > CREATE UNIQUE INDEX users_mail ON users (mail);
  > UPDATE users SET seen = now();
  > SQL
  $ psql -Xqc 'ALTER TABLE users ADD COLUMN mail text; CREATE INDEX users_mail ON users (mail)'
  $ lockkeeper resolve --applied 002_fill --auto-approve
  error: 002_fill does not look applied
    not found: column users.seen
      unique index users_mail on users
  Apply it with 'lockkeeper up', or finish by hand what is not there; pass --force if it is right as it is.
  [1]
  $ psql -Xqc 'ALTER TABLE users ADD COLUMN seen date; DROP INDEX users_mail; CREATE UNIQUE INDEX users_mail ON users (mail)'
  $ lockkeeper resolve --applied 002_fill --auto-approve
  error: whether all of 002_fill took effect cannot be known from the catalog
    leaves no mark: line 3: UPDATE
  Look at the database yourself, and say what you saw with --because 'TEXT'; it goes on record.
  [1]
  $ lockkeeper resolve --applied 002_fill --auto-approve --because 'counted: no row without seen'
  002_fill is recorded as applied
  $ psql -XAtc "SELECT detail ->> 'because' FROM _migration_audit_log ORDER BY id DESC LIMIT 1"
  counted: no row without seen
