Without a journal there is nothing to show:

  $ lockkeeper history
  error: there is no journal at */.lockkeeper/journal.db yet (glob)
  Run this where lockkeeper.toml lies, or name it with --config; the first run makes the journal.
  [3]

One line per event, oldest first:

  $ lockkeeper note --quiet one
  noted as event 1
  $ LOCKKEEPER_RUN=20261206-020000-3f9a lockkeeper note two
  noted as event 2
  $ LOCKKEEPER_RUN=20261206-020000-3f9a lockkeeper note three
  noted as event 3
  $ lockkeeper history
  ????-??-?? ??:??:?? UTC  -                     note               one (glob)
  ????-??-?? ??:??:?? UTC  20261206-020000-3f9a  note               two (glob)
  ????-??-?? ??:??:?? UTC  20261206-020000-3f9a  note               three (glob)

  $ lockkeeper history --run 20261206-020000-3f9a --last 1 | cut -c 26-
  20261206-020000-3f9a  note               three

A run is named by its id, the beginning of it, its runbook's file, or latest:

  $ lockkeeper history --run 202612 --last 1 | cut -c 26-
  20261206-020000-3f9a  note               three
  $ lockkeeper history --run latest --last 1 | cut -c 26-
  20261206-020000-3f9a  note               three
  $ lockkeeper history --run 20261206-020000-3f9b
  error: there is no run '20261206-020000-3f9b'
  Did you mean '20261206-020000-3f9a'? The newest are 20261206-020000-3f9a. Name an id or its beginning, a runbook's file, or latest.
  [2]
  $ mkdir -p other/books && cat > other/books/night.md <<'EOF'
  > # Night
  > ## All
  > - [ ] one
  > EOF
  $ (cd other && LOCKKEEPER_JOURNAL=$PWD/journal.db lockkeeper run books/night.md --quiet > /dev/null)
  [5]
  $ (cd other && LOCKKEEPER_JOURNAL=$PWD/journal.db lockkeeper run books/night.md --from-start --quiet > /dev/null)
  [5]
  $ cd other; export LOCKKEEPER_JOURNAL=$PWD/journal.db
  $ newest=$(lockkeeper history --run latest --last 1 --json | grep -o '"run": "[^"]*"')
  $ for name in books/night.md night.md; do lockkeeper history --run $name --last 1 --json | grep -cF "$newest"; done
  1
  1
  $ lockkeeper history --run 20
  error: '20' is the beginning of several runs
  Give more of the id; the newest of them are * (night.md), * (night.md). (glob)
  [2]
  $ lockkeeper history --run nihgt.md
  error: there is no run 'nihgt.md'
  Did you mean 'night.md'? The newest are * (night.md), * (night.md). Name an id or its beginning, a runbook's file, or latest. (glob)
  [2]
  $ cd ..; unset LOCKKEEPER_JOURNAL
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
