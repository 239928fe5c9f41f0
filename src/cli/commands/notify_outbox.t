Who got what, and what waits for whom:

  $ . "$TESTDIR/helpers/notify.sh"
  $ lockkeeper notify outbox
  nothing is waiting in the outbox
  $ lockkeeper notify send night.md Announcement --at 2026-12-06T02:00+01:00 --channel customers --channel log
  m????????: "T-7 Days: Announcement" for customers queued (glob)
  m????????: "T-7 Days: Announcement" for log queued (glob)
  m???????? to log: sent (glob)
  1 sent, 1 waits for approval
  Read and approve: lockkeeper notify approve m???????? --by NAME (glob)
  [5]
  $ lockkeeper notify outbox
  m????????  T-7 Days: Announcement for customers, queued *; waits for approval (glob)
    waiting   customers
    Read and approve: lockkeeper notify approve m???????? --by NAME (glob)
  $ lockkeeper notify outbox --all
  m????????  T-7 Days: Announcement for customers, queued *; waits for approval (glob)
    waiting   customers
    Read and approve: lockkeeper notify approve m???????? --by NAME (glob)
  m????????  T-7 Days: Announcement for log, queued * (glob)
    sent      log

A refusal stays until somebody tries it again:

  $ sed -i 's/cat >> customers.txt/echo mailbox full >\&2; exit 1/' lockkeeper.toml
  $ lockkeeper notify outbox --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["messages"][0]["message"])' > id
  $ lockkeeper notify approve $(cat id) --by Dana > approved
  $ lockkeeper notify send
  m???????? to customers: failed: ended with 1: mailbox full (glob)
  0 sent, 1 failed
  [1]
  $ lockkeeper notify outbox
  m????????  T-7 Days: Announcement for customers, queued *; approved by Dana (glob)
    failed    customers: ended with 1: mailbox full
    To try it again: lockkeeper notify send --again m???????? (glob)
  $ sed -i 's/echo mailbox full >&2; exit 1/true/' lockkeeper.toml
  $ lockkeeper notify send --again $(cat id) --by Dana
  m???????? to customers: sent (glob)
  1 sent
  $ lockkeeper notify outbox
  nothing is waiting in the outbox
