What changes from run to run is written as …:

  $ tidy() { sed -E 's/ +/ /g; s/\bt_[a-z]+_[a-z_]*[0-9_]+/DB/; s/PostgreSQL .* DB on .* as postgres/PostgreSQL …/; s/[0-9.]+ ms/… ms/; s/^(.*) [0-9]+ of 97 connections are in use.*/\1 … of 97 connections are in use/'; }

A fresh database passes, and what cannot be known is skipped with the reason:

  $ psql -qX -c 'CREATE TABLE users AS SELECT generate_series(1, 1200) AS id'
  $ printf '[thresholds]\ndisk_free_percent = 0\n' > lockkeeper.toml
  $ lockkeeper check preflight > out
  $ grep -E '^(✓|⚠|✗|–) (server|not-a-standby|privileges|connections|backup|replication-lag|baseline) ' out | tidy
  ⚠ backup the journal knows no backup of DB
  ✓ connections … of 97 connections are in use
  ✓ not-a-standby the server is a primary and takes writes
  ✓ privileges postgres is a superuser and may do everything
  – replication-lag no standby is connected
  ✓ server PostgreSQL …, answers in … ms
  ✓ baseline 1 table, 0 indexes and 1,200 rows noted for 'lockkeeper check verify'
  ⚠ backup Run 'lockkeeper backup create' before migrating, then 'lockkeeper backup verify'.
  – replication-lag If there should be one, find out why it is not connected: its log says so.
  $ grep -A1 'What to do' out | tidy
  What to do:
  – archiver Nothing, where backups do not rest on archived WAL; otherwise set archive_mode and archive_command.
  $ tail -n 1 out
  ?* passed, * warning*, 0 failed, * skipped (glob)

Warnings are failures when asked for:

  $ lockkeeper check preflight --strict > /dev/null
  [1]

So is a server that is too old, by the team's measure:

  $ printf '[thresholds]\nmin_server_version = 99\ndisk_free_percent = 0\n' > lockkeeper.toml
  $ lockkeeper check preflight | grep ✗ | tidy
  ✗ server PostgreSQL …; at least 99 is asked for
  ✗ server Upgrade the server, or lower min_server_version in lockkeeper.toml from 99.
  $ lockkeeper check preflight > /dev/null
  [1]

For programs:

  $ lockkeeper check preflight --json > out.json
  [1]
  $ python3 -c 'import json; d = json.load(open("out.json")); print(d["suite"], sorted(d["results"][0]), [r["verdict"] for r in d["results"] if r["check"] == "server"])'
  preflight ['check', 'evidence', 'todo', 'verdict'] ['fail']

A server that cannot be reached is said so, with its own exit code, and the journal knows:

  $ lockkeeper check preflight --database-url postgresql://deploy:hunter22@127.0.0.1:1/shop
  ✗ server  cannot connect to shop on 127.0.0.1:1 as deploy: Connection refused
  
  What to do:
  ✗ server  Check that the server runs there, and host and port in the connection string (or PGHOST and PGPORT).
  
  0 passed, 0 warnings, 1 failed, 0 skipped
  [3]
  $ lockkeeper history --kind check --last 1 --json | grep -E '"(suite|evidence)"'
        "suite": "preflight",
            "evidence": "cannot connect to shop on 127.0.0.1:1 as deploy: Connection refused",
