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
  $ lockkeeper run night.md --answers answers.toml
  Night, database * on /dev/shm/tt-facts11/lk-pg-9d239691767d800e:5432 (glob)
  run *, 3 steps (glob)
  
  Before
  
  stopped at step before/backup-verified-test-restore: contradicted, and nobody has waived that: no backup of * is on record (glob)
  To answer beforehand, put this into answers.toml:
  
  [[answer]]
  step = "before/backup-verified-test-restore"
  when = "contradicted"
  answer = "waive"  # or retry
  reason = "WHY"
  by = "NAME"
  
  Nothing that is done will be done again: go on with 'lockkeeper run night.md --answers answers.toml'.
  [5]
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
  $ lockkeeper run night.md --answers answers.toml
  Night, database * on /dev/shm/tt-facts11/lk-pg-9d239691767d800e:5432 (glob)
  run * goes on: 0 of 3 steps are done (glob)
  
  Before
  [1/3] * before/backup-verified-test-restore  done by Ada; waived by Bob: the provider's snapshot of 02:00, restored at 03:00 (no backup of * i* (glob)
  [2/3] ✓ before/backup-team-informed  done by Ada
  
  Go/No-Go
  
  stopped at step go-no-go/go-no-go: contradicted, and nobody has waived that: backup: there is none of * in the journal (glob)
  To answer beforehand, put this into answers.toml:
  
  [[answer]]
  step = "go-no-go/go-no-go"
  when = "contradicted"
  answer = "waive"  # or retry
  reason = "WHY"
  by = "NAME"
  
  Nothing that is done will be done again: go on with 'lockkeeper run night.md --answers answers.toml'.
  [5]

With a backup on record, and proved, nothing has to be waived:

  $ lockkeeper backup create > /dev/null
    looking at the database
    dumping
    computing checksums
  $ lockkeeper backup verify > /dev/null
    checking the files
    starting a private server
    restoring
    comparing
  $ lockkeeper run night.md --answers answers.toml
  Night, database * on /dev/shm/tt-facts11/lk-pg-9d239691767d800e:5432 (glob)
  run * goes on: 2 of 3 steps are done (glob)
  
  Go/No-Go
  [3/3] ✓ go-no-go/go-no-go  GO by Ada
  
  passed in *: 3 passed (glob)
  The report: lockkeeper report * (glob)
  $ lockkeeper history --run latest | grep -E 'go/no-go|waived'
  *  *  run.paused         before/backup-verified-test-restore: contradicted, and nobody has waived that: no backup of * is on record (glob)
  *  *  claim.waived       Bob waived: 'Backup verified (test restore)' although no backup of * is on record, because: the provider's snapshot of 02:00, restored at 03:00 (glob)
  *  *  step.finished      before/backup-verified-test-restore passed in *: done by Ada; waived by Bob: the provider's snapshot of 02:00, restored at 03:00 (no backup of t_claims_110* (glob)
  *  *  gate.known         the journal said before the go/no-go: preflight checks: never run; incidents: none is noted; steps so far: none has failed; No long-running transactions: no tr* (glob)
  *  *  gate.known         the journal said before the go/no-go: preflight checks: never run; incidents: none is noted; steps so far: none has failed; No long-running transactions: no tr* (glob)
  *  *  run.paused         go-no-go/go-no-go: contradicted, and nobody has waived that: backup: there is none of * in the journal (glob)
  *  *  gate.known         the journal said before the go/no-go: backup: t-claims-1102-2142* of *, proved by restoring; preflight checks: never run;* (glob)
  *  *  gate.known         the journal said before the go/no-go: backup: t-claims-1102-2142* of *, proved by restoring; preflight checks: never run;* (glob)
  $ lockkeeper report latest --format markdown | sed -n '/Waived/,/^$/p'
  Waived by Bob: 'Backup verified (test restore)', although no backup of * is on record: the provider's snapshot of 02:00, restored at 03:00. (glob)
  The run passed after *. (glob)
  3 of 3 steps passed.
  It was paused 2 times, and went on where it was; * passed in between. (glob)
  2 people made 2 decisions and signed off 2 tasks.

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
  $ lockkeeper run fences.md --answers answers.toml | sed -n '/Backup/,/stopped/p'
  Backup
  [1/3] * dump  FILE="shop_$(date +%Y%m%d).sql.gz"  * (glob)
  [2/3] ✓ backup/backup-taken  done by Ada
  
  stopped at step backup/backup-integrity-verified: contradicted, and nobody has waived that: /dev/shm/tt-facts11/cramtests-sj17711c/claims.t/shop_20261201.sql.gz by 'pg_dump "$DATABASE_URL"', taken * ago, never restored to prove it; last proof by restore: * ago of t-claims-1102-2142* (glob)
  $ lockkeeper history --run latest --kind step.made
  *  *  step.made          backup: /dev/shm/tt-facts11/cramtests-sj17711c/claims.t/shop_20261201.sql.gz, 391 bytes (it is there, every command of the pipe ended with 0) (glob)
  $ cat > broken.md <<'EOF'
  > # Broken
  > ## Backup
  > ```bash {auto id=dump}
  > pg_dump "$DATABASE_URL" --no-such-option 2> /dev/null > other.sql || true
  > ```
  > - [ ] Backup taken
  > EOF
  $ lockkeeper run broken.md --answers answers.toml > /dev/null
  $ lockkeeper history --run latest --kind step.made
  *  *  step.made          backup: /dev/shm/tt-facts11/cramtests-sj17711c/claims.t/other.sql, 0 bytes (it is empty) (glob)

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
  [1]
  $ lockkeeper runbook filled latest | grep '^|'
  0 boxes ticked, 4 blanks filled in, 0 decisions marked, 0 outputs attached
  [1]
