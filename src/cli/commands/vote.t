A gate wants two votes, one of them the lead's:

  $ cat > lockkeeper.toml <<'EOF'
  > [gate]
  > quorum = 2
  > roles = ["lead"]
  > [people]
  > "Priya" = "lead"
  > EOF
  $ cat > gate.md <<'EOF'
  > # Gate
  > ## Decision
  > **GO if ALL conditions met:**
  > - [ ] Quiet night
  > EOF
  $ lockkeeper vote latest GO
  error: there is no run 'latest': the journal holds none
  Begin one with 'lockkeeper run RUNBOOK.md', or name the journal's lockkeeper.toml with --config.
  [2]
  $ lockkeeper run gate.md | grep stopped
  stopped at step decision/go-no-go: not decided, missing for GO: 2 more votes, lead
  $ lockkeeper vote gate.md GO --by Ada --role lead --reason quiet
  decision/go-no-go: GO, by Ada
  $ lockkeeper vote gate.md GO --by Ben
  decision/go-no-go: GO, by Ben
  $ lockkeeper run gate.md | grep stopped
  stopped at step decision/go-no-go: not decided, missing for GO: lead
  $ lockkeeper vote gate.md GO --by Priya
  decision/go-no-go: GO, by Priya

No backup is on record: GO is not taken until somebody waives that with a reason.

  $ lockkeeper run gate.md | grep stopped
  stopped at step decision/go-no-go: contradicted, and nobody has waived that: backup: there is none of * in the journal (glob)
  $ lockkeeper answer gate.md go-no-go waive --by Priya
  error: that does not count: what is known otherwise is waived with a reason
  Say why with --reason.
  [2]
  $ lockkeeper answer gate.md go-no-go waive --by Priya --reason 'nothing is changed'
  decision/go-no-go: waive, by Priya
  $ lockkeeper run gate.md | grep GO
  [1/1] * decision/go-no-go  GO (GO by Ada (lead): quiet; GO by Ben; GO by Priya); waived by Priya: nothing is changed (backup: there is none of ** (glob)

One NO-GO closes it:

  $ lockkeeper run gate.md --quiet > /dev/null
  [5]
  $ lockkeeper vote gate.md NO-GO --by Ben --reason storm
  decision/go-no-go: NO-GO, by Ben
  $ lockkeeper run gate.md | grep -A1 stopped
  stopped at decision/go-no-go: NO-GO (NO-GO by Ben: storm)
  1 failed
