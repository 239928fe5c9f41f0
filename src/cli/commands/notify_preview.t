Messages as they would be sent, with what filled each placeholder:

  $ . "$TESTDIR/helpers/notify.sh"
  $ lockkeeper notify preview night.md --at 2026-12-06T02:00+01:00
  T-7 Days: Announcement
  ======================
  
  Subject: Maintenance on Sunday, 6 December 2026
  
  From 02:00 to 04:00 CET (UTC+01:00).
  
    17: [DATE] = Sunday, 6 December 2026 (T-0)
    21: [START TIME] = 02:00 (T-0)
    21: [END TIME] = 04:00 (T-0 and the runbook's Estimated Duration)
    21: [TIMEZONE] = CET (UTC+01:00) (T-0)
  
  T+Complete: Done
  ================
  
  Subject: Maintenance complete
  
  New: [list key features]
  Questions: support@example.com
  
    31: [SUPPORT] = support@example.com (messages.values)
    30: [list key features] is not filled
  
  2 messages, 1 placeholder not filled: such a message is not sent
  Fill them with --at TIME, --duration SPAN, --set NAME=VALUE or under [messages.values] in lockkeeper.toml; ____ in the runbook itself.
  [1]

Once everything is filled it may be sent:

  $ lockkeeper notify preview night.md Done --set 'list key features=faster search' --json
  {
    "runbook": "night.md",
    "messages": [
      {
        "template": "T+Complete: Done",
        "subject": "Maintenance complete",
        "body": "New: faster search\nQuestions: support@example.com\n",
        "complete": true,
        "filled": [
          {
            "placeholder": "[list key features]",
            "line": 30,
            "value": "faster search",
            "source": "--set"
          },
          {
            "placeholder": "[SUPPORT]",
            "line": 31,
            "value": "support@example.com",
            "source": "messages.values"
          }
        ],
        "unfilled": []
      }
    ],
    "unfilled": 0
  }

  $ lockkeeper notify preview night.md Nothing
  error: night.md holds no template called "Nothing"
  Name one of "T-7 Days: Announcement", "T+Complete: Done".
  [2]
  $ lockkeeper notify preview night.md --at tomorrow
  error: --at "tomorrow" is not a time
  Write it with its offset: 2026-12-06T02:00+01:00, or in UTC: *. (glob)
  [2]
