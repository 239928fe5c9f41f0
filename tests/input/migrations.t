Everything that can be wrong with a migration's file is said with file and line, before anything runs.

  $ mkdir migrations

No folder:

  $ lockkeeper up --auto-approve --dir nowhere
  error: there is no folder nowhere
  Say where the migrations are with --dir, or [migrations] dir in lockkeeper.toml.
  [2]

A migration in which one statement does not parse:

  $ printf 'CREATE TABLE users (id bigint PRIMARY KEY);\n' > migrations/001_users.sql
  $ printf -- '-- Risk: low\nALTER TABLE users ADD COLUMN a int;\nALTER TABEL users ADD COLUMN b int;\n' > migrations/002_typo.sql
  $ lockkeeper validate
  error: syntax error at or near "TABEL"
    at migrations/002_typo.sql:3:7
      ALTER TABEL users ADD COLUMN b int;
            ^
  Mend the statement at the place shown; PostgreSQL's grammar does not read it.
  
  ✗ 1 error
  [1]
  $ lockkeeper up --auto-approve
  error: syntax error at or near "TABEL"
    at migrations/002_typo.sql:3:7
      ALTER TABEL users ADD COLUMN b int;
            ^
  Mend the statement at the place shown; PostgreSQL's grammar does not read it.
  [1]
  $ psql -XAtc "select to_regclass('users') is null"
  t

A NUL byte, and bytes that are not UTF-8:

  $ printf 'ALTER TABLE users ADD COLUMN a int;\n-- a \0 byte\n' > migrations/002_typo.sql
  $ lockkeeper validate
  error: a NUL byte, which no SQL text may hold
    at migrations/002_typo.sql:2:6
  Remove the byte; if every second byte is NUL, the file is UTF-16 and has to be saved as UTF-8.
  
  ✗ 1 error
  [1]
  $ printf -- "ALTER TABLE users ADD COLUMN a int;\nCOMMENT ON TABLE users IS 'caf\xe9';\n" > migrations/002_typo.sql
  $ lockkeeper validate
  error: byte 0xE9 is not valid UTF-8 here
    at migrations/002_typo.sql:2:31
  Save the file as UTF-8; if it is Latin-1, 'iconv -f LATIN1 -t UTF-8' does it.
  
  ✗ 1 error
  [1]
  $ lockkeeper up --auto-approve
  error: byte 0xE9 is not valid UTF-8 here
    at migrations/002_typo.sql:2:31
  Save the file as UTF-8; if it is Latin-1, 'iconv -f LATIN1 -t UTF-8' does it.
  [1]

psql's own commands:

  $ printf 'SELECT 1;\n\\i other.sql\n' > migrations/002_typo.sql
  $ lockkeeper validate
  error: \i is a command of psql, not SQL
    at migrations/002_typo.sql:2:1
      \i other.sql
      ^
  Put the contents of other.sql into the migration in place of this line, or make it a migration.
  
  ✗ 1 error
  [1]
  $ printf "\\\\copy users from 'users.csv'\n" > migrations/002_typo.sql
  $ lockkeeper validate
  error: \copy is a command of psql, not SQL
    at migrations/002_typo.sql:1:1
      \copy users from 'users.csv'
      ^
  Use INSERT, or COPY with a file on the server; large data is better loaded by a command of the runbook.
  
  ✗ 1 error
  [1]
  $ printf '\\connect shop\nSELECT 1;\n' > migrations/002_typo.sql
  $ lockkeeper up --auto-approve
  error: \connect is a command of psql, not SQL
    at migrations/002_typo.sql:1:1
      \connect shop
      ^
  Take the line out: the database is chosen with --env or --database-url, and one migration runs in one.
  [1]

An empty one is legal and said to be empty:

  $ printf -- '-- nothing here yet\n' > migrations/002_typo.sql
  $ lockkeeper validate
  warning: 002_typo has no statements
    at migrations/002_typo.sql:1
  Fill it or remove it; as it is, it is recorded as applied and does nothing.
  
  ✓ All migrations are valid (with 1 warning)
  Pending migrations: 2
  - 001_users.sql (risk: low)
  - 002_typo.sql (risk: low)

Two migrations with one version:

  $ cp migrations/001_users.sql migrations/0001_again.sql
  $ lockkeeper validate
  error: version 001 is there twice: migrations/0001_again.sql and migrations/001_users.sql
    at migrations/001_users.sql
  Give one of them a version of its own; nothing can tell which runs first.
  
  error: PostgreSQL refuses this: relation "users" already exists
    at migrations/001_users.sql:1:1
      CREATE TABLE users (id bigint PRIMARY KEY);
      ^
  
  warning: 002_typo has no statements
    at migrations/002_typo.sql:1
  Fill it or remove it; as it is, it is recorded as applied and does nothing.
  
  ✗ 2 errors, 1 warning
  [1]
  $ lockkeeper up --auto-approve
  error: version 001 is there twice: migrations/0001_again.sql and migrations/001_users.sql
    at migrations/001_users.sql
    and: 1 more error; 'lockkeeper validate' shows all
  Give one of them a version of its own; nothing can tell which runs first.
  [1]
  $ rm migrations/0001_again.sql migrations/002_typo.sql

A file that vanished after it was applied:

  $ printf 'CREATE TABLE notes (id bigint);\n' > migrations/002_notes.sql
  $ lockkeeper up --auto-approve --quiet
  2 migrations applied in * (glob)
  $ mv migrations/002_notes.sql kept.sql
  $ lockkeeper status
  database * on * as postgres (glob)
  
    001_users  applied       * (glob)
    002_notes  missing       *, the file is gone (glob)
  
  2 migrations: 1 applied, 1 missing
  $ lockkeeper validate
  error: 002_notes is in the history, but its file is gone
  Restore the file from version control, or take it off the record with 'lockkeeper resolve --rolled-back 002_notes'.
  
  ✗ 1 error
  [1]
  $ printf 'CREATE TABLE more (id bigint);\n' > migrations/003_more.sql
  $ lockkeeper up --auto-approve
  error: 002_notes is applied, but its file is gone
  Restore the file from version control, or take it off the record with 'lockkeeper resolve --rolled-back 002_notes'.
  [1]
  $ mv kept.sql migrations/002_notes.sql
  $ lockkeeper up --auto-approve --quiet
  1 migration applied in * (glob)

A file that was changed after it was applied; line ends and a byte-order mark are no change:

  $ sed -i 's/$/\r/' migrations/001_users.sql && sed -i '1s/^/\xef\xbb\xbf/' migrations/001_users.sql
  $ lockkeeper validate
  ✓ All migrations are valid
  Pending migrations: 0
  $ printf 'CREATE TABLE notes (id bigint, text text);\n' > migrations/002_notes.sql
  $ lockkeeper validate
  error: 002_notes was changed after it was applied on * (glob)
    at migrations/002_notes.sql
  'lockkeeper status --verbose' shows what was edited. Restore the file from version control and put the change into a new migration; if the database already has it, record the file as it is with 'lockkeeper resolve --applied 002_notes'.
  
  ✗ 1 error
  [1]
  $ printf 'CREATE TABLE late (id bigint);\n' > migrations/004_late.sql
  $ lockkeeper up --auto-approve
  error: 002_notes was changed after it was applied
    at migrations/002_notes.sql
  Restore migrations/002_notes.sql from version control and put the change into a new migration; if the database already has it, record the file as it is now with 'lockkeeper resolve --applied 002_notes'.
  [1]
