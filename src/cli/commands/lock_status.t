  $ mkdir -p migrations
  $ echo 'CREATE TABLE users (id bigint PRIMARY KEY);' > migrations/001_users.sql
  $ lockkeeper lock status
  database t_lock_status* (glob)
  the migration lock is free
  $ lockkeeper lock status --json
  {
    "database": "t_lock_status*, (glob)
    "held": false
  }

A run that is at work holds it:

  $ echo "SELECT pg_sleep(6);" > migrations/002_sleeps.sql
  $ lockkeeper up --auto-approve > up.txt 2>&1 & up=$!
  $ for i in $(seq 100); do lockkeeper lock status | grep -q 'held by' && break; sleep 0.1; done
  $ lockkeeper lock status
  database t_lock_status* (glob)
  the migration lock is held by * on * (backend *) since 20* UTC, run * (glob)
    backend *, lockkeeper* as *, idle for * (glob)
    renewed * ago: it is at work (glob)
  $ lockkeeper lock release --yes 2>&1 | tail -n 2
  error: the migration lock is not released: its run renewed it * ago, so it is at work (glob)
  Stop that run where it runs. If its process or machine is gone for certain, wait until its lease is over and run this again.
  $ wait $up; tail -n 1 up.txt
  2 migrations applied in * (glob)
  $ lockkeeper lock status | tail -n 1
  the migration lock is free
