A person goes through a runbook before the night, and approves what then runs unasked:

  $ cat > night.md <<'EOF'
  > # Night
  > 
  > ## Work
  > 
  > ```bash {id=look}
  > ls night.md
  > ```
  > 
  > ```bash {id=tidy}
  > ./tidy.sh orders
  > ```
  > 
  > ### Again
  > 
  > Only if the first has found something:
  > ```bash {id=again}
  > ./tidy.sh again
  > ```
  > 
  > - [ ] Tell support
  > EOF
  $ printf '#!/usr/bin/env python3\nimport sys\nprint("tidied", sys.argv[1])\n' > tidy.sh; chmod +x tidy.sh
  $ lockkeeper runbook review night.md
  Night
  night.md: 2 steps are asked about: 0 approved, 2 not
  
          1  title      # Night
  
          3  heading    ## Work
        5-7  runs       look
               - known not to harm
       9-11  asked      tidy
               - what ./tidy.sh does is not known (line 10)
               = not approved
  
         13  heading    ### Again
         15  label      Only if the first has found something:
      16-18  asked      again
               - only on a condition: "Only if the first has found something:"
                 (line 15)
               - what ./tidy.sh does is not known (line 17)
               ! asked all the same: only on a condition: "Only if the first has
                 found something:" (line 15)
               = not approved
         20  task       again/tell-support
  $ lockkeeper runbook review night.md --approve tidy --by Ada
  approved tidy
  kept in night.review.toml, to be committed with night.md
  night.md: 2 steps are asked about: 1 approved, 1 not
  $ lockkeeper runbook review night.md --approve tidy --by Ada
  nothing that was not approved already
  night.md: 2 steps are asked about: 1 approved, 1 not
  $ sed 's/at = .*/at = …/' night.review.toml
  # What people have approved in night.md: these steps run unasked as long as their text is the same.
  # Written by 'lockkeeper runbook review'. To take an approval back, delete its entry.
  
  [[approved]]
  step = "tidy"
  sha256 = "*" (glob)
  by = "Ada"
  at = …
  runbook_sha256 = "*" (glob)
  $ lockkeeper history --kind review.approved
  *  -                     review.approved    Ada approved 1 step of night.md (glob)

What a person does, and what is not there, cannot be approved:

  $ lockkeeper runbook review night.md --approve tell-support
  error: there is nothing to approve in step again/tell-support
  It stays with a person on the night, whatever is said before.
  [2]
  $ lockkeeper runbook review night.md --approve nothing-like-it
  error: there is no step or section 'nothing-like-it'
  Name a step by its id, a section by its title, or all; 'lockkeeper runbook review FILE' lists them.
  [2]

What only the night can answer is approved, and asked all the same:

  $ lockkeeper runbook review night.md --approve Again --by Ada
  approved again
  kept in night.review.toml, to be committed with night.md
  night.md: 2 steps are asked about: 2 approved
  $ lockkeeper run night.md | sed -n '4,11p'
  Work
  [1/4] ▸ look  ls night.md
    │ night.md
  [1/4] * look  * (glob)
    tidy: approved by Ada on * (glob)
  [2/4] ▸ tidy  ./tidy.sh orders
    │ tidied orders
  [2/4] * tidy  * (glob)
  $ lockkeeper history --kind step.approved
  *  *  step.approved      tidy: approved by Ada on * (glob)
  $ cat > answers.toml <<'EOF'
  > [[answer]]
  > when = "dangerous"
  > answer = "run"
  > [[answer]]
  > when = "task"
  > answer = "skip"
  > by = "Grace"
  > reason = "nobody is there"
  > EOF

With nobody at a terminal, an answer has to name the step; what is left to people is told:

  $ lockkeeper run night.md --answers answers.toml | grep stopped
  stopped at step again: nobody said whether it may run: only on a condition: "Only if the first has found something:" (line 15); what ./tidy.sh does is not known (line 17)
  $ sed -i 's/when = "dangerous"/&\nstep = "again"/' answers.toml
  $ lockkeeper run night.md --answers answers.toml | tail -7
  [3/4] * again  * (glob)
  [4/4] – again/tell-support  left out by Grace: nobody is there
  
  passed, 1 left to people, in *: 3 passed, 1 skipped (glob)
  Left to people:
    again/tell-support: left out by Grace: nobody is there
  The report: lockkeeper report * (glob)
  $ lockkeeper history --kind run.finished
  *  *  run.finished       passed, 1 left to people after * (glob)
  $ lockkeeper report --output reports > /dev/null; grep -h 'left to people\|^- Left' reports/*.md
  The run passed, 1 left to people, after *. (glob)
  3 of 4 steps passed, 1 skipped.
  Left to people: again/tell-support: left out by Grace: nobody is there.
  It was paused 2 times, and went on where it was; * passed in between. (glob)
  3 people made 2 decisions and signed off 1 task.
  # Night: passed, 1 left to people
  - The run passed, 1 left to people, after *. (glob)
  - Left to people: again/tell-support: left out by Grace: nobody is there.

An edit of the script that it runs, or of a line before it, makes it asked again:

  $ echo 'print("more")' >> tidy.sh
  $ lockkeeper runbook review night.md --json | jq -r '.steps[] | select(.asked) | "\(.id) \(.approved)"'
  tidy false
  again false
  $ lockkeeper runbook diff night.md | sed "s/$(date -u +%F)/TODAY/"
  first   night.md as reviewed on TODAY
  second  night.md
  
  They are the same, byte for byte.
  
  Asked about: 0 approved as they are, 2 changed since, 0 never approved.
  ~ again  changed since it was approved by Ada on TODAY
  ~ tidy  changed since it was approved by Ada on TODAY

A review can be required, of two people:

  $ printf '[run]\nreview = "required"\nreview_people = 2\n' > lockkeeper.toml
  $ lockkeeper runbook review night.md --approve all --by Ada
  approved tidy
  approved again
  kept in night.review.toml, to be committed with night.md
  night.md: 2 steps are asked about: 0 approved, 2 not
  $ lockkeeper run night.md --from-start 2>&1 | sed "s/$(date -u +%F)/TODAY/"
  error: lockkeeper.toml requires a review, and 2 steps of night.md are not approved by 2 people:
    line 9: tidy (so far approved by Ada on TODAY)
    line 16: again (so far approved by Ada on TODAY)
  Look at them with 'lockkeeper runbook review night.md', and approve them there or with 'lockkeeper runbook review night.md --approve all --by NAME'.
  $ lockkeeper runbook review night.md --approve all --by Grace | tail -1
  night.md: 2 steps are asked about: 2 approved
  $ lockkeeper run night.md --from-start --quiet 2>&1 | head -2
  
  stopped at step again: nobody said whether it may run: only on a condition: "Only if the first has found something:" (line 15); what ./tidy.sh does is not known (line 17)
