  $ cat > a.md <<'END'
  > # Night
  > 
  > ## One
  > ```bash
  > echo alike
  > ```
  > ```bash
  > echo hello
  > sleep 0
  > ```
  > 
  > ## Two
  > - [ ] Look around
  > - [ ] Go home
  > END
  $ sed -e 's/echo hello/echo good evening/' -e 's/Go home/Stay/' -e '/alike/i echo more' a.md > b.md
  $ lockkeeper runbook diff a.md b.md
  first   a.md
  second  b.md
  
  One
  ~ one/echo-more  changed (line 4)
      title: echo alike → echo more
      + echo more
        echo alike
  ~ one/echo-good-evening  changed (line 8, was 7)
      title: echo hello → echo good evening
      - echo hello
      + echo good evening
        sleep 0
  
  Two
  + two/stay  added (line 15)
  - two/go-home  removed (line 14 before)
  
  Steps: 1 added, 1 removed, 2 changed, 1 alike.
  $ lockkeeper runbook diff a.md a.md
  first   a.md
  second  a.md
  
  They are the same, byte for byte.
  $ sed 's/# Night/# Evening/' a.md > c.md; lockkeeper runbook diff a.md c.md | tail -1
  No step differs (4 alike); only the text around them does.
  $ lockkeeper runbook diff a.md b.md --json | grep '"change"'
        "change": "changed",
        "change": "changed",
        "change": "added",
        "change": "removed",

Two runs, and what became of a text since:

  $ printf '[[answer]]\nwhen = "task"\nanswer = "done"\nby = "Dana"\n' > dana.toml
  $ printf '[[answer]]\nwhen = "task"\nanswer = "skip"\nby = "Priya"\nreason = "late"\n' > priya.toml
  $ first=$(lockkeeper run a.md --answers dana.toml --json 2>/dev/null | sed -n 's/.*"run": "\(.*\)".*/\1/p')
  $ second=$(lockkeeper run a.md --answers priya.toml --json 2>/dev/null | sed -n 's/.*"run": "\(.*\)".*/\1/p')
  $ lockkeeper runbook diff $first $second | grep -v ' after '
  
  Two
  ~ two/look-around  passed, * * skipped, * (glob)
      verdict  done by Dana → left out by Priya: late
      answers  done by Dana → skip by Priya: late
  ~ two/go-home  passed, * * skipped, * (glob)
      verdict  done by Dana → left out by Priya: late
      answers  done by Dana → skip by Priya: late
  
  2 steps differ, 2 came out alike.
  $ cp b.md a.md
  $ lockkeeper runbook diff --since $first | tail -n +3
  
  One
  ~ one/echo-more  changed (line 4)
      title: echo alike → echo more
      + echo more
        echo alike
  ~ one/echo-good-evening  changed (line 8, was 7)
      title: echo hello → echo good evening
      - echo hello
      + echo good evening
        sleep 0
  
  Two
  + two/stay  added (line 15)
  - two/go-home  removed (line 14 before)
  
  Steps: 1 added, 1 removed, 2 changed, 1 alike.
  $ lockkeeper runbook diff $first $second --text | tail -1
  They are the same, byte for byte.
  $ lockkeeper runbook diff $first
  error: two things to compare are needed
  Name two runs, two files, or one of each; a run with --since; or one file, to see what changed since its review.
  [2]
