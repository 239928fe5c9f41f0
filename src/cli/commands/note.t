A remark goes into the journal:

  $ lockkeeper note --by "Dana Reyes" replica has caught up
  noted as event 1
  $ LOCKKEEPER_RUN=r7 lockkeeper note 'connect with postgresql://app:secret@db/shop' --json | grep -E '"(run|text)"'
    "run": "r7",
      "text": "connect with postgresql://app:***@db/shop"

Something to do belongs to a run, the newest if none is named:

  $ lockkeeper note --action --owner Dana --due 2026-12-10 'rebuild the orders index'
  noted as event 3, for the post-mortem of run r7
  $ lockkeeper note --action --run r8 tidy up --json | grep -E '"(run|action|text)"'
    "run": "r8",
      "text": "tidy up",
      "action": true

Nothing to note is a slip:

  $ lockkeeper note ' '
  error: the note is empty
  Say what happened: lockkeeper note "replica caught up".
  [2]
