A backup, and then a change that goes wrong:

  $ psql "$DATABASE_URL" -Xq -c "CREATE TABLE users AS SELECT n AS id FROM generate_series(1, 1000) n"
  $ BACKUP_ID=$(lockkeeper backup create --quiet)
  $ psql "$DATABASE_URL" -Xq -c "DELETE FROM users" -c "CREATE TABLE oops (id int)"

Nobody is there to agree:

  $ lockkeeper backup restore $BACKUP_ID --quiet < /dev/null
  error: Replace t_backup_restore_* on *:* with *? Everybody who is connected is disconnected. needs an answer, and there is no terminal to ask at (glob)
  Pass --auto-approve to go ahead without asking.
  [2]
  $ psql "$DATABASE_URL" -XAtc "SELECT count(*) FROM users"
  0

The database is replaced, and kept:

  $ lockkeeper backup restore $BACKUP_ID --auto-approve --quiet
  t_backup_restore_* is restored from *: 1 table with 1000 rows, in * (glob)
    the database as it was is kept as t_backup_restore_*_before_*; when nobody needs it: DROP DATABASE "t_backup_restore_*_before_*"; (glob)
    migrations that were applied after the backup are pending again
  $ psql "$DATABASE_URL" -XAtc "SELECT count(*) FROM users"
  1000
  $ psql "$DATABASE_URL" -XAtc "SELECT to_regclass('oops') IS NULL"
  t
  $ lockkeeper history --kind backup | cut -c 48- | cut -d ' ' -f 1
  backup.created
  backup.restoring
  backup.restoring
  backup.restoring
  backup.restoring
  backup.restored

Into a database of its own, nothing is replaced:

  $ lockkeeper backup restore latest --into "$PGDATABASE copy" --auto-approve --quiet
  t_backup_restore_* copy is restored from *: 1 table with 1000 rows, in * (glob)
  $ lockkeeper backup restore latest --into "$PGDATABASE copy" --auto-approve --quiet
  error: there is already a database t_backup_restore_* copy (glob)
  Choose another name with --into: nothing is overwritten.
  [1]

What cannot be meant:

  $ lockkeeper backup restore
  error: which backup?
  Name it, or say 'latest'; 'lockkeeper backup list' shows them.
  [2]
  $ lockkeeper backup restore --resume
  error: no restore of this database was interrupted
  Name the backup to restore.
  [2]
