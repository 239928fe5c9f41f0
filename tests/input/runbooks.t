A runbook that cannot be read is named, with the line where there is one.

  $ lockkeeper runbook show nowhere.md
  $ lockkeeper run nowhere.md
  $ printf '# Night\n\nfine\n\0\n' > nul.md
  $ lockkeeper runbook show nul.md
  $ printf '# Night\n\ncaf\xe9\n' > latin1.md
  $ lockkeeper run latin1.md
  $ mkdir folder.md
  $ lockkeeper run folder.md
  $ printf '' > empty.md
  $ lockkeeper run empty.md

Answers that are missing or make no sense:

  $ printf '# Night\n\n## Work\n\n- [ ] Tell the team\n' > night.md
  $ lockkeeper run night.md --answers nowhere.toml
  $ printf 'by = "me\n' > broken.toml
  $ lockkeeper run night.md --answers broken.toml
  $ printf 'by = "me"\n[[answer]]\nwhen = "tsak"\nanswer = "done"\n' > wrong.toml
  $ lockkeeper run night.md --answers wrong.toml

A question that nobody can answer stops the run, and says what to write into the answers:

  $ lockkeeper run night.md
  $ printf 'by = "Ada"\n[[answer]]\nwhen = "task"\nanswer = "done"\n' > answers.toml
  $ lockkeeper run night.md --answers answers.toml
