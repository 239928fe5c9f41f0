  $ mkdir -p migrations/rollbacks
  $ cat > migrations/001_create_users.sql <<'SQL'
  > -- Description: people who shop here
  > CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);
  > SQL
  $ echo 'ALTER TABLE users ADD COLUMN name text;' > migrations/002_add_name.sql
  $ echo 'CREATE INDEX CONCURRENTLY users_email ON users (email);' > migrations/003_index_email.sql

Without an answer nothing is done:

  $ lockkeeper up
  3 migrations to apply:
    001_create_users  people who shop here
    002_add_name
    003_index_email
  error: Apply them to *? needs an answer, and there is no terminal to ask at (glob)
  Pass --auto-approve to go ahead without asking.
  [2]

A dry run says what would happen, and what could not be tried:

  $ lockkeeper up --dry-run --quiet
  ✓ 001_create_users: would be applied
  ✓ 002_add_name: would be applied
  ? 003_index_email: not tried
      not tried: line 1, CREATE INDEX: CREATE INDEX CONCURRENTLY cannot run inside a transaction block
  everything was rolled back; nothing was kept
  of 1 migration this says nothing, or not all
  $ psql -XAtc "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
  0

  $ lockkeeper up --target 002_add_name --auto-approve
  2 migrations to apply:
    001_create_users  people who shop here
    002_add_name
  * 1/2 001_create_users  * (glob)
  * 2/2 002_add_name  * (glob)
  2 migrations applied in * (glob)
  $ lockkeeper up --target 002_add_name --auto-approve
  nothing to apply
  $ lockkeeper up --auto-approve --quiet
  1 migration applied in * (glob)
  $ psql -XAtc "SELECT version, state, transactional, statements_done FROM _migration_history ORDER BY id"
  001|applied|t|1
  002|applied|t|1
  003|applied|f|1

What is known to fail is refused before anything begins, unless a person takes it upon themselves; then a failure names the place, and leaves nothing behind:

  $ cat > migrations/004_broken.sql <<'SQL'
  > CREATE TABLE half (id int);
  > ALTER TABLE "User"
  >   ADD COLUMN phone text;
  > SQL
  $ lockkeeper up --auto-approve --quiet --despite 004_broken
  error: 004_broken failed: relation "User" does not exist
    at migrations/004_broken.sql:2:1
      ALTER TABLE "User"
      ^
    sqlstate: 42P01
    statement: 2 of 2, ALTER TABLE
    kept: nothing: the whole migration was rolled back
  Correct the name in the file ('lockkeeper validate' names what is near), then run 'lockkeeper up' again.
  [3]
  $ psql -XAtc "SELECT to_regclass('half') IS NULL"
  t

  $ sqlite3 .lockkeeper/journal.db "SELECT json_extract(data, '$.findings[0].rule') FROM events WHERE kind = 'migration.despite'"
  unknown-relation

Rows do not go through the client, neither way, and nothing of the file runs:

  $ echo 'CREATE TABLE fine (id int); COPY fine TO STDOUT;' > migrations/004_broken.sql
  $ lockkeeper up --auto-approve --quiet
  error: COPY … TO STDOUT sends rows to the client, and a migration has no place for them
    at migrations/004_broken.sql:1:29
      CREATE TABLE fine (id int); COPY fine TO STDOUT;
                                  ^
  Take it out, write the rows into a table or a file on the server, or export them with psql's \copy.
  [1]
  $ psql -XAtc "SELECT to_regclass('fine') IS NULL"
  t

What one file leaves in its session does not reach the next:

  $ cat > migrations/004_broken.sql <<'SQL'
  > DO $$ BEGIN CREATE TEMP TABLE users (id int); SET search_path = pg_catalog; END $$;
  > SQL
  $ echo 'ALTER TABLE users ADD COLUMN phone text;' > migrations/005_phone.sql
  $ lockkeeper up --dry-run --quiet
  ✓ 004_broken: would be applied
  ✓ 005_phone: would be applied
  everything was rolled back; nothing was kept
  $ lockkeeper up --auto-approve --quiet
  2 migrations applied in * (glob)
  $ psql -XAtc "SELECT attrelid::regclass FROM pg_attribute WHERE attname = 'phone'"
  users

A contraction waits until somebody releases it:

  $ printf -- '-- Contract: once no code reads it\nSELECT 1;\n' > migrations/901_contract.sql
  $ echo 'SELECT 2;' > migrations/902_more.sql
  $ lockkeeper up --auto-approve --quiet
  1 migration applied in * (glob)
  1 contraction waits until it is released: 901_contract. Release with 'lockkeeper up --through 901_contract' once no running code needs what goes
  $ lockkeeper status | grep 901
    901_contract* pending * waits until it is released: 'lockkeeper up --through 901_contract' (glob)
  $ lockkeeper up --through 901_contract --auto-approve --quiet
  1 migration applied in * (glob)

Tables whose statistics a migration leaves stale are analyzed once it is applied; plan names them:

  $ cat > migrations/903_fill.sql <<'SQL'
  > CREATE TABLE filled (id int) WITH (autovacuum_enabled = false);
  > INSERT INTO filled SELECT generate_series(1, 100);
  > SQL
  $ lockkeeper plan | grep analyzed
     analyzed afterwards  filled (it is filled)
  $ lockkeeper up --auto-approve
  1 migration to apply:
    903_fill
  * 1/1 903_fill  * (glob)
    analyzed filled
  1 migration applied in * (glob)
  $ psql -XAtc "SELECT count(*) FROM pg_stats WHERE tablename = 'filled'"
  1
  $ echo 'ALTER TABLE filled ALTER id TYPE bigint;' > migrations/904_type.sql
  $ lockkeeper up --auto-approve --quiet --no-analyze
  1 migration applied in * (glob)
  $ psql -XAtc "SELECT count(*) FROM pg_stats WHERE tablename = 'filled'"
  0

What an environment requires has to be on record first:

  $ rm -rf required && mkdir -p required/migrations && cd required
  $ echo 'CREATE TABLE required (id int);' > migrations/901_required.sql
  $ psql -XqAtc 'CREATE SCHEMA apart'
  $ cat > lockkeeper.toml <<'EOF'
  > [history]
  > schema = "apart"
  > [environments.live]
  > url = "${DATABASE_URL}"
  > require = ["backup proved 24h", "preflight 2h"]
  > EOF
  $ lockkeeper up --env live --yes --quiet
  error: the environment live requires more before t_up_* is changed: no backup of t_up_* was proved by restoring it (glob)
    also: the preflight checks of t_up_* were never run. Run 'lockkeeper check preflight --env live'. (glob)
  Take one and prove it: 'lockkeeper backup create --env live', then 'lockkeeper backup verify --env live'.
  [1]
  $ psql -XAtc "SELECT to_regclass('required') IS NULL"
  t
