  $ tidy() { sed -E "s/$PGDATABASE/DB/g; s/[0-9]{8}-[0-9]{6}-[0-9a-f]{4}/ID/g; s/after [0-9].*/after …/"; }
  $ app=app_$PGDATABASE
  $ psql -qX -c "CREATE ROLE $app LOGIN CONNECTION LIMIT 7"
  $ limit() { psql -qXAtc "SELECT rolconnlimit FROM pg_roles WHERE rolname = '$app'"; }
  $ printf '[maintenance]\nfence = "connection_limit"\ndrain = "0s"\napplication_roles = ["%s"]\n' "$app" > lockkeeper.toml

Where nothing is to be left, that is no failure:

  $ lockkeeper maintenance leave | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.

The limit is what it was:

  $ lockkeeper maintenance enter --quiet | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ limit
  7
  $ psql -qXAt -d "${DATABASE_URL/postgres@/$app@}" -c 'SELECT 1' 2>&1 | grep -o 'too many.*' | tidy
  $ lockkeeper maintenance leave --quiet | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ limit
  7

What somebody changed meanwhile is left alone, and named:

  $ lockkeeper maintenance enter --quiet > out
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ psql -qX -c "ALTER ROLE $app CONNECTION LIMIT 2"
  $ lockkeeper maintenance leave --quiet | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ limit
  2
