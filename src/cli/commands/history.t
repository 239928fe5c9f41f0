Without a journal there is nothing to show:

  $ lockkeeper history
  error: there is no journal at */.lockkeeper/journal.db yet (glob)
  Run this where lockkeeper.toml lies, or name it with --config; the first run makes the journal.
  [3]

One line per event, oldest first:

  $ lockkeeper note --quiet one
  noted as event 1
  $ lockkeeper note --run 20261206-020000-3f9a two
  noted as event 2
  $ lockkeeper note --run 20261206-020000-3f9a three
  noted as event 3
  $ lockkeeper history
  ????-??-?? ??:??:?? UTC  -                     note               one (glob)
  ????-??-?? ??:??:?? UTC  20261206-020000-3f9a  note               two (glob)
  ????-??-?? ??:??:?? UTC  20261206-020000-3f9a  note               three (glob)

  $ lockkeeper history --run 20261206-020000-3f9a --last 1 | cut -c 26-
  20261206-020000-3f9a  note               three
  $ lockkeeper history --kind step

For programs:

  $ lockkeeper history --last 1 --json | grep -E '"(seq|run|kind|text)"'
      "seq": 3,
      "run": "20261206-020000-3f9a",
      "kind": "note",
        "text": "three"
  $ lockkeeper history --kind step --json
  []

Following shows what others write meanwhile, and ends with Ctrl-C:

  $ seen() { for i in $(seq 200); do grep -q "$1" followed && return; sleep 0.1; done; echo "$1 was not seen"; }
  $ lockkeeper history --last 1 --follow > followed & follower=$!
  $ seen three
  $ lockkeeper note --quiet four
  noted as event 4
  $ seen four
  $ kill -INT $follower; wait $follower
  $ cut -c 48- followed
  note               three
  note               four
