A run that nobody answers stops, and its question can be answered from anywhere:

  $ cat > night.md <<'EOF'
  > # Night
  > ## All
  > - [ ] Tell the team
  > 
  > **Checkpoint:** There
  > - **Issues:** ____
  > EOF
  $ lockkeeper run night.md --quiet > /dev/null
  [5]
  $ lockkeeper answer night.md tell-the-team perhaps
  error: 'perhaps' is no answer to all/tell-the-team
  Answer with one of done, skip, stop.
  [2]
  $ lockkeeper answer night.md tell-the-team done --by Ada --reason 'in the channel'
  all/tell-the-team: done, by Ada
  $ lockkeeper answer night.md tell-the-team done --by Bob
  error: no question of step 'tell-the-team' is open
  Nothing is asked at the moment; 'lockkeeper history --follow' shows when.
  [2]
  $ lockkeeper run night.md
  Night
  run * goes on: 0 of 2 steps are done (glob)
  
  All
  [1/2] ✓ all/tell-the-team  done by Ada: in the channel
  
  stopped at step all/there: nobody filled in Issues
  To answer beforehand, put this into answers.toml:
  
  [[answer]]
  step = "all/there"
  when = "field"
  by = "NAME"
  fields = { "Issues" = "VALUE" }
  
  Nothing that is done will be done again: go on with 'lockkeeper run night.md'.
  [5]
  $ lockkeeper answer latest there --field Issues=none --by Bob --json
  {
    "run": "*", (glob)
    "step": "all/there",
    "answer": "filled in",
    "by": "Bob"
  }
  $ lockkeeper run night.md | tail -5
  All
  [2/2] ✓ all/there  Issues: none
  
  passed in *: 2 passed (glob)
  The report: lockkeeper report * (glob)
