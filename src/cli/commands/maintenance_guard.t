The time of a maintenance is over, and its dead-man leaves it:

  $ printf '[maintenance]\nenter = "true"\n' > lockkeeper.toml
  $ lockkeeper maintenance enter --quiet --for 1s --dead-man | grep -o dead-man
  dead-man
  $ for i in $(seq 300); do lockkeeper maintenance status | grep -q 'is off' && break; sleep 0.1; done
  $ lockkeeper history --kind maintenance.left --json | grep cause
        "cause": "time over",

One that nobody knows is not watched:

  $ lockkeeper maintenance guard 20261206-020001-3f9a
  error: the journal knows no maintenance * (glob)
  See 'lockkeeper maintenance status' for its id.
  [2]
  $ lockkeeper maintenance enter --dead-man
  error: a dead-man without a time, an owner or a run would watch nothing
  Add --for 2h, or --owner PID.
  [2]
