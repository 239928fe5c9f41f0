  $ cat > RUNBOOK.md << 'EOF'
  > # Release
  > 
  > ## Rollback
  > 
  > **Immediate Rollback if:**
  > - Data corruption detected
  > - Error rate > 10%
  > - Replication lag > 10 minutes
  > - Performance degradation > 70%
  > - More than 0 sessions blocked
  > - Orders per minute below 20
  > 
  > **Do NOT Rollback if:**
  > - Error rate < 100%
  > 
  > ## Success
  > 
  > | Metric | Target | Actual |
  > |---|---|---|
  > | Error rate | < 1% | |
  > EOF
  $ printf '[metrics]\nerror_rate = "echo 0.4"\norders_per_minute = "cat orders"\n' > lockkeeper.toml
  $ echo 25 > orders
  $ lockkeeper check triggers RUNBOOK.md
  Immediate Rollback if (line 5)
    – Data corruption detected: no number in it; a person judges
    ✓ Error rate > 10%: not met; 0.4 % by metrics.error_rate
    – Replication lag > 10 minutes: unknown; no standby is connected, or this role does not see it
    – Performance degradation > 70%: unknown; pg_stat_statements is not installed in this database
    ✓ More than 0 sessions blocked: not met; nobody waits for a lock
    ✓ Orders per minute below 20: not met; 25 by metrics.orders_per_minute
  Do NOT Rollback if (line 13)
    ✓ Error rate < 100%: met; 0.4 % by metrics.error_rate
  targets (line 18)
    ✓ Error rate: < 1%: met; 0.4 % by metrics.error_rate
  nothing measured speaks for rolling back; what has no verdict, people judge
  $ echo 7 > orders
  $ lockkeeper check triggers RUNBOOK.md | grep -E 'Orders|speaks'
    ✗ Orders per minute below 20: met; 7 by metrics.orders_per_minute
  1 condition speaks for rolling back; people decide
  $ lockkeeper check triggers RUNBOOK.md > out
  [1]
  $ rm orders
  $ lockkeeper check triggers RUNBOOK.md | grep Orders
    – Orders per minute below 20: unknown; metrics.orders_per_minute: 'cat orders' ended with 1

Without a metric of the team's, the database tells what it can (the share of transactions rolled back):

  $ rm lockkeeper.toml
  $ lockkeeper check triggers RUNBOOK.md --for 1ms --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print([g["kind"] for g in d["groups"]], d["groups"][0]["conditions"][2]["limit"], d["groups"][0]["conditions"][5]["evidence"])'
  ['trigger', 'neither', 'target'] > 10 min what is meant is not known; name it under [metrics] in lockkeeper.toml
