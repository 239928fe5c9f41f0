  $ tidy() { sed -E 's/^20[0-9-]{8} [0-9:]{8} UTC/TIME/'; }
  $ psql -qX -c 'CREATE TABLE t (x int)'
  $ lockkeeper check baseline > out
  $ lockkeeper watch --for 200ms --every 100ms --quiet | tail -n 1
  3 of 3 rounds; nothing failed; not asked: query-times

What fails is told once, and the exit code keeps it:

  $ psql -qX -c 'DROP TABLE t'
  $ lockkeeper watch --schedule 'every 50ms x3' --quiet > out
  [1]
  $ tidy < out | grep -A1 -E 'tables-kept|rounds'
    tables-kept: fail: 1 table gone: public.t (tables 1 → 0, indexes 0 → 0, constraints 0 → 0)
      If they were to go, note so in the runbook and go on; otherwise restore them from the backup.
  3 of 3 rounds; failed at some time: tables-kept; not asked: query-times
  $ lockkeeper history --kind check.watched --json | grep -c '"round"'
  6

What lies behind is left out, and a schedule has an end:

  $ lockkeeper watch --schedule 'T+1m, T+2m' --since 2026-01-01T00:00:00Z --quiet
  error: every round of the schedule is behind us: nothing was checked
  Give a later --since, or run 'lockkeeper check verify' now.
  [2]
  $ lockkeeper watch --schedule 'now and then'
  error: 'now and then' is not a time of a schedule
  Write it like T+15m, hourly x4, daily x7 or every 30m x4.
  [2]
  $ lockkeeper watch --for 2h --every 1s
  error: the schedule has more than 1000 times
  Ask less often, or for a shorter time.
  [2]
  $ lockkeeper watch --schedule 'hourly x4' --for 1h
  error: --for excludes --schedule
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]

Ctrl-C ends it:

  $ timeout --preserve-status -s INT 2 lockkeeper watch --for 1h --every 30m --quiet > out
  [5]
  $ tail -n 1 out
  1 of 3 rounds; failed at some time: tables-kept; not asked: query-times
