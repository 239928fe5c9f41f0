A runbook is carried out in order; what people say comes from a file:

  $ cat > night.md <<'EOF'
  > # Night
  > 
  > **Risk:** Low
  > 
  > ## Preparation (T-1 hour)
  > 
  > - [ ] **Tell the team**
  > 
  > Then:
  > 
  > ```bash {id=note repeatable}
  > SHIPS=3
  > ```
  > 
  > ## Work (T+0)
  > 
  > ```bash {id=count}
  > echo "ships: $SHIPS"
  > # Expected: ships: 3
  > ```
  > 
  > ```sql {id=tables expect="0 rows"}
  > SELECT tablename FROM pg_tables WHERE schemaname = 'public';
  > ```
  > 
  > **Checkpoint:** All is there
  > - **Time:** T+____
  > - **Status:** ✓ / ✗
  > EOF
  $ cat > answers.toml <<'EOF'
  > by = "Ada"
  > [[answer]]
  > when = "task"
  > answer = "done"
  > [[answer]]
  > when = "field"
  > fields = { "Status" = "✓" }
  > EOF

Without an answer the run stops and says what to write:

  $ lockkeeper run night.md
  Night, database * on * (glob)
  run *, 5 steps (glob)
  
  Preparation (T-1 hour)  T-1 h
  
  stopped at step preparation-t-1-hour/tell-the-team: nobody signed it off
  To answer beforehand, put this into answers.toml:
  
  [[answer]]
  step = "preparation-t-1-hour/tell-the-team"
  when = "task"
  answer = "done"  # or skip
  by = "NAME"
  
  Nothing that is done will be done again: go on with 'lockkeeper run night.md'.
  [5]
  $ lockkeeper history --kind run
  *  *  run.began          Night, 5 steps (glob)
  *  *  run.paused         preparation-t-1-hour/tell-the-team: nobody signed it off (glob)
  $ lockkeeper run night.md --answers answers.toml
  Night, database * on * (glob)
  run * goes on: 0 of 5 steps are done (glob)
  
  Preparation (T-1 hour)  T-1 h
  [1/5] ✓ preparation-t-1-hour/tell-the-team  done by Ada
  [2/5] * note  SHIPS=3  * (glob)
  
  Work (T+0)  T-0
  [3/5] ▸ count  echo "ships: $SHIPS"
    │ ships: 3
  [3/5] * count  as expected  * (glob)
  [4/5] ▸ tables  SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    │  tablename
    │ -----------
    │ (0 rows)
  [4/5] * tables  0 rows, as expected  * (glob)
  [5/5] ✓ work-t-0/all-is-there  Time: T+0 min, Status: ✓
  
  passed in *: 5 passed (glob)
  The report: lockkeeper report * (glob)

It is finished; the same command begins a new run. A finished run's events are in the journal:

  $ lockkeeper history --kind question
  *  *  question.asked     preparation-t-1-hour/tell-the-team: Tell the team (glob)
  *  *  question.asked     preparation-t-1-hour/tell-the-team: Tell the team (glob)
  *  *  question.answered  preparation-t-1-hour/tell-the-team: done, by Ada (glob)
  *  *  question.asked     work-t-0/all-is-there: All is there: fill in (glob)
  *  *  question.answered  work-t-0/all-is-there: filled in, by Ada (glob)
  $ lockkeeper audit verify
  22 events, every one as it was written
  head * (glob)

A step that failed asks before it is done again; what is done is not:

  $ cat > work.md <<'EOF'
  > # Work
  > ## All
  > ```bash {id=first auto}
  > echo first | tee -a trace
  > ```
  > ```bash {id=second}
  > cat wanted
  > ```
  > EOF
  $ lockkeeper run work.md
  Work, database * on * (glob)
  run *, 2 steps (glob)
  
  All
  [1/2] ▸ first  echo first | tee -a trace
    │ first
  [1/2] * first  * (glob)
  [2/2] ▸ second  cat wanted
    │ cat: wanted: No such file or directory
  [2/2] * second  ended with 1 at line 7: cat wanted  * (glob)
  
  failed at step second: ended with 1 at line 7: cat wanted
  To answer beforehand, put this into answers.toml:
  
  [[answer]]
  step = "second"
  when = "failed"
  answer = "retry"  # or skip
  by = "NAME"
  
  Nothing that is done will be done again: go on with 'lockkeeper run work.md'.
  [1]
  $ echo here > wanted
  $ lockkeeper answer work.md second retry --by Ada
  second: retry, by Ada
  $ lockkeeper run work.md
  Work, database * on * (glob)
  run * goes on: 1 of 2 steps are done (glob)
  
  All
  [2/2] ▸ second  cat wanted
    │ here
  [2/2] * second  * (glob)
  
  passed in *: 2 passed (glob)
  The report: lockkeeper report * (glob)
  $ cat trace
  first

What is not known to do no harm is asked about, with what it would do or what is not known:

  $ cat > asks.md <<'EOF'
  > # Asks
  > ## All
  > ```bash {id=looks}
  > psql -XAtc 'SELECT 1' | cat
  > ```
  > ```bash {id=cleans}
  > df -h / > /dev/null
  > echo 'DROP TABLE IF EXISTS orders_old;' | psql -Xq
  > ./bin/tidy
  > ```
  > EOF
  $ lockkeeper run asks.md
  Asks, database * on * (glob)
  run *, 2 steps (glob)
  
  All
  [1/2] ▸ looks  psql -XAtc 'SELECT 1' | cat
    │ 1
  [1/2] * looks  * (glob)
  
  stopped at step cleans: nobody said whether it may run: drops the table orders_old (line 8); what ./bin/tidy does is not known (line 9)
  To answer beforehand, put this into answers.toml:
  
  [[answer]]
  step = "cleans"
  when = "dangerous"
  answer = "run"  # or skip, all
  by = "NAME"
  
  Nothing that is done will be done again: go on with 'lockkeeper run asks.md'.
  [5]
  $ lockkeeper runbook show asks.md --json | grep -E '"(runs|why)"'
        "runs": "unasked",
        "why": "known not to harm",
        "runs": "asked",
        "why": "drops the table orders_old (line 8); what ./bin/tidy does is not known (line 9)",

NO-GO ends a run:

  $ cat > gate.md <<'EOF'
  > # Gate
  > ## Decision
  > **GO if ALL conditions met:**
  > - [ ] Quiet night
  > 
  > ## Work
  > ```bash
  > echo never
  > ```
  > EOF
  $ printf '[[answer]]\nwhen = "gate"\nanswer = "NO-GO"\nby = "Priya"\nreason = "storm"\n' > no.toml
  $ lockkeeper run gate.md --answers no.toml --json
  Gate, database * on * (glob)
  run *, 2 steps (glob)
  
  Decision
  [1/2] ✗ decision/go-no-go  NO-GO by Priya: storm
  {
    "run": "*", (glob)
    "state": "stopped",
    "duration_ms": *, (glob)
    "steps": {
      "failed": 1,
      "waiting": 1
    },
    "step": "decision/go-no-go",
    "reason": "NO-GO by Priya: storm"
  }
  [5]

A run stays on the database it began with, whatever the environment says later:

  $ cat > lockkeeper.toml <<'EOF'
  > [environments.live]
  > url = "${LIVE_URL}"
  > EOF
  $ export LIVE_URL=$DATABASE_URL
  $ psql -Xqc 'CREATE TABLE marks (mark text)'
  $ cat > bound.md <<'EOF'
  > # Bound
  > 
  > - [ ] Tell the team
  > 
  > Then it is written down.
  > 
  > ```sql {auto}
  > INSERT INTO marks VALUES ('night');
  > ```
  > 
  > ```bash
  > lockkeeper health --database-url "$(echo "$DATABASE_URL" | sed 's|/t_run[^?]*|/postgres|')"
  > ```
  > EOF
  $ lockkeeper run bound.md --env live | tail -n 1
  Nothing that is done will be done again: go on with 'lockkeeper run bound.md --env live'.
  $ other=$(echo "$DATABASE_URL" | sed 's|/t_run[^?]*|/postgres|')
  $ lockkeeper run bound.md --database-url "$other"
  error: run * is about t_run_* on * (environment live), and not about postgres on *: it is the database postgres (glob)
  Go on with 'lockkeeper run bound.md --env live', or begin a new run with --from-start.
  [2]
  $ printf 'by = "Ada"\n[[answer]]\nwhen = "task"\nanswer = "done"\n' > bound.toml
  $ DATABASE_URL=$other lockkeeper run bound.md --answers bound.toml | grep -oE '^Bound,.*|INSERT 0 1|error: .*'
  Bound, database t_run_* on * (environment live) (glob)
  INSERT 0 1
  error: postgres on * is not the database that this run is about, t_run_*: it is the database postgres (glob)
  $ psql -XAtc 'SELECT * FROM marks'
  night

In production it asks, also before a procedure:

  $ printf '[environments.prod]\nurl = "${LIVE_URL}"\n' > lockkeeper.toml
  $ lockkeeper run bound.md --env prod --from-start
  error: Carry out bound.md? needs an answer, and there is no terminal to ask at
  Pass --auto-approve to go ahead without asking.
  [2]
  $ lockkeeper run bound.md --env prod --from-start --auto-approve | head -n 1
  Bound, database t_run_* on * (environment prod) (glob)

The same database by another address is the run's, where the first one is gone:

  $ folder=$(psql -XAtc 'SHOW unix_socket_directories')
  $ ln -s "$folder" before
  $ printf '# Moved\n\n- [ ] Tell the team\n\nThen:\n\n```sql {id=look}\nSELECT 1 AS one;\n```\n' > moved.md
  $ DATABASE_URL=$(echo "$DATABASE_URL" | sed "s|$folder|$PWD/before|;s|host=[^&]*|host=$PWD/before|") lockkeeper run moved.md | tail -n 1
  Nothing that is done will be done again: go on with 'lockkeeper run moved.md'.
  $ rm before
  $ lockkeeper run moved.md --answers bound.toml | grep -v '^$'
  Moved, database * on * (glob)
  run * goes on: 0 of 2 steps are done (glob)
  Moved
  [1/2] ✓ moved/tell-the-team  done by Ada
  [2/2] ▸ look  SELECT 1 AS one
    │  one
    │ -----
    │    1
    │ (1 row)
  [2/2] * look  1 row  * (glob)
  passed in *: 2 passed (glob)
  The report: lockkeeper report * (glob)


What a step had printed when the process was killed is in the record:

  $ cat > killed.md <<'EOF'
  > # Killed
  > 
  > ```bash {id=long auto}
  > echo "half of it is done"
  > sleep 0.2; kill -9 $(ps -o ppid= $(ps -o ppid= $$)); sleep 1
  > ```
  > EOF
  $ sh -c 'lockkeeper run killed.md > killed.out; echo $?' 2> killed.err
  137
  $ lockkeeper run killed.md | grep '^stopped'
  stopped at step long: was running when the run was broken off, and nobody said what became of it
  $ sqlite3 .lockkeeper/journal.db "SELECT json_extract(data, '$.text') FROM events WHERE kind = 'step.output' AND json_extract(data, '$.step') = 'long'"
  half of it is done
  

`lockkeeper` in a fence is this program, whatever its file is called and wherever PATH leads:

  $ cp "$(command -v lockkeeper)" renamed
  $ printf '# Own\n\n```bash\nlockkeeper --version >/dev/null && echo "it is there"\n```\n' > own.md
  $ PATH=/usr/bin:/bin ./renamed run own.md | grep '│'
    │ it is there

Sections of one title are told apart:

  $ printf '# Twice\n\n```bash\necho work\n```\n\n## Rollback\n\n```bash\necho one\n```\n\n## Rollback\n\n```bash\necho two\n```\n' > twice.md
  $ lockkeeper runbook show twice.md | grep procedure
  Rollback (rollback, line 7, 1 step, --procedure rollback-1)
  Rollback (rollback, line 13, 1 step, --procedure rollback-2)
  $ lockkeeper run twice.md --procedure rollback
  error: 'rollback' fits more than one procedure
  Name one of: rollback-1, rollback-2.
  [2]
  $ lockkeeper run twice.md --procedure rollback-2 | grep '│'
    │ two

What two people are to allow has not run where one of them allowed it while nobody waited:

  $ printf '# Two\n\n```bash {id=both two-person}\necho both\n```\n' > two.md
  $ lockkeeper run two.md > out
  [5]
  $ lockkeeper answer two.md both run --by Dana
  both: run, by Dana
  $ lockkeeper run two.md | grep stopped
  stopped at step both: nobody said whether it may run: two people are to see what it does
  $ lockkeeper answer two.md both run --by Eve
  both: run, by Eve
  $ lockkeeper run two.md | grep '│'
    │ both
