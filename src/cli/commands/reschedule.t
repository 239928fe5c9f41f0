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
  $ lockkeeper history --kind run.scheduled --json | grep -c '"at"'
  2
