Every command has a page:

  $ lockkeeper help sandbox | head -n 1
  # lockkeeper sandbox

Words of a sub-command are written as they are typed:

  $ lockkeeper help backup create | head -n 1
  # lockkeeper backup create

Without a topic each page is there with what it is about, in groups:

  $ lockkeeper help | grep -E '^[A-Z]'
  Topics
  Commands
  Kinds of steps in a runbook
  Programs that a fence may call, and what is known of them
  What tasks, gates and criteria say that is held against the record
  Rules of 'runbook lint'
  Rules of 'lint', about migrations
  Recipes of 'fix'
  Checks
  Channels for messages
  Layouts of a migrations folder
  Histories of other tools that are kept true
  $ lockkeeper help | grep -E '^  (step|up|no-where|dead-tuples|smtp|gate|prisma) '
    step                          What may stand in braces behind the language of a fence
    up                            apply the pending migrations
    gate                          A go/no-go decision: GO if ALL …, NO-GO if ANY …, Decision: GO / NO-GO, with …
    no-where                      Finds UPDATE and DELETE without WHERE
    dead-tuples                   Names tables in which more than dead_tuples_percent of the rows are dead (and…
    smtp                          Mail, one transaction for each recipient: what became of each is known, and n…
    prisma                        One folder a migration, as prisma migrate writes them; migration_lock.toml mu…
    prisma                        The table _prisma_migrations, found along the search path: a row per attempt,…
  $ lockkeeper help | grep -cvE "^$|^  [a-z][a-z -]*[a-z]  +[^ ].{10,}|^[A-Z']"
  0
  [1]

Every page has a summary, and is shown when it is asked for by its name:

  $ lockkeeper help --json | python3 -c '
  > import json, subprocess, sys
  > for page in json.load(sys.stdin)["pages"]:
  >     name = page["kind"] + " " + page["name"]
  >     if len(page["summary"]) < 10: print("no summary:", name)
  >     shown = subprocess.run(["lockkeeper", "help", *name.split()], capture_output=True, text=True)
  >     if shown.returncode or not shown.stdout.startswith("# "): print("no page:", name)
  > '

A group, or the commands that begin with a word, alone:

  $ lockkeeper help channels
  Channels for messages
    command     A line for the shell: for everything that is no catalogue entry
    file        One line of JSON for each message, appended: key, message, run, template, subject, body, audien…
    slack       A Slack incoming webhook, or what understands the same (Mattermost, Rocket.Chat)
    smtp        Mail, one transaction for each recipient: what became of each is known, and nobody sees the oth…
    statuspage  A status page with an HTTP interface like Statuspage's
    teams       A Microsoft Teams workflow ("post to a channel when a webhook request is received"): the messag…
    webhook     JSON by POST to a web address
  $ lockkeeper help audit
  Commands
    audit verify  check that no event of the journal was changed, removed or added

What is not a command:

  $ lockkeeper help config | head -n 1
  # lockkeeper.toml
  $ lockkeeper help runbook | head -n 1
  # The runbook's syntax
  $ lockkeeper help step | head -n 1
  # Attributes of steps
  $ lockkeeper help will-fail | head -n 1
  # will-fail
  $ lockkeeper help recipe foreign-key | head -n 1
  # foreign-key
  $ lockkeeper help tee-hides-exit | head -n 1
  # tee-hides-exit
  $ lockkeeper help channel smtp | head -n 1
  # channel smtp
  $ lockkeeper help smtp | head -n 1
  # channel smtp

The page on attributes holds each one that the pages of steps name:

  $ for kind in command query; do lockkeeper help step $kind | sed -n '/^## Attributes/,$p' | grep -oE '`[a-z-]+' | tr -d '`'; done | sort -u > named
  $ wc -l < named
  16
  $ lockkeeper help step > page
  $ while read -r each; do grep -qE "^\| \`$each[\`=]" page || echo "missing: $each"; done < named

A slip is met with what was probably meant:

  $ lockkeeper help sandbx
  error: there is no page on 'sandbx'
  Did you mean 'sandbox'?
  [2]

  $ lockkeeper statsu
  error: there is no command 'statsu'
  Did you mean 'status'? Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
