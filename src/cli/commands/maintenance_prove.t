  $ tidy() { sed -E "s/$PGDATABASE/DB/g; s/[0-9.]+ (ms|s)\b/…/g; s/process [0-9]+/process …/; s/[0-9]+ writing transactions?/… writing transactions/"; }
  $ app=app_$PGDATABASE
  $ psql -qX -c "CREATE TABLE orders AS SELECT 1 AS id" -c "CREATE ROLE $app LOGIN" -c "GRANT INSERT ON orders TO $app"
  $ printf '[maintenance]\nfence = "connection_limit"\ndrain = "0s"\nprove_for = "200ms"\nhealth = "test -e down"\napplication_roles = ["%s"]\n' "$app" > lockkeeper.toml

What is not on is not proved:

  $ lockkeeper maintenance prove --quiet > out
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ grep 'not on' out
  [1]

On, and the site says so:

  $ touch down
  $ lockkeeper maintenance enter --quiet > out
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ lockkeeper maintenance prove --quiet > out
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ grep -E 'proved|session of|health' out | tidy
  $ rm down
  $ lockkeeper maintenance prove --quiet > out
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ grep health out
  [1]
  $ lockkeeper maintenance leave --quiet > out
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]

A session from before the fence is not bound by it:

  $ psql -qXAt -d "${DATABASE_URL/postgres@/$app@}" -c "SELECT 1" -c "SELECT pg_sleep(60)" > /dev/null 2>&1 &
  $ for i in $(seq 300); do [ "$(psql -qXAtc "SELECT count(*) FROM pg_stat_activity WHERE usename = '$app' AND state = 'active'")" = 1 ] && break; sleep 0.1; done
  $ lockkeeper maintenance enter --quiet | tail -n 2 | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ lockkeeper maintenance prove --quiet | grep 'before the fence' | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ lockkeeper maintenance enter --quiet --terminate | grep -E '^(ended|still)' | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ lockkeeper maintenance leave --quiet | tail -n 1
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
