A backup that comes back as it was:

  $ psql "$DATABASE_URL" -Xq -c "CREATE TABLE users AS SELECT n AS id FROM generate_series(1, 1000) n"
  $ BACKUP_ID=$(lockkeeper backup create --quiet)
  $ lockkeeper backup verify $BACKUP_ID 2>/dev/null
  t-backup-verify-* holds: 1 table with 1000 rows came back as they were (glob)
    restored in * into PostgreSQL *, everything in * (glob)
    writes after * are not in this backup (glob)
  $ lockkeeper backup list | tail -1
  t-backup-verify-*, restored in * (glob)

A file that was damaged is named:

  $ data=$(ls .lockkeeper/backups/$BACKUP_ID/dump/*.dat.gz)
  $ printf x | dd of=$data bs=1 seek=20 conv=notrunc status=none
  $ lockkeeper backup verify --quiet
  t-backup-verify-* does not hold: (glob)
    dump/*.dat.gz: its bytes have changed (SHA-256 differs) (glob)
  Take another backup, and find out what happened to this one before it is needed.
  [1]
  $ rm $data
  $ lockkeeper backup verify --json --quiet | grep -A2 -E '"(ok|differences)"'
    "ok": false,
    "restore_ms": 0,
    "duration_ms": *, (glob)
  --
    "differences": [
      "dump/*.dat.gz: missing" (glob)
    ],

One that is not there:

  $ lockkeeper backup verify nothing
  error: there is no backup nothing in */.lockkeeper/backups (glob)
  Run 'lockkeeper backup list' to see what is there.
  [1]
