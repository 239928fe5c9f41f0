  $ printf '[thresholds]\ndisk_free_percent = 0\nbackup_age = "1h"\n' > lockkeeper.toml
  $ lockkeeper health | grep -E '^(✓|⚠|✗|–) (server|ungranted-locks|invalid-indexes|backup)  '
  ⚠ backup * the journal knows no backup of t_health_* (glob)
  ✓ invalid-indexes * every index is valid (glob)
  ✓ server * PostgreSQL * (glob)
  ✓ ungranted-locks * nobody waits for a lock (glob)
  ⚠ backup * Run 'lockkeeper backup create' before migrating, then 'lockkeeper backup verify'. (glob)

What a failed index build leaves behind fails:

  $ psql -qX -c 'CREATE TABLE t AS SELECT 1 AS x UNION ALL SELECT 1'
  $ psql -qX -c 'CREATE UNIQUE INDEX CONCURRENTLY t_x ON t (x)'
  ERROR:  could not create unique index "t_x"
  DETAIL:  Key (x)=(1) is duplicated.
  [1]
  $ lockkeeper health > out
  [1]
  $ grep ✗ out
  ✗ invalid-indexes * invalid index public.t_x on public.t (glob)
  ✗ invalid-indexes * REINDEX INDEX CONCURRENTLY public.t_x; (glob)

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
