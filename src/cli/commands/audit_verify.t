A journal that is not there is said so:

  $ lockkeeper audit verify
  error: there is no journal at */.lockkeeper/journal.db (glob)
  Run this where lockkeeper.toml lies, or name it with --config. Where there was a journal before, somebody moved or removed it.
  [3]

One that is as it was written:

  $ for i in one two three; do lockkeeper note $i; done
  noted as event 1
  noted as event 2
  noted as event 3
  $ lockkeeper audit verify
  3 events, every one as it was written
  head [0-9a-f]{64} (re)
  $ lockkeeper audit verify --json | grep -E 'holds|events'
    "holds": true,
    "events": 3,

The head is the hash of the last event, and every hash can be had with other tools:

  $ sql() { sqlite3 .lockkeeper/journal.db "$1"; }
  $ head=$(lockkeeper audit verify | sed -n 's/^head //p')
  $ mine=$(sql "select json_object('prev', prev, 'seq', seq, 'time', time, 'run', run, 'kind', kind, 'actor', actor, 'pid', pid, 'data', json(data), 'process', json(process), 'database', json(database)) from events where seq = 3" | tr -d '\n' | sha256sum | cut -d ' ' -f 1)
  $ [ "$head" = "$mine" ] && echo the same
  the same

Events stay as they are, even for a slip of the hand:

  $ sql "update events set actor = 'eve' where seq = 2" 
  * the journal is only ever added to* (glob)
  [19]

Who takes more trouble is found:

  $ sql "drop trigger events_stay_as_they_are"
  $ sql "update events set actor = 'eve' where seq = 2"
  $ lockkeeper audit verify
  event 2 was changed
  1 event before it holds, up to [0-9a-f]{64} (re)
  Keep the file as it is; a copy from elsewhere shows what stood there.
  [1]
  $ lockkeeper audit verify --json | grep -E 'first_changed|reason'
    "first_changed": 2,
    "reason": "event 2 was changed"

One that was emptied does not hold, however well it holds together:

  $ sql "drop trigger events_stay; delete from events; update head set seq = 0, hash = '$(printf '0%.0s' $(seq 64))'"
  $ lockkeeper audit verify --json | grep -E 'holds|"events"|reason'
    "holds": false,
    "events": 0,
    "reason": "the journal holds no event: a new one, or one that was emptied, which cannot be told apart"
