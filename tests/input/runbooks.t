A runbook that cannot be read is named, with the line where there is one.

  $ lockkeeper runbook show nowhere.md
  error: cannot read nowhere.md: No such file or directory
  Check the path; it is taken relative to the current directory.
  [2]
  $ lockkeeper run nowhere.md
  error: cannot read nowhere.md: No such file or directory
  Check the path; it is taken relative to the current directory.
  [2]
  $ printf '# Night\n\nfine\n\0\n' > nul.md
  $ lockkeeper runbook show nul.md
  error: the runbook holds a NUL byte, so it is not a text file
    at nul.md:4
  Save the runbook as UTF-8 text.
  [2]
  $ printf '# Night\n\ncaf\xe9\n' > latin1.md
  $ lockkeeper run latin1.md
  error: the runbook is not valid UTF-8
    at latin1.md:3
  Save the runbook as UTF-8 text.
  [2]
  $ mkdir folder.md
  $ lockkeeper run folder.md
  error: cannot read folder.md: Is a directory
  Check that the file may be accessed by this user.
  [2]
  $ printf '' > empty.md
  $ lockkeeper run empty.md
  error: empty.md holds no step to carry out
  See how it is read with 'lockkeeper runbook show'; check boxes and bash or sql fences become steps.
  [1]

Answers that are missing or make no sense:

  $ printf '# Night\n\n## Work\n\n- [ ] Tell the team\n' > night.md
  $ lockkeeper run night.md --answers nowhere.toml
  error: cannot read nowhere.toml: No such file or directory
  Check the path; it is taken relative to the current directory.
  [2]
  $ printf 'by = "me\n' > broken.toml
  $ lockkeeper run night.md --answers broken.toml
  error: error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited
    at broken.toml:1:9
  Mend the file; https://toml.io shows how it is written.
  [2]
  $ printf 'by = "me"\n[[answer]]\nwhen = "tsak"\nanswer = "done"\n' > wrong.toml
  $ lockkeeper run night.md --answers wrong.toml
  error: 'tsak' is not a kind of question
    at wrong.toml:3:8
  Use one of task, gate, choice, field, difference, failed, interrupted, dangerous, contradicted.
  [2]

A question that nobody can answer stops the run, and says what to write into the answers:

  $ lockkeeper run night.md
  Night, database * on * (glob)
  run *, 1 step (glob)
  
  Work
  
  stopped at step work/tell-the-team: nobody signed it off
  To answer beforehand, put this into answers.toml:
  
  [[answer]]
  step = "work/tell-the-team"
  when = "task"
  answer = "done"  # or skip
  by = "NAME"
  
  Nothing that is done will be done again: go on with 'lockkeeper run night.md'.
  [5]
  $ printf 'by = "Ada"\n[[answer]]\nwhen = "task"\nanswer = "done"\n' > answers.toml
  $ lockkeeper run night.md --answers answers.toml
  Night, database * on * (glob)
  run * goes on: 0 of 1 steps are done (glob)
  
  Work
  [1/1] ✓ work/tell-the-team  done by Ada
  
  passed in *: 1 passed (glob)
  The report: lockkeeper report * (glob)
