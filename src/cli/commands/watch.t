  $ tidy() { sed -E 's/^20[0-9-]{8} [0-9:]{8} UTC/TIME/'; }
  $ psql -qX -c 'CREATE TABLE t (x int)'
  $ lockkeeper check baseline > out
  $ lockkeeper watch --for 200ms --every 100ms --quiet | grep -v -A1 -E 'query-times|TIME' | tail -n 1

What fails is told once, and the exit code keeps it:

  $ psql -qX -c 'DROP TABLE t'
  $ lockkeeper watch --schedule 'every 50ms x3' --quiet > out
  $ tidy < out | grep -A1 -E 'tables-kept|rounds'
  $ lockkeeper history --kind check.watched --json | grep -c '"round"'

What lies behind is left out, and a schedule has an end:

  $ lockkeeper watch --schedule 'T+1m, T+2m' --since 2026-01-01T00:00:00Z --quiet
  $ lockkeeper watch --schedule 'now and then'
  $ lockkeeper watch --for 2h --every 1s
  $ lockkeeper watch --schedule 'hourly x4' --for 1h

Ctrl-C ends it:

  $ timeout -s INT 2 lockkeeper watch --for 1h --every 30m --quiet > out
  $ tail -n 1 out
