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
  error: 'perhaps' is not an answer to all/tell-the-team
  Answer with one of done, skip, stop.
  [2]
  $ lockkeeper answer night.md tell-the-team done --by Ada --reason 'in the channel'
  all/tell-the-team: done, by Ada
  $ lockkeeper answer night.md tell-the-team done --by Bob
  error: no question of step 'tell-the-team' is open
  Nothing is asked at the moment; 'lockkeeper history --follow' shows when.
  [2]
  $ lockkeeper run night.md
  Night, database * on * (glob)
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

What is declared secret is hidden in reasons and fields:

  $ cat > lockkeeper.toml <<'EOF'
  > [variables]
  > LOGIN = { secret = true, value = "hunter-2-77" }
  > EOF
  $ lockkeeper run night.md --quiet > /dev/null
  [5]
  $ lockkeeper answer night.md tell-the-team done --by Ada --reason 'the login is hunter-2-77'
  all/tell-the-team: done, by Ada
  $ lockkeeper run night.md --quiet > /dev/null
  [5]
  $ lockkeeper answer night.md there --field Issues=hunter-2-77 --by Ada
  all/there: filled in, by Ada
  $ lockkeeper history --kind question.answered --last 2 --json | grep -E 'reason|Issues'
        "reason": "the login is ***",
        "reason": "",
          "Issues": "***"

So is what only the run at the other terminal was given:

  $ cat > lockkeeper.toml <<'EOF'
  > [variables]
  > LOGIN = { secret = true }
  > EOF
  $ lockkeeper run night.md --from-start --set LOGIN=open-sesame-9 --quiet > /dev/null
  [5]
  $ lockkeeper answer night.md tell-the-team done --by Ada --reason 'the login is open-sesame-9'
  all/tell-the-team: done, by Ada
  $ lockkeeper note --run night.md 'open-sesame-9 it was'
  noted as event * (glob)
  $ lockkeeper history --last 2 --json | grep -E '"(reason|text)"'
        "reason": "the login is ***",
        "text": "*** it was"
  $ grep -rlE 'open-sesame' .lockkeeper
  [1]
  $ rm lockkeeper.toml

With --stay a run waits; what it asks, and how to answer, stands in its output, wherever that goes:

  $ seen() { for i in $(seq 200); do grep -q "$1" log 2>/dev/null && return; sleep 0.1; done; echo "$1 was not seen"; cat log; }
  $ cat > two.md <<'EOF'
  > # Two
  > ## All
  > ```bash {id=quiet}
  > sleep 3
  > ```
  > - [ ] Tell the team
  > EOF
  $ lockkeeper run two.md --stay > log 2>&1 & waiting=$!
  $ seen 'quiet  sleep 3'
  $ seen 'answer with'
  $ lockkeeper answer two.md tell-the-team done --by Bob
  all/tell-the-team: done, by Bob
  $ wait $waiting
  $ cat log
  Two, database * on * (glob)
  run *, 2 steps (glob)
  
  All
  [1/2] ▸ quiet  sleep 3
  *quiet  3.* s* (glob)
    ? Tell the team  (all/tell-the-team)
      Tell the team
      answer with: lockkeeper answer * all/tell-the-team done|skip|stop (glob)
  *question.answered all/tell-the-team: done, by Bob* (glob)
  [2/2] ✓ all/tell-the-team  done by Bob
  
  passed in *: 2 passed (glob)
  The report: lockkeeper report * (glob)

A runbook here is never another one of the same name, and a bare name that fits several is refused:

  $ mkdir a b && cp night.md a/night.md && cp night.md b/night.md
  $ lockkeeper run a/night.md --quiet > /dev/null
  [5]
  $ cd b && touch ../lockkeeper.toml
  $ lockkeeper answer night.md tell-the-team done --by Dana --config ../lockkeeper.toml
  error: night.md has never been run
  Begin with 'lockkeeper run night.md --config ../lockkeeper.toml'.
  [2]
  $ cd .. && rm lockkeeper.toml
  $ mkdir c && cd c && touch ../lockkeeper.toml
  $ lockkeeper answer night.md tell-the-team done --by Dana --config ../lockkeeper.toml
  error: several runbooks called night.md were run
  Name the file with its folder, or one of the newest runs: * (night.md), * (two.md), * (night.md). (glob)
  [2]

About a step that asks before it runs, `show` only looks, and `all` is for the rest of its section:

  $ cat > asks.md <<'EOF'
  > # Asks
  > ## Work
  > ```bash {id=one}
  > ./nothing-like-it || true
  > ```
  > ```bash {id=two}
  > ./nothing-like-it || true
  > ```
  > EOF
  $ lockkeeper run asks.md --quiet > /dev/null
  [5]
  $ lockkeeper answer asks.md one show
  one: what ./nothing-like-it does is not known (line 4): run it?
      ./nothing-like-it || true
    run: run it
    skip: leave it out, with a reason
    all: run it, and all that follows in this section unasked
    stop: stop here
  $ lockkeeper answer asks.md one all --by Ada
  one: all, by Ada
  $ lockkeeper run asks.md --quiet | sed -n 2p
  passed in *: 2 passed (glob)
  $ lockkeeper history --kind step.approved
  *  step.approved      two: runs with the rest of its section, as Ada said (glob)
