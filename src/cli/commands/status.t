  $ mkdir -p migrations
  $ echo 'CREATE TABLE users (id bigint PRIMARY KEY);' > migrations/008_create_users.sql
  $ echo 'ALTER TABLE users ADD COLUMN name text;' > migrations/009_add_name.sql

Nothing is made by looking:

  $ lockkeeper status
  database t_status* (glob)
  
    008_create_users  pending
    009_add_name      pending
  
  2 migrations: 2 pending
  $ psql -XAtc "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
  0

  $ lockkeeper up --steps 1 --auto-approve --quiet
  1 migration applied in * (glob)
  $ lockkeeper status | grep 009_
    009_add_name      pending
  $ lockkeeper up --auto-approve --quiet
  1 migration applied in * (glob)
  $ lockkeeper status --verbose | grep -A 1 009_
    009_add_name      applied       20* UTC (glob)
        by * in *, in one transaction, run * (glob)

  $ echo '-- one more thought' >> migrations/009_add_name.sql
  $ mv migrations/008_create_users.sql 008.sql
  $ lockkeeper status | tail -n 4
    009_add_name      changed       20* UTC, the file has changed since (glob)
    008_create_users  missing       20* UTC, the file is gone (glob)
  
  2 migrations: 1 changed, 1 missing

What was edited since:

  $ mv 008.sql migrations/008_create_users.sql; lockkeeper status --verbose | grep -A 3 009_
    009_add_name      changed       20* UTC, the file has changed since (glob)
        by * in *, in one transaction, run * (glob)
          ALTER TABLE users ADD COLUMN name text;
        + -- one more thought
  $ lockkeeper status --json | grep -A 3 '"edited"'
        "edited": [
          " ALTER TABLE users ADD COLUMN name text;",
          "+-- one more thought"
        ]
