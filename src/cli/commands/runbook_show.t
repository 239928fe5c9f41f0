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
  
    T-30 Minutes: Decision  (t-30-minutes-decision/\xe2\x80\xa6)                     T-30 min (esc)
     1  gate        \xe2\x80\xa6/go-no-go                 asks for GO or NO-GO (1 cond\xe2\x80\xa6     9 (esc)
  
  2. Work                                                                  T+5 min
  =======
  
    Step 1: Copy (T+5)  (step-1-copy-t-5/\xe2\x80\xa6)                                T+5 min (esc)
     2  choice      \xe2\x80\xa6/quick-thorough           asks which one:                  19 (esc)
        1: Quick
        2: Thorough
     3  command     \xe2\x80\xa6/quick                    (if 1) cp -r a b                 19 (esc)
     4  command     \xe2\x80\xa6/thorough                 (if 2) rsync -a a/ b/            23 (esc)
     5  query       orphans                    SELECT 1 WHERE false             27
        expects 0 rows
     6  command     \xe2\x80\xa6/tail-f-var-log-shop-log  tail -f /var/log/shop.log        32 (esc)
        ! not run: line 33, tail -f never ends
     7  task        \xe2\x80\xa6/watch-the-log            Watch the Log                    31 (esc)
  
  On demand, never part of the main line
  ======================================
  
  Rollback (rollback, line 36, 1 step)
  
    Rollback  (rollback/\xe2\x80\xa6) (esc)
     1  command     \xe2\x80\xa6/dropdb-shop         dropdb shop                           38 (esc)
        ! asks first: drops a database (line 39)
  
  Counts
  ======
    7 headings, 3 check boxes, fences: 3 bash, 1 sql, 0 checkpoints, 0 blanks,
    0 tables, 0 templates, 2 decision lists
  $ lockkeeper runbook show night.md --json | python3 -c 'import json, sys; print(json.dumps(json.load(sys.stdin)["counts"]))'
  {"headings": 7, "checkboxes": 3, "fences": {"bash": 3, "sql": 1}, "checkpoints": 0, "blanks": 0, "tables": 0, "templates": 0, "decisions": 2}
