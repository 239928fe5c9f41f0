A backup of a database with two tables:

  $ psql "$DATABASE_URL" -Xq -c "CREATE TABLE users AS SELECT n AS id FROM generate_series(1, 3) n" -c 'CREATE TABLE "My Orders" (id serial PRIMARY KEY)'
  $ lockkeeper backup create --backup-dir backups 2>/dev/null
  backup t-backup-create-*-*T*Z-* (glob)
    database  t_backup_create_* on *:*, PostgreSQL * (glob)
    holds     2 tables with 3 rows, 1 index
    size      * (* in the database), taken in * (glob)
    moment    writes after * UTC (LSN *) are not in this backup (glob)
    folder    */backups/t-backup-create-* (glob)
    sha256    [0-9a-f]{64} (re)
  It counts when it has been restored: lockkeeper backup verify t-backup-create-* (glob)

A script takes the id:

  $ BACKUP_ID=$(lockkeeper backup create --quiet --backup-dir backups) && ls backups/$BACKUP_ID
  dump
  globals.sql
  lockkeeper.json
  $ grep -c '"public.users": 3' backups/$BACKUP_ID/lockkeeper.json
  1
  $ lockkeeper backup create --json --backup-dir backups 2>/dev/null | grep -E '"(state|tables|rows|proof)"'
    "state": "complete",
    "tables": 2,
    "rows": 3,
    "proof": null,

Nothing is left of one that fails:

  $ lockkeeper backup create --quiet --backup-dir none --database-url "${DATABASE_URL/\/t_/\/no_such_}"
  error: * (glob)
  Check the database's name, or create it with 'createdb'.
  [3]
  $ ls none
  ls: cannot access 'none': No such file or directory
  [2]

A folder that cannot be made is named:

  $ touch file
  $ lockkeeper backup create --quiet --backup-dir file/backups
  error: cannot make the folder */file/backups/*.partial: Not a directory (glob)
  Check [backup] dir in lockkeeper.toml: this user must be able to write there.
  [2]
