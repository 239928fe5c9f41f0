A remark goes into the journal:

  $ lockkeeper note --by "Dana Reyes" replica has caught up
  noted as event 1
  $ LOCKKEEPER_RUN=r7 lockkeeper note 'connect with postgresql://app:secret@db/shop' --json | grep -E '"(run|text)"'
    "run": "r7",
      "text": "connect with postgresql://app:***@db/shop"

Nothing to note is a slip:

  $ lockkeeper note ' '
  error: the note is empty
  Say what happened: lockkeeper note "replica caught up".
  [2]
