  $ tidy() { sed -E "s/$PGDATABASE/DB/g; s/[0-9]{8}-[0-9]{6}-[0-9a-f]{4}/ID/g; s/20[0-9-]{8} [0-9:]{8} UTC by .* \(/TIME by … (/; s/20[0-9-]{8} [0-9:]{8} UTC/TIME/"; }
  $ app=app_$PGDATABASE
  $ psql -qX -c "CREATE ROLE $app LOGIN"
  $ printf '[maintenance]\nfence = "revoke_connect"\ndrain = "0s"\napplication_roles = ["%s"]\n' "$app" > lockkeeper.toml
  $ lockkeeper maintenance status | tidy
  maintenance mode is off for DB, and the journal knows of none
  $ lockkeeper maintenance enter --quiet --reason "release 2.4" > out
  $ lockkeeper maintenance status | tidy
  maintenance mode is on for DB
  since TIME by … (ID)
  reason: release 2.4
  fence: revoke_connect for app_DB
  dead-man: none
  sessions of the application: 0
  $ psql -qXAt -d "${DATABASE_URL/postgres@/$app@}" -c 'SELECT 1' 2>&1 | grep -o 'permission denied.*' | tidy
  permission denied for database "DB"

A fence that somebody took down is told:

  $ psql -qX -c "GRANT CONNECT ON DATABASE \"$PGDATABASE\" TO PUBLIC"
  $ lockkeeper maintenance status > out
  [1]
  $ tail -n 1 out
  the fence is not whole: PUBLIC may connect, and might not
  $ lockkeeper maintenance status --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["on"], d["maintenance"]["fence"], d["guard_pid"], len(d["disagreements"]))'
  True revoke_connect None 1
  $ lockkeeper maintenance leave --quiet | tail -n 1
  everything is as it was before
  $ lockkeeper maintenance status | tidy
  maintenance mode is off for DB
  the last one began TIME (ID)
