  $ tidy() { sed -E "s/$PGDATABASE/DB/g; s/[0-9.]+ (ms|s)\b/…/g; s/process [0-9]+/process …/; s/[0-9]+ writing transactions?/… writing transactions/"; }
  $ app=app_$PGDATABASE
  $ psql -qX -c "CREATE TABLE orders AS SELECT 1 AS id" -c "CREATE ROLE $app LOGIN" -c "GRANT INSERT ON orders TO $app"
  $ printf '[maintenance]\nfence = "connection_limit"\ndrain = "0s"\nprove_for = "200ms"\nhealth = "test -e down"\napplication_roles = ["%s"]\n' "$app" > lockkeeper.toml

What is not on is not proved:

  $ lockkeeper maintenance prove --quiet > out
  [1]
  $ grep 'not on' out
  ✗ maintenance mode is not on: nothing keeps the application from writing next

On, and the site says so:

  $ touch down
  $ lockkeeper maintenance enter --quiet > out
  $ lockkeeper maintenance prove --quiet > out
  $ grep -E 'proved|session of|health' out | tidy
  proved: the application of DB is kept out
  ✓ no session of the application was at work; there was none at all
  ✓ the health question says so
  $ rm down
  $ lockkeeper maintenance prove --quiet > out
  [1]
  $ grep health out
  ✗ the health question does not say so: ended with 1
  $ lockkeeper maintenance leave --quiet > out

A session from before the fence is not bound by it:

  $ psql -qXAt -d "${DATABASE_URL/postgres@/$app@}" -c "SELECT 1" -c "SELECT pg_sleep(60)" > /dev/null 2>&1 &
  $ for i in $(seq 300); do [ "$(psql -qXAtc "SELECT count(*) FROM pg_stat_activity WHERE usename = '$app' AND state = 'active'")" = 1 ] && break; sleep 0.1; done
  $ lockkeeper maintenance enter --quiet | tail -n 2 | tidy
  still there: app_DB (lockkeeper, process …): active
  Wait and run 'lockkeeper maintenance enter' again, or add --terminate to end these sessions.
  $ lockkeeper maintenance prove --quiet | grep 'before the fence' | tidy
  ✗ began before the fence, which does not bind it: app_DB (lockkeeper, process …): active
  $ lockkeeper maintenance enter --quiet --terminate | grep -E '^(ended|still)' | tidy
  ended: app_DB (lockkeeper, process …): active
  $ lockkeeper maintenance leave --quiet | tail -n 1
  everything is as it was before
