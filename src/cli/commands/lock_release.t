  $ lockkeeper lock release
  database t_lock_release* (glob)
  the migration lock is free

A run whose process stands still, and that has not renewed the lock for its whole lease:

  $ mkdir -p migrations
  $ echo 'CREATE TABLE users (id bigint PRIMARY KEY);' > migrations/001_users.sql
  $ echo "SELECT pg_sleep(300);" > migrations/002_sleeps.sql
  $ lockkeeper up --auto-approve > up.txt 2>&1 & up=$!
  $ for i in $(seq 100); do lockkeeper lock status | grep -q 'held by' && break; sleep 0.1; done
  $ kill -STOP $up
  $ psql -Xqc "UPDATE _migration_locks SET heartbeat_at = now() - interval '1 hour', expires_at = now() - interval '50 min'"
  $ lockkeeper lock release < /dev/null 2>&1 | tail -n 2
  error: * (glob)
  * (glob)
  $ lockkeeper lock release --yes
  database t_lock_release* (glob)
  the migration lock is held by * on * (backend *) since 20* UTC, run * (glob)
    backend *, lockkeeper* as *, idle for * (glob)
    not renewed for 1 h*: its process is gone or stands still; 'lockkeeper lock release' ends what it left (glob)
  the migration lock is free: the next 'lockkeeper up' first deals with what that run left
  $ kill -CONT $up; wait $up 2>/dev/null; grep -c '^error' up.txt
  1
  $ rm migrations/002_sleeps.sql; lockkeeper status | grep 001_users
    001_users * applied * (glob)
