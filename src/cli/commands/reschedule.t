T-0 is set with the run and moved later; what is due moves with it:

  $ cat > night.md <<'EOF'
  > # Night
  > ## Preparation (T-1 hour)
  > - [ ] Tell the team
  > ## Work (T+0)
  > ```bash
  > true
  > ```
  > EOF
  $ lockkeeper run night.md --at "$(date -u -d '10 days 3 hours' +%FT%H:%MZ)" | grep 'T-1 h:'
  T-1 h: due *, 10 days early (glob)
  $ lockkeeper reschedule night.md --at "$(date -u -d '-10 days -3 hours' +%FT%H:%MZ)" --reason 'replica behind' --by Ada
  T-0 of run * is *, was * (glob)
  $ lockkeeper run night.md | grep 'T-1 h:'
  T-1 h: due *, 10 days overdue (glob)
  $ lockkeeper reschedule night.md --at tomorrow
  error: 'tomorrow' is not a time
  Write it with its offset: 2026-12-06T02:00+01:00.
  [2]
  $ lockkeeper reschedule night.md --at 2026-12-06T24:00Z
  error: '2026-12-06T24:00Z' is not a time
  Write it with its offset: 2026-12-06T02:00+01:00.
  [2]
  $ lockkeeper reschedule night.md --at 2026-12-06T02:00+25:00
  error: '2026-12-06T02:00+25:00' is not a time
  Write it with its offset: 2026-12-06T02:00+01:00.
  [2]

Without an offset it is a time of the zone that messages have, and that is said:

  $ printf '[messages]\ntimezone = "Europe/Berlin"\n' > lockkeeper.toml
  $ lockkeeper reschedule night.md --at 2026-12-06T02:00
  2026-12-06T02:00 is taken as Sunday, 6 December 2026 02:00 CET (UTC+01:00)
  T-0 of run * is *, was * (glob)
  $ lockkeeper reschedule night.md --at 2026-10-25T02:30
  error: '2026-10-25T02:30' is no time, or two, in the zone of the messages: clocks are set there
  Write it with its offset: 2026-12-06T02:00+01:00.
  [2]
  $ lockkeeper reschedule night.md --at 2026-03-29T02:30
  error: '2026-03-29T02:30' is no time, or two, in the zone of the messages: clocks are set there
  Write it with its offset: 2026-12-06T02:00+01:00.
  [2]
  $ rm lockkeeper.toml

  $ lockkeeper history --kind run.scheduled --json | grep -c '"at"'
  3
