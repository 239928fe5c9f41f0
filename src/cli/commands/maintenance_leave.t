  $ tidy() { sed -E "s/$PGDATABASE/DB/g; s/[0-9]{8}-[0-9]{6}-[0-9a-f]{4}/ID/g; s/after [0-9].*/after …/"; }
  $ app=app_$PGDATABASE
  $ psql -qX -c "CREATE ROLE $app LOGIN CONNECTION LIMIT 7"
  $ limit() { psql -qXAtc "SELECT rolconnlimit FROM pg_roles WHERE rolname = '$app'"; }
  $ printf '[maintenance]\nfence = "connection_limit"\ndrain = "0s"\napplication_roles = ["%s"]\n' "$app" > lockkeeper.toml

Where nothing is to be left, that is no failure:

  $ lockkeeper maintenance leave | tidy
  maintenance mode is not on for DB; nothing to leave

The limit is what it was:

  $ lockkeeper maintenance enter --quiet | tidy
  maintenance mode is on for DB (ID)
  fence: connection_limit for app_DB
  $ limit
  0
  $ psql -qXAt -d "${DATABASE_URL/postgres@/$app@}" -c 'SELECT 1' 2>&1 | grep -o 'too many.*' | tidy
  too many connections for role "app_DB"
  $ lockkeeper maintenance leave --quiet | tidy
  maintenance mode is off for DB after …
    ALTER ROLE app_DB CONNECTION LIMIT 7
  everything is as it was before
  $ limit
  7

What somebody changed meanwhile is left alone, and named:

  $ lockkeeper maintenance enter --quiet > out
  $ psql -qX -c "ALTER ROLE $app CONNECTION LIMIT 2"
  $ lockkeeper maintenance leave --quiet | tidy
  maintenance mode is off for DB after …
  not as it was before, since somebody else changed it meanwhile:
    connection limit of app_DB: 2, was 7
  Look whether that was meant; what the state was before stands in the journal (maintenance.entered).
  $ limit
  2

The same database by another address is left as well:

  $ psql -qX -c "ALTER ROLE $app CONNECTION LIMIT 7"
  $ lockkeeper maintenance enter --quiet > out
  $ folder=$(echo "$DATABASE_URL" | sed -E 's/.*host=([^&]*).*/\1/; s/%2F/\//g'); ln -s "$folder" by-another-way
  $ DATABASE_URL="postgresql://postgres@/$PGDATABASE?host=$PWD/by-another-way" lockkeeper maintenance leave --quiet | tidy
  maintenance mode is off for DB after …
    ALTER ROLE app_DB CONNECTION LIMIT 7
  everything is as it was before
  $ limit
  7
