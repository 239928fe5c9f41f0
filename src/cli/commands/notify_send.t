A message goes out once:

  $ . "$TESTDIR/helpers/notify.sh"
  $ echo 'runbook = "night.md"' >> lockkeeper.toml
  $ lockkeeper notify send night.md Announcement --at 2026-12-06T02:00+01:00 --channel log
  m????????: "T-7 Days: Announcement" for log queued (glob)
  m???????? to log: sent (glob)
  1 sent
  $ lockkeeper notify send night.md Announcement --at 2026-12-06T02:00+01:00 --channel log
  m????????: "T-7 Days: Announcement" for log is in the outbox already (glob)
  0 sent
  $ python3 -c 'import json; print(json.loads(open("messages.jsonl").read())["body"])'
  From 02:00 to 04:00 CET (UTC+01:00).
  

An open placeholder stops it:

  $ lockkeeper notify send night.md Done --channel log
  error: the message "T+Complete: Done" still holds 1 placeholder that nobody has filled, and is not sent
    at night.md:30:6
      New: [list key features]
           ^
    unfilled: [list key features] (night.md:30)
  Fill [list key features]: give it with --set LIST_KEY_FEATURES=…, under [messages.values] in lockkeeper.toml, or with --at and --duration where it is a time. A plain bracket is written \[.
  [1]

People outside get it when somebody has approved it:

  $ lockkeeper notify send night.md Done --set 'list key features=speed' --channel customers
  m????????: "T+Complete: Done" for customers queued (glob)
  0 sent, 1 waits for approval
  Read and approve: lockkeeper notify approve m???????? --by NAME (glob)
  [5]
  $ ls customers.txt 2>&1
  ls: cannot access 'customers.txt': No such file or directory
  [2]
  $ lockkeeper notify outbox --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["messages"][1]["message"])' > id
  $ lockkeeper notify approve $(cat id) --by "Dana Reyes"
  m???????? for customers (external): customers (glob)
  
  Subject: Maintenance complete
  
  New: speed
  Questions: support@example.com
  
  approved by Dana Reyes; send it with 'lockkeeper notify send'
  $ lockkeeper notify send
  m???????? to customers: sent (glob)
  1 sent
  $ cat customers.txt
  New: speed
  Questions: support@example.com

What is due before there is a run, asked for twice:

  $ soon=$(date -u -d '7 days -10 minutes' +%Y-%m-%dT%H:%MZ)
  $ lockkeeper notify send night.md --at $soon
  m????????: "T-7 Days: Announcement" for log queued (glob)
  m???????? to log: sent (glob)
  1 sent
  $ lockkeeper notify send night.md --at $soon
  m????????: "T-7 Days: Announcement" for log is in the outbox already (glob)
  0 sent

What a run asks for:

  $ cat > run.md <<'END'
  > # Run
  > 
  > ```bash
  > echo hello
  > ```
  > 
  > ## Communication Templates
  > 
  > ### Complete
  > 
  > **Subject:** [TITLE] [RESULT]
  > 
  > **Body:**
  > ```
  > It was run [RUN].
  > ```
  > END
  $ cat >> lockkeeper.toml <<'END'
  > [[notify.on]]
  > event = "run.finished"
  > state = "passed"
  > template = "Complete"
  > channel = "log"
  > END
  $ lockkeeper run run.md > /dev/null
  $ lockkeeper notify send --run last
  m????????: "Complete" for log queued (glob)
  m???????? to log: sent (glob)
  1 sent
  $ tail -1 messages.jsonl | python3 -c 'import json, sys; m = json.loads(sys.stdin.readline()); print(m["subject"], "-", m["body"])'
  Run passed - It was run *. (glob)
  
  $ lockkeeper audit verify
  18 events, every one as it was written
  head * (glob)

Slips:

  $ lockkeeper notify send night.md Announcement --at 2026-12-06T02:00+01:00
  error: no channel is named
  Say where it goes: --channel NAME, one of the [[channel]]s of lockkeeper.toml.
  [2]
  $ lockkeeper notify send night.md Announcement --at 2026-12-06T02:00+01:00 --channel logg
  error: there is no channel 'logg' in the configuration
  Use one of log, customers.
  [2]
  $ lockkeeper notify send --run nightly
  error: there is no run 'nightly'
  See all with 'lockkeeper history --kind run.began'. * (glob)
  [2]
