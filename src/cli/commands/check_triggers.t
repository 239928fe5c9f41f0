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
  $ echo 7 > orders
  $ lockkeeper check triggers RUNBOOK.md | grep -E 'Orders|speaks'
  $ lockkeeper check triggers RUNBOOK.md > out
  $ rm orders
  $ lockkeeper check triggers RUNBOOK.md | grep Orders

Without a metric of the team's, the database tells what it can:

  $ rm lockkeeper.toml
  $ for i in 1 2 3; do psql -qX -c 'SELECT 1/0' 2> errors; done
  $ lockkeeper check triggers RUNBOOK.md --for 1s | grep Error | sed -E 's/[0-9.]+ (of|transactions|%)/… \1/g'
  $ lockkeeper check triggers RUNBOOK.md --for 1ms --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["alarms"] >= 0, [g["kind"] for g in d["groups"]], d["groups"][0]["conditions"][2]["limit"])'
