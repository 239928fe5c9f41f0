A calendar file with the runbook's reminders:

  $ . "$TESTDIR/helpers/notify.sh"
  $ lockkeeper notify calendar night.md --at 2036-12-06T02:00+01:00 | tr -d '\r'
  BEGIN:VCALENDAR
  VERSION:2.0
  PRODID:-//lockkeeper//maintenance window//EN
  METHOD:PUBLISH
  BEGIN:VEVENT
  UID:*@lockkeeper (glob)
  SEQUENCE:0
  DTSTAMP:*Z (glob)
  DTSTART:20361206T010000Z
  DTEND:20361206T030000Z
  SUMMARY:Night
  DESCRIPTION:Runbook: night.md\nBegins 2036-12-06 01:00 UTC\, planned to las
   t 2 h.
  STATUS:CONFIRMED
  TRANSP:OPAQUE
  BEGIN:VALARM
  ACTION:DISPLAY
  TRIGGER:-P7D
  DESCRIPTION:Night: Day 7 Before (T-7)
  END:VALARM
  BEGIN:VALARM
  ACTION:DISPLAY
  TRIGGER:-PT4H
  DESCRIPTION:Night: T-4 Hours: Setup
  END:VALARM
  END:VEVENT
  END:VCALENDAR

Moved, it is the same event:

  $ lockkeeper notify calendar night.md --at 2036-12-07T02:00+01:00 --duration 90min --output window.ics
  window.ics: 2036-12-07 01:00 to 2036-12-07 02:30 UTC, 2 reminders, sequence 1
  $ lockkeeper notify calendar night.md --at 2036-12-07T02:00+01:00 --duration 90min --output window.ics
  window.ics: 2036-12-07 01:00 to 2036-12-07 02:30 UTC, 2 reminders, sequence 1
  $ lockkeeper notify calendar night.md --cancel --json | grep -E 'sequence|cancelled'
    "sequence": 2,
    "cancelled": true,

  $ lockkeeper notify calendar night.md
  error: nobody has said when the window begins
  Give T-0: --at 2026-12-06T02:00+01:00.
  [2]
