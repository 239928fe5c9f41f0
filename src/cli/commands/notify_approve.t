Somebody reads it and says yes, or takes it back:

  $ . "$TESTDIR/helpers/notify.sh"
  $ lockkeeper notify send night.md Announcement --at 2026-12-06T02:00+01:00 --channel customers --queue-only
  m????????: "T-7 Days: Announcement" for customers queued (glob)
  1 message in the outbox
  $ lockkeeper notify approve m --by "Dana Reyes"
  m???????? for customers (external): customers (glob)
  
  Subject: Maintenance on Sunday, 6 December 2026
  
  From 02:00 to 04:00 CET (UTC+01:00).
  
  approved by Dana Reyes; send it with 'lockkeeper notify send'
  $ lockkeeper notify approve m --by Kim | tail -1
  was approved by Dana Reyes before
  $ lockkeeper notify approve m --withdraw --by Kim
  error: a withdrawal needs a reason
  Say why: --reason "wrong date".
  [2]
  $ lockkeeper notify approve m --withdraw --by Kim --reason 'wrong date' | tail -1
  withdrawn by Kim: wrong date
  $ lockkeeper notify approve m --by Kim | tail -1
  was withdrawn by Kim before: wrong date
  $ lockkeeper notify send
  nothing to send
  $ lockkeeper notify approve m77
  error: there is no message 'm77' in the outbox
  See what is there with 'lockkeeper notify outbox --all'.
  [2]
