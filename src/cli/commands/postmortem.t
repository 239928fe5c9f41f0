  $ cat > RUNBOOK.md <<'END'
  > # Night
  > 
  > ## Work
  > ```bash
  > echo done
  > ```
  > END
  $ lockkeeper run RUNBOOK.md --quiet >/dev/null
  $ lockkeeper note --action --owner Dana --due 2026-12-10 'rebuild <the> index' >/dev/null
  $ lockkeeper postmortem --quiet
  */reports/postmortem-*.md (glob)
  */reports/postmortem-*.html (glob)
  $ grep '^## ' reports/postmortem-*.md
  ## Executive summary
  ## Detailed timeline
  ## What went well
  ## Issues and resolutions
  ## Root cause
  ## Metrics
  ## Improvements
  ## Action items
  $ grep -ho '| 1 | rebuild.*Dana\|>rebuild &lt;the&gt; index' reports/postmortem-*.md reports/postmortem-*.html
  | 1 | rebuild \<the\> index | Dana
  >rebuild &lt;the&gt; index

What people have written in it is not replaced unasked:

  $ lockkeeper postmortem
  error: */reports/postmortem-*.md exists, and somebody may have written in it (glob)
  Name another file with --out, or pass --force to replace it.
  [2]
  $ lockkeeper postmortem --force --quiet | wc -l
  2
  $ lockkeeper postmortem --out there.html --out there.md --quiet
  there.html
  there.md
  $ head -1 there.html there.md
  ==> there.html <==
  <!doctype html>
  
  ==> there.md <==
  # Post-mortem: Night: passed
  $ lockkeeper postmortem --out - | head -1
  # Post-mortem: Night: passed
  $ lockkeeper postmortem --json --out - | grep -E '"(owner|due|action)"'
        "action": "rebuild <the> index",
        "owner": "Dana",
        "due": "2026-12-10",
  $ lockkeeper postmortem no-such-run
  error: there is no run 'no-such-run'
  See all with 'lockkeeper history --kind run.began'. The newest are * (RUNBOOK.md). Name an id or its beginning, a runbook's file, or latest. (glob)
  [2]
