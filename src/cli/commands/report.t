Nothing has happened yet:

  $ lockkeeper report
  error: there is no journal at */.lockkeeper/journal.db (glob)
  Run this where lockkeeper.toml lies, or name it with --config; the first run makes the journal.
  [3]
  $ lockkeeper note --quiet outside any run
  noted as event 1
  $ lockkeeper report
  error: the journal holds no run to report on
  Carry out a runbook first: lockkeeper run RUNBOOK.md.
  [2]

A run can be reported on from its first event on:

  $ LOCKKEEPER_RUN=20261206-020000-3f9a lockkeeper note --by Dana 'replica has <b>caught</b> up' >/dev/null
  $ lockkeeper report --quiet
  */reports/report-20261206-020000-3f9a.md (glob)
  */reports/report-20261206-020000-3f9a.html (glob)
  $ grep -c 'caught' reports/*.md reports/*.html
  reports/report-20261206-020000-3f9a.md:1
  reports/report-20261206-020000-3f9a.html:1
  $ grep -o 'has .*up' reports/*.html
  has &lt;b&gt;caught&lt;/b&gt; up
  $ stat -c %a reports/*.html
  600

Somewhere else, and for programs:

  $ lockkeeper report 20261206-020000-3f9a --quiet --output there --format json
  there/report-20261206-020000-3f9a.json
  $ lockkeeper report --quiet --json --output there --format json | grep -E '"(run|state|text)"'
    "run": "20261206-020000-3f9a",
    "state": "passed",
        "text": "replica has <b>caught</b> up"

It is on record that the report was written:

  $ lockkeeper history --kind report --last 1 | cut -c 48-
  report.written     there/report-20261206-020000-3f9a.json

Slips are named:

  $ lockkeeper report no-such-run
  error: there is no run 'no-such-run'
  See all with 'lockkeeper history --kind run.began'. The newest are 20261206-020000-3f9a. Name an id or its beginning, a runbook's file, or latest.
  [2]
  $ lockkeeper report --format htm
  error: there is no report format 'htm'
  Did you mean 'html'?
  [2]

A journal that somebody has changed gives no clean report:

  $ sqlite3 .lockkeeper/journal.db "drop trigger events_stay_as_they_are; update events set actor = 'eve' where seq = 2"
  $ lockkeeper report --output changed 2>&1 | head -1
  The journal is not as it was written (event 2 was changed): nothing below can be relied on; 'lockkeeper audit verify' says more.
  $ grep -c 'event 2 was changed' changed/*.html
  2
  $ sed -n 3p changed/*.md | cut -c3-
  **The journal is not as it was written (event 2 was changed): nothing below can be relied on; 'lockkeeper audit verify' says more.**
