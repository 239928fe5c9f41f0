  $ mkdir -p migrations/rollbacks
  $ echo 'CREATE TABLE users (id bigint PRIMARY KEY);' > migrations/001_create_users.sql
  $ echo 'DROP TABLE users;' > migrations/rollbacks/001_create_users_rollback.sql
  $ echo 'ALTER TABLE users ADD COLUMN name text;' > migrations/002_add_name.sql
  $ echo 'ALTER TABLE users DROP COLUMN name;' > migrations/rollbacks/002_add_name_rollback.sql
  $ lockkeeper up --auto-approve --quiet
  2 migrations applied in * (glob)

  $ lockkeeper down --auto-approve
  1 migration to undo, newest first:
    002_add_name  (migrations/rollbacks/002_add_name_rollback.sql)
  * 1/1 002_add_name  * (glob)
  1 migration undone
  $ lockkeeper status | grep -v database
  
    001_create_users  applied       20* UTC (glob)
    002_add_name      rolled back   was undone, and is pending again
  
  2 migrations: 1 applied, 1 rolled back

  $ lockkeeper down --all --auto-approve --quiet
  1 migration undone
  $ lockkeeper down --auto-approve
  nothing to undo
  $ psql -XAtc "SELECT version, state FROM _migration_history ORDER BY id"
  001|rolled_back
  002|rolled_back

An undo that does nothing is not an undo:

  $ lockkeeper up --target 001_create_users --auto-approve --quiet
  1 migration applied in * (glob)
  $ echo 'DROP TABLE IF EXISTS "Users";' > migrations/rollbacks/001_create_users_rollback.sql
  $ lockkeeper down --auto-approve --quiet
  error: the undo of 001_create_users changes nothing, neither the schema nor any row
    at migrations/rollbacks/001_create_users_rollback.sql
    kept: nothing of the undo: it was rolled back, and the migration is still applied
  Look for names that do not exist as written (unquoted names fold to lower case, and IF EXISTS hides it); where nothing is to be undone, pass --force.
  [1]

What goes is counted, and an undo that takes more than its migration made is none:

  $ echo 'DROP TABLE users;' > migrations/rollbacks/001_create_users_rollback.sql
  $ psql -XAtqc "INSERT INTO users VALUES (1), (2); CREATE VIEW ids AS SELECT id FROM users"
  $ echo 'DROP TABLE users CASCADE;' > migrations/rollbacks/001_create_users_rollback.sql
  $ lockkeeper down --auto-approve
  1 migration to undo, newest first:
    001_create_users  (migrations/rollbacks/001_create_users_rollback.sql)
    lost with that: 2 rows of public.users
  ✗ 1/1 001_create_users
  error: the undo of 001_create_users drops what neither it nor 001_create_users names: view public.ids
    at migrations/rollbacks/001_create_users_rollback.sql
    kept: nothing of the undo: it was rolled back, and the migration is still applied
  Name in the undo what it is to drop, one by one; where all of that is meant, pass --force.
  [1]
  $ lockkeeper down --force --auto-approve --quiet
  1 migration undone

What is lost is counted under the name that a table has now, and what cannot be counted bars no way back:

  $ rm -rf migrations && mkdir -p migrations/rollbacks
  $ psql -Xqc 'DROP TABLE IF EXISTS _migration_history, _migration_locks, _migration_audit_log CASCADE; CREATE TABLE apart (id int)'
  $ echo 'CREATE TABLE kept (id int);' > migrations/001_kept.sql
  $ echo 'DROP TABLE kept;' > migrations/rollbacks/001_kept_rollback.sql
  $ echo 'ALTER TABLE kept RENAME TO renamed;' > migrations/002_rename.sql
  $ echo 'ALTER TABLE renamed RENAME TO kept;' > migrations/rollbacks/002_rename_rollback.sql
  $ lockkeeper up --auto-approve --quiet
  2 migrations applied in * (glob)
  $ psql -Xqc 'INSERT INTO renamed SELECT generate_series(1, 50)'
  $ lockkeeper down --all --auto-approve 2>&1 | grep lost
    lost with that: 50 rows of public.renamed
