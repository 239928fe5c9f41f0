What changes from run to run is written as …:

  $ tidy() { sed -E 's/ +/ /g; s/\bt_[a-z]+_[a-z_]*[0-9_]+/DB/; s/PostgreSQL .* DB on .* as postgres/PostgreSQL …/; s/[0-9.]+ ms/… ms/; s/^(.*) [0-9]+ of 97 connections are in use.*/\1 … of 97 connections are in use/'; }

  $ printf '[thresholds]\ndisk_free_percent = 0\nbackup_age = "1h"\n' > lockkeeper.toml
  $ lockkeeper health | grep -E '^(✓|⚠|✗|–) (server|ungranted-locks|invalid-indexes|backup)  ' | tidy
  ⚠ backup the journal knows no backup of DB
  ✓ invalid-indexes every index is valid
  ✓ server PostgreSQL …, answers in … ms
  ✓ ungranted-locks nobody waits for a lock
  ⚠ backup Run 'lockkeeper backup create' before migrating, then 'lockkeeper backup verify'.

What a failed index build leaves behind fails:

  $ psql -qX -c 'CREATE TABLE t AS SELECT 1 AS x UNION ALL SELECT 1'
  $ psql -qX -c 'CREATE UNIQUE INDEX CONCURRENTLY t_x ON t (x)'
  ERROR:  could not create unique index "t_x"
  DETAIL:  Key (x)=(1) is duplicated.
  [1]
  $ lockkeeper health > out
  [1]
  $ grep ✗ out | tidy
  ✗ invalid-indexes invalid index public.t_x on public.t
  ✗ invalid-indexes REINDEX INDEX CONCURRENTLY public.t_x;

An unreachable server:

  $ lockkeeper health --json --database-url postgresql://deploy:hunter22@127.0.0.1:1/shop
  {
    "suite": "health",
    "results": [
      {
        "check": "server",
        "verdict": "fail",
        "evidence": "cannot connect to shop on 127.0.0.1:1 as deploy: Connection refused",
        "todo": "Check that the server runs there, and host and port in the connection string (or PGHOST and PGPORT)."
      }
    ]
  }
  [3]
