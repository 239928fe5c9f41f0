A remark goes into the journal:

  $ lockkeeper note --by "Dana Reyes" replica has caught up
  noted as event 1
  $ LOCKKEEPER_RUN=r7 lockkeeper note 'connect with postgresql://app:secret@db/shop' --json | grep -E '"(run|text)"'
    "run": "r7",
      "text": "connect with postgresql://app:***@db/shop"

Something to do belongs to a run, the newest if none is named:

  $ lockkeeper note --action --owner Dana --due 2026-12-10 'rebuild the orders index'
  noted as event 3, for the post-mortem of run r7
  $ lockkeeper note --action --run r7 tidy up --json | grep -E '"(run|action|text)"'
    "run": "r7",
      "text": "tidy up",
      "action": true

A run that is not there is a slip, and so is nothing to note:

  $ lockkeeper note --run r8 tidy up
  error: there is no run 'r8'
  Did you mean 'r7'? The newest are r7. Name an id or its beginning, a runbook's file, or latest.
  [2]

  $ lockkeeper note ' '
  error: the note is empty
  Say what happened: lockkeeper note "replica caught up".
  [2]

Secrets that the configuration declares are hidden:

  $ cat > lockkeeper.toml <<'EOF'
  > [variables]
  > LOGIN = { secret = true }
  > EOF
  $ LOGIN=hunter-2-77 lockkeeper note 'the login is hunter-2-77 now' --json | grep text
      "text": "the login is *** now"
