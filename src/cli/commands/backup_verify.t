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

A function that names a table without its schema works every day, and in no restore:

  $ psql -qc "CREATE TABLE allowed (v text); CREATE FUNCTION is_allowed(t text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN EXISTS (SELECT 1 FROM allowed WHERE v = t); END'; CREATE TABLE checked (v text CHECK (is_allowed(v))); INSERT INTO allowed VALUES ('a'); INSERT INTO checked VALUES ('a')"
  $ lockkeeper backup create --quiet --backup-dir unqualified > /dev/null
  $ lockkeeper backup verify --quiet --backup-dir unqualified latest | tail -1
  The function public.is_allowed(text) names allowed without its schema, and a restore sets an empty search_path: no backup can be restored until that is mended in the database. Write the schema into its body, or say where it looks (ALTER FUNCTION public.is_allowed(text) SET search_path = public); then take a backup again.
