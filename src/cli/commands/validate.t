Nothing wrong, and what is pending with its risk:

  $ mkdir -p migrations/rollbacks
  $ cat > migrations/001_create_users.sql <<'SQL'
  > CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);
  > SQL
  $ cat > migrations/002_add_notifications.sql <<'SQL'
  > -- Risk: medium
  > CREATE TABLE notifications (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
  > SQL
  $ lockkeeper validate
  ✓ All migrations are valid
  Pending migrations: 2
  - 001_create_users.sql (risk: low)
  - 002_add_notifications.sql (risk: medium)

A relation that is not there, with what was probably meant:

  $ cat > migrations/003_consent.sql <<'SQL'
  > CREATE TABLE "ConsentLog" (id bigint, "userId" bigint);
  > ALTER TABLE "ConsentLog" ADD FOREIGN KEY ("userId") REFERENCES "User" (id);
  > ALTER TABLE "User" ADD COLUMN "deletedAt" timestamp;
  > SQL
  $ lockkeeper validate
  error: relation "User" does not exist at this point (and 1 more place in this file)
    at migrations/003_consent.sql:2:64
      ALTER TABLE "ConsentLog" ADD FOREIGN KEY ("userId") REFERENCES "User" (id);
                                                                     ^
  Did you mean users? PostgreSQL folds unquoted names to lower case and keeps quoted ones as written.
  
  ✗ 1 error
  [1]

Without a database the files alone say the same, because the project starts from nothing:

  $ DATABASE_URL=postgresql://nobody@/none?host=/nowhere lockkeeper validate --offline --json | grep -E '"(valid|rule|line|hint)"'
    "valid": false,
        "rule": "unknown-relation",
        "line": 2,
        "hint": "Did you mean users? PostgreSQL folds unquoted names to lower case and keeps quoted ones as written."
  $ rm migrations/003_consent.sql

What a later migration makes is an order conflict, with both places:

  $ cat > migrations/003_roles.sql <<'SQL'
  > -- Depends: 004_organizations
  > CREATE TABLE roles (id bigint, organization_id bigint REFERENCES organizations (id));
  > SQL
  $ echo 'CREATE TABLE organizations (id bigint PRIMARY KEY);' > migrations/004_organizations.sql
  $ lockkeeper validate
  error: 003_roles depends on 004_organizations, which runs later
    at migrations/003_roles.sql:1:13
      -- Depends: 004_organizations
                  ^
  Give 003_roles a version after 004_organizations, or 004_organizations one before it.
  
  error: relation "organizations" is created by 004_organizations, which runs later (migrations/004_organizations.sql:1)
    at migrations/003_roles.sql:2:66
      CREATE TABLE roles (id bigint, organization_id bigint REFERENCES organizations (id));
                                                                       ^
  Give 003_roles a version after 004_organizations, or 004_organizations one before it.
  
  ✗ 2 errors
  [1]
  $ rm migrations/003_roles.sql migrations/004_organizations.sql

Text that is not SQL, and nothing at all:

  $ echo 'CREATE TABEL t (id int);' > migrations/003_typo.sql
  $ echo '\connect other' > migrations/004_psql.sql
  $ echo '-- later' > migrations/005_empty.sql
  $ lockkeeper validate | grep -E '^(error|  at)'
  error: syntax error at or near "TABEL"
    at migrations/003_typo.sql:1:8
  error: \connect is a command of psql, not SQL
    at migrations/004_psql.sql:1:1
    at migrations/005_empty.sql:1

A migration that was changed after it was applied:

  $ rm migrations/003_typo.sql migrations/004_psql.sql migrations/005_empty.sql
  $ lockkeeper up --auto-approve --quiet
  2 migrations applied in * (glob)
  $ echo 'ALTER TABLE users ADD COLUMN name text;' >> migrations/001_create_users.sql
  $ lockkeeper validate
  error: 001_create_users was changed after it was applied on * (glob)
    at migrations/001_create_users.sql
  'lockkeeper status --verbose' shows what was edited. Restore the file from version control and put the change into a new migration; if the database already has it, record the file as it is with 'lockkeeper resolve --applied 001_create_users'.
  
  ✗ 1 error
  [1]

Whether the database is what its applied migrations make:

  $ rm -rf drift && mkdir -p drift/migrations && cd drift
  $ psql -XqAtc 'SET client_min_messages = error; DROP SCHEMA public CASCADE; CREATE SCHEMA public'
  $ cat > migrations/001_orders.sql <<'SQL'
  > CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(60));
  > SQL
  $ echo 'CREATE TABLE later (id int);' > migrations/002_later.sql
  $ lockkeeper up --steps 1 --auto-approve --quiet
  1 migration applied in * (glob)
  $ lockkeeper validate --drift
  replaying the applied migrations on a server of our own
  ✓ The database is what its 1 applied migration makes
  $ psql -XqAtc 'CREATE INDEX orders_created_idx ON orders (note); ALTER TABLE orders ALTER note TYPE text'
  $ lockkeeper validate --drift --quiet
  index orders_created_idx: in the database, made by no migration
  column orders.note: text, the migrations make character varying(60)
  ✗ 2 differences between the database and what its 1 applied migration makes
  [1]
  $ lockkeeper validate --drift --json --quiet | grep -E '"(drift|kind|object|name|what|database|migrations)"'
    "drift": true,
        "kind": "made by no migration",
        "object": "index",
        "name": "orders_created_idx"
        "kind": "not the same",
        "object": "column",
        "name": "orders.note",
        "what": "type",
        "database": "text",
        "migrations": "character varying(60)"
    "migrations": 1,
  $ psql -XqAtc 'CREATE TABLE by_hand (id int)'
  $ echo 'ALTER TABLE by_hand ADD COLUMN v int;' > migrations/002_later.sql
  $ lockkeeper up --auto-approve --quiet
  1 migration applied in * (glob)
  $ lockkeeper validate --drift --quiet
  not known: the history cannot be replayed: 002_later failed: relation "by_hand" does not exist
  [3]
