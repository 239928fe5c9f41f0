How a runbook is read, without running anything:

  $ cat > night.md <<'EOF'
  > # Night
  > 
  > ## Preparation
  > 
  > ### Timeline: T-2 hours to T-0
  > 
  > ### T-30 Minutes: Decision
  > 
  > **GO if ALL conditions met:**
  > - [ ] All present
  > 
  > **NO-GO if ANY condition:**
  > - [ ] Incident
  > 
  > ## Work
  > 
  > ### Step 1: Copy (T+5)
  > 
  > ```bash
  > # Option 1: Quick
  > cp -r a b
  > 
  > # Option 2: Thorough
  > rsync -a a/ b/
  > ```
  > 
  > ```sql {id=orphans expect="0 rows"}
  > SELECT 1 WHERE false;
  > ```
  > 
  > - [ ] **Watch the Log**
  >   ```bash
  >   tail -f /var/log/shop.log
  >   ```
  > 
  > ## Rollback
  > 
  > ```bash
  > dropdb shop
  > ```
  > EOF
  $ lockkeeper runbook show night.md
  Night
  night.md: 2 phases, 7 steps, 1 section on demand
  
  1. Preparation                                                  T-2 hours to T-0
  ==============
  
    T-30 Minutes: Decision  (t-30-minutes-decision/…)                     T-30 min
     1  gate        …/go-no-go                 asks for GO or NO-GO (1 cond…     9
  
  2. Work                                                                  T+5 min
  =======
  
    Step 1: Copy (T+5)  (step-1-copy-t-5/…)                                T+5 min
     2  choice      …/quick-thorough           asks which one:                  19
        1: Quick
        2: Thorough
     3  command     …/quick                    (if 1) cp -r a b                 19
        ! asks first: copies a b (line 21)
     4  command     …/thorough                 (if 2) rsync -a a/ b/            23
        ! asks first: copies a/ b/ (line 24)
     5  query       orphans                    SELECT 1 WHERE false             27
        expects 0 rows
     6  command     …/tail-f-var-log-shop-log  tail -f /var/log/shop.log        32
        ! goes on beside: line 33, tail -f never ends
     7  task        …/watch-the-log            Watch the Log                    31
  
  On demand, never part of the main line
  ======================================
  
  Rollback (rollback, line 36, 1 step)
  
    Rollback  (rollback/…)
     1  command     …/dropdb-shop         dropdb shop                           38
        ! asks first: drops the database shop (line 39)
  
  Counts
  ======
    7 headings, 3 check boxes, fences: 3 bash, 1 sql, 0 checkpoints, 0 blanks,
    0 tables, 0 templates, 2 decision lists, 0 check boxes inside lines,
    0 empty cells
  $ lockkeeper runbook show night.md --json | python3 -c 'import json, sys; print(json.dumps(json.load(sys.stdin)["counts"]))'
  {"headings": 7, "checkboxes": 3, "fences": {"bash": 3, "sql": 1}, "checkpoints": 0, "blanks": 0, "tables": 0, "templates": 0, "decisions": 2, "inline_checkboxes": 0, "empty_cells": 0}
How each line was read:
  $ lockkeeper runbook show night.md --lines | head -12
            1  title                                     # Night
            2  blank
            3  heading                                   ## Preparation
            4  blank
            5  timeline                                  ### Timeline: T-2 hours …
            6  blank
            7  heading                                   ### T-30 Minutes: Decisi…
            8  blank
         9-14  decision                                  **GO if ALL conditions m…
           15  heading                                   ## Work
           16  blank
           17  heading                                   ### Step 1: Copy (T+5)

What a part is for is told by its words, and JSON says what becomes of each step:

  $ cat > parts.md <<'MD'
  > # Add a note
  > 
  > ## 1. Add the column
  > 
  > ```bash
  > ./add
  > ```
  > 
  > **Rollback:**
  > 
  > ```bash
  > ./remove
  > ```
  > 
  > ## 2. Optional: warm it
  > 
  > ```bash
  > ./warm
  > ```
  > 
  > ## 3. On db2
  > 
  > ```bash
  > ssh db2
  > ./look
  > exit
  > ./go-on
  > ```
  > MD
  $ lockkeeper runbook show parts.md --json | jq -r '(.steps + .procedures[].steps)[] | "\(.line) \(.kind) \(.runs): \(.why // "main line")"'
  5 command asked: what ./add does is not known (line 6)
  17 command asked: optional: "2. Optional: warm it" (line 15); what ./warm does is not known (line 18)
  24 task by-person: task
  27 command asked: stands behind the end of a session of ssh db2 (line 27); what ./go-on does is not known (line 27)
  11 command on-demand: only when somebody calls for it

Files that a step runs are read, and judged like the step:

  $ echo 'SELECT count(*) FROM orders;' > count.sql
  $ printf 'SELECT 1;\nDROP TABLE orders;\n' > drop.sql
  $ printf 'set -e\npsql -f drop.sql\n' > clean.sh
  $ cat > files.md <<'MD'
  > # Files
  > 
  > ```bash
  > psql -f count.sql
  > ```
  > 
  > ```bash
  > bash clean.sh
  > ```
  > 
  > ```bash
  > bash missing.sh
  > ```
  > MD
  $ lockkeeper runbook show files.md --json | jq -c '.steps[] | [.line, .runs, .why, .files]'
  [3,"unasked","known not to harm",["count.sql"]]
  [7,"asked","drop.sql: drops the table orders (line 8)",["clean.sh","drop.sql"]]
  [11,"asked","what missing.sh does is not known (line 12)",null]
