Fences that take a dump, restore it for a test and apply migrations have a command of ours:

  $ cat > night.md <<'EOF'
  > # Night
  > ## Backup
  > ```bash
  > export STAMP=$(date +%F)
  > pg_dump "$DATABASE_URL" \
  >   | gzip > "backup_$STAMP.sql.gz"
  > ls -la backup_*.sql.gz
  > ```
  > ## Test restore
  > ```bash
  > gunzip -c backup.sql.gz | psql restore_test
  > pg_dump -t orders shop > orders.sql
  > ```
  > ## Migrate
  > - [ ] Apply
  >   ```bash
  >   npx prisma migrate deploy
  >   ```
  > ## Rollback Procedures
  > ### Rollback one
  > ```bash
  > pg_restore -d shop backup.dump
  > ```
  > EOF
  $ cp night.md before.md
  $ lockkeeper runbook adopt night.md
  1: line 5: lockkeeper backup create adds checksums of every file, and a record that ticks, gates and the report go by
  2: line 11: lockkeeper backup verify adds a restore on a private server, compared by tables and rows, and the proof on record
  3: line 17: lockkeeper up adds one runner at a time, lock timeouts with retries, and a history that resumes after a crash
  --- night.md
  +++ night.md
  @@ -2,19 +2,18 @@ 1, 2, 3
   ## Backup
   ```bash
   export STAMP=$(date +%F)
  -pg_dump "$DATABASE_URL" \
  -  | gzip > "backup_$STAMP.sql.gz"
  +lockkeeper backup create
   ls -la backup_*.sql.gz
   ```
   ## Test restore
   ```bash
  -gunzip -c backup.sql.gz | psql restore_test
  +lockkeeper backup verify
   pg_dump -t orders shop > orders.sql
   ```
   ## Migrate
   - [ ] Apply
     ```bash
  -  npx prisma migrate deploy
  +  lockkeeper up
     ```
   ## Rollback Procedures
   ### Rollback one
  3 offers; nothing is written. Accept with --accept all, or --accept N.
  $ cmp night.md before.md

Piece by piece:

  $ lockkeeper runbook adopt night.md --accept 4
  error: there is no offer '4'
  Take all, or numbers from 1 to 3.
  [2]
  $ lockkeeper runbook adopt night.md --accept 1,3 --out after.md > /dev/null
  2 of 3 offers written to after.md
  $ grep -n lockkeeper after.md
  5:lockkeeper backup create
  16:  lockkeeper up
  $ lockkeeper runbook adopt night.md --dry-run --quiet > all.diff
  $ cp night.md patched.md && patch -s patched.md all.diff && lockkeeper runbook adopt night.md --accept all --quiet > /dev/null && cmp patched.md night.md

What is adopted is not offered again:

  $ lockkeeper runbook adopt night.md
  nothing to offer: no fence takes a backup, proves one or applies migrations by itself

A dump of another database is not the run's own:

  $ cat > other.md <<'EOF'
  > # Night
  > ## Backup
  > ```bash
  > pg_dump crm > crm.sql
  > pg_dump -h db2.internal > db2.sql
  > pg_dump "$CRM_URL" > crm2.sql
  > ```
  > EOF
  $ lockkeeper runbook adopt other.md
  nothing to offer: no fence takes a backup, proves one or applies migrations by itself
