A runbook with everything that can be filled in:

  $ cat > RUNBOOK.md <<'END'
  > # Night
  > 
  > ## Preparation
  > - [ ] **Call the team**
  > - [ ] Leave this out
  > 
  > And then:
  > 
  > ```bash
  > echo one; echo '```'
  > ```
  > 
  > **Checkpoint:** Ready
  > - **Tables:** ____ (expected: 1+)
  > - **Status:** ✓ / ✗
  > END
  $ cp RUNBOOK.md before.md
  $ cat > answers.toml <<'END'
  > [[answer]]
  > step = "preparation/leave-this-out"
  > answer = "skip"
  > by = "Dana"
  > reason = "not <b>today</b>"
  > [[answer]]
  > when = "task"
  > answer = "done"
  > by = "Dana"
  > [[answer]]
  > when = "field"
  > by = "Priya"
  > fields = { Tables = "7", Status = "✓" }
  > END
  $ lockkeeper run RUNBOOK.md --answers answers.toml --quiet >/dev/null
  $ lockkeeper runbook filled --out - --quiet > filled.md; sed 's/[0-9][0-9]*\( ms\|:[0-9:]*\)/N/g' filled.md | sed '$d'
  # Night
  
  ## Preparation
  - [x] **Call the team**
    *✓ Dana, N UTC*
  - [ ] Leave this out
    *· skipped, Dana, N UTC: not \<b\>today\</b\>*
  
  And then:
  
  ```bash
  echo one; echo '```'
  ```
  *✓ passed in N, N UTC*
  ````text
  one
  ```
  ````
  
  **Checkpoint:** Ready
  - **Tables:** 7 (expected: 1+)
  - **Status:** **✓** / ~~✗~~
  

Nothing but what was added is new:

  $ lockkeeper runbook filled --quiet --json | grep -E '"(ticked|filled|decided|outputs)"'
    "ticked": 1,
    "filled": 2,
    "decided": 0,
    "outputs": 1,
  $ lockkeeper runbook filled --out RUNBOOK.md --quiet
  RUNBOOK.md
  $ lockkeeper runbook show RUNBOOK.md | tail -3
    2 headings, 2 check boxes, fences: 1 bash, 1 text, 1 checkpoint, 0 blanks,
    0 tables, 0 templates, 0 decision lists, 0 check boxes inside lines,
    0 empty cells

Once the file is another one, it has to be said what is meant:

  $ echo more >> before.md
  $ lockkeeper runbook filled --file before.md --quiet
  error: before.md is not the text that run * was led by (SHA-256 begins with 086c18ffa5b4 now, with 4cbfa3e4d47d then) (glob)
  Pass --original to fill in the text that ran, or --force to fill in the file as it is now; steps are then matched by their ids.
  [1]
  $ lockkeeper runbook filled --file before.md --original --quiet --out there.md
  there.md
  $ cmp there.md filled.md
  $ lockkeeper runbook filled --file before.md --force --quiet --out there.md
  there.md
  $ echo mine > mine.md
  $ lockkeeper runbook filled --original --out mine.md --quiet
  error: mine.md exists and holds something else
  Name another file with --out, or pass --force to replace it.
  [2]
