A tick is a claim. With no backup in existence, none is verified:

  $ mkdir migrations
  $ cat > night.md <<'EOF'
  > # Night
  > ## Before
  > - [ ] Backup verified (test restore)
  > - [ ] Backup team informed
  > ## Go/No-Go
  > **GO if ALL conditions met:**
  > - [ ] Backup completed successfully
  > - [ ] No long-running transactions
  > 
  > **NO-GO if ANY condition:**
  > - [ ] Connections above 100000
  > EOF
  $ cat > answers.toml <<'EOF'
  > by = "Ada"
  > [[answer]]
  > when = "task"
  > answer = "done"
  > [[answer]]
  > when = "gate"
  > answer = "GO"
  > EOF
  $ lockkeeper run night.md --answers answers.toml | grep -A7 stopped
  stopped at step before/backup-verified-test-restore: contradicted, and nobody has waived that: no backup of * is on record (glob)
  To answer beforehand, put this into answers.toml:
  
  [[answer]]
  step = "before/backup-verified-test-restore"
  when = "contradicted"
  answer = "waive"  # or retry
  reason = "WHY"
  $ lockkeeper history --run latest --json | grep -c claim.waived
  0
  [1]

It is waived with a reason, for the step at hand:

  $ cat >> answers.toml <<'EOF'
  > [[answer]]
  > step = "before/backup-verified-test-restore"
  > when = "contradicted"
  > answer = "waive"
  > by = "Bob"
  > reason = "the provider's snapshot of 02:00, restored at 03:00"
  > EOF
  $ lockkeeper run night.md --answers answers.toml | grep -E '✓|stopped' | cut -c 1-64
  [1/3] ✓ before/backup-verified-test-restore  done by Ada; waiv
  [2/3] ✓ before/backup-team-informed  done by Ada
  stopped at step go-no-go/go-no-go: contradicted, and nobody has 

With a backup on record, and proved, nothing has to be waived:

  $ lockkeeper backup create > /dev/null 2>&1
  $ lockkeeper backup verify > /dev/null 2>&1
  $ lockkeeper run night.md --answers answers.toml | grep GO
  [3/3] ✓ go-no-go/go-no-go  GO by Ada
  $ lockkeeper history --run latest --kind gate.known | grep -c 'proved by restoring'
  1
  $ lockkeeper report latest --format markdown > /dev/null
  Waived by Bob: 'Backup verified (test restore)', although no backup of * is on record (the provider's snapshot of 02:00, restored at 03:00). (glob)
  The run passed after *. (glob)
  3 of 3 steps passed.
  It was paused 2 times, and went on where it was; * passed in between. (glob)
  2 people made 2 decisions and signed off 2 tasks.
  $ sed -n '/^## Waived/,/^## T/p' reports/*.md | grep -o '|[^|]*Bob[^|]*|[^|]*|'
  | Bob | the provider's snapshot of 02:00, restored at 03:00 |
  $ grep -n '^## ' reports/*.md | head -2 | sed 's/^[0-9]*://'
  ## Summary
  ## Waived

What the team's own fences make is evidence too. The dump that is on record from here on is the fence's:

  $ cat > fences.md <<'EOF'
  > # Fences
  > ## Backup
  > ```bash {auto id=dump}
  > FILE="shop_$(date +%Y%m%d).sql.gz"
  > pg_dump "$DATABASE_URL" | gzip > "$FILE"
  > ```
  > - [ ] Backup taken
  > - [ ] Backup integrity verified
  > EOF
  $ cat > answers.toml <<'EOF'
  > [[answer]]
  > when = "task"
  > answer = "done"
  > by = "Ada"
  > EOF
  $ lockkeeper run fences.md --answers answers.toml | grep -E '✓|stopped' | cut -c 1-90
  [1/3] * dump  FILE="shop_$(date +%Y%m%d).sql.gz"  * (glob)
  [2/3] ✓ backup/backup-taken  done by Ada
  stopped at step backup/backup-integrity-verified: contradicted, and nobody has waived that
  $ lockkeeper history --run latest --kind step.made | sed 's|.*step.made *backup: .*/||; s|, [0-9]* bytes|, … bytes|; s|_[0-9]*.sql|_DATE.sql|'
  shop_DATE.sql.gz, … bytes (it is there, every command of the pipe ended with 0)
  $ cat > broken.md <<'EOF'
  > # Broken
  > ## Backup
  > ```bash {auto id=dump}
  > pg_dump "$DATABASE_URL" --no-such-option 2> /dev/null > other.sql || true
  > ```
  > - [ ] Backup taken
  > EOF
  $ lockkeeper run broken.md --answers answers.toml > /dev/null
  $ lockkeeper history --run latest --kind step.made | sed 's|.*step.made *backup: .*/||; s|, [0-9]* bytes|, … bytes|; s|_[0-9]*.sql|_DATE.sql|'
  other.sql, … bytes (it is empty)

What another tool keeps a history of is looked up there:

  $ psql -Xqc "CREATE TABLE knex_migrations (id int, name text)"
  $ mkdir bin && printf '#!/bin/sh\npsql -Xqc "INSERT INTO knex_migrations VALUES (1)"\n' > bin/knex && chmod +x bin/knex
  $ cat > knex.md <<'EOF'
  > # Knex
  > ## Migrate
  > ```bash {auto id=up}
  > PATH="$PWD/bin:$PATH"
  > knex migrate:latest
  > ```
  > - [ ] Migrations applied
  > EOF
  $ lockkeeper run knex.md --answers answers.toml | grep -E '✓ migrate|stopped'
  [2/2] ✓ migrate/migrations-applied  done by Ada
  $ lockkeeper history --run latest --kind step.made | sed 's/.*step.made *//'
  migrations: knex migrate:latest (public.knex_migrations holds 1 row; which are pending, its own tool knows)

A table of criteria fills itself as far as something is known:

  $ cat > criteria.md <<'EOF'
  > # Criteria
  > ## Success Criteria
  > | Metric | Target | Actual |
  > |--------|--------|--------|
  > | Run duration | < 30 min | |
  > | Rollback required | No | |
  > | PostgreSQL version | >= 13 | |
  > | Error rate change | < 1% | |
  > EOF
  $ cat > answers.toml <<'EOF'
  > [[answer]]
  > when = "field"
  > by = "Ada"
  > fields = { "Error rate change" = "0.1 %" }
  > EOF
  $ lockkeeper run criteria.md --answers answers.toml > /dev/null
  $ lockkeeper runbook filled latest --out - | grep '^|'
  0 boxes ticked, 4 blanks filled in, 0 decisions marked, 0 outputs attached
  | Metric | Target | Actual |
  |--------|--------|--------|
  | Run duration | < 30 min | * | (glob)
  | Rollback required | No | No |
  | PostgreSQL version | >= 13 | 15.18 |
  | Error rate change | < 1% | 0.1 % |
