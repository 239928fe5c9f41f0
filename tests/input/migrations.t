Everything that can be wrong with a migration's file is said with file and line, before anything runs.

  $ mkdir migrations

No folder:

  $ lockkeeper up --auto-approve --dir nowhere

A migration in which one statement does not parse:

  $ printf 'CREATE TABLE users (id bigint PRIMARY KEY);\n' > migrations/001_users.sql
  $ printf -- '-- Risk: low\nALTER TABLE users ADD COLUMN a int;\nALTER TABEL users ADD COLUMN b int;\n' > migrations/002_typo.sql
  $ lockkeeper validate
  $ lockkeeper up --auto-approve
  $ psql -XAtc "select to_regclass('users') is null"

A NUL byte, and bytes that are not UTF-8:

  $ printf 'ALTER TABLE users ADD COLUMN a int;\n-- a \0 byte\n' > migrations/002_typo.sql
  $ lockkeeper validate
  $ printf -- "ALTER TABLE users ADD COLUMN a int;\nCOMMENT ON TABLE users IS 'caf\xe9';\n" > migrations/002_typo.sql
  $ lockkeeper validate
  $ lockkeeper up --auto-approve

psql's own commands:

  $ printf 'SELECT 1;\n\\i other.sql\n' > migrations/002_typo.sql
  $ lockkeeper validate
  $ printf "\\\\copy users from 'users.csv'\n" > migrations/002_typo.sql
  $ lockkeeper validate
  $ printf '\\connect shop\nSELECT 1;\n' > migrations/002_typo.sql
  $ lockkeeper up --auto-approve

An empty one is legal and said to be empty:

  $ printf -- '-- nothing here yet\n' > migrations/002_typo.sql
  $ lockkeeper validate

Two migrations with one version:

  $ cp migrations/001_users.sql migrations/0001_again.sql
  $ lockkeeper validate
  $ lockkeeper up --auto-approve
  $ rm migrations/0001_again.sql migrations/002_typo.sql

A file that vanished after it was applied:

  $ printf 'CREATE TABLE notes (id bigint);\n' > migrations/002_notes.sql
  $ lockkeeper up --auto-approve --quiet
  $ mv migrations/002_notes.sql kept.sql
  $ lockkeeper status
  $ lockkeeper validate
  $ printf 'CREATE TABLE more (id bigint);\n' > migrations/003_more.sql
  $ lockkeeper up --auto-approve
  $ mv kept.sql migrations/002_notes.sql
  $ lockkeeper up --auto-approve --quiet

A file that was changed after it was applied; line ends and a byte-order mark are no change:

  $ sed -i 's/$/\r/' migrations/001_users.sql && sed -i '1s/^/\xef\xbb\xbf/' migrations/001_users.sql
  $ lockkeeper validate
  $ printf 'CREATE TABLE notes (id bigint, text text);\n' > migrations/002_notes.sql
  $ lockkeeper validate
  $ printf 'CREATE TABLE late (id bigint);\n' > migrations/004_late.sql
  $ lockkeeper up --auto-approve
