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
