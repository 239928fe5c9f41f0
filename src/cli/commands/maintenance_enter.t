What changes from run to run is written as …; roles belong to the whole server, so this one is called after the database:

  $ tidy() { sed -E "s/$PGDATABASE/DB/g; s/[0-9]{8}-[0-9]{6}-[0-9a-f]{4}/ID/g; s/process [0-9]+/process …/g; s/20[0-9-]{8} [0-9:]{8} UTC/TIME/g"; }
  $ app=app_$PGDATABASE
  $ psql -qX -c "CREATE TABLE orders AS SELECT 1 AS id" -c "CREATE ROLE $app LOGIN" -c "GRANT INSERT, SELECT ON orders TO $app"
  $ as_app() { psql -qXAt -d "${DATABASE_URL/postgres@/$app@}" -c "$1"; }

What is declared:

  $ echo 3 > replicas
  $ cat > lockkeeper.toml << EOF
  > [maintenance]
  > save = ["cat replicas"]
  > enter = "echo 0 > replicas"
  > leave = 'cat "\$LOCKKEEPER_SAVED_1" > replicas'
  > application_roles = ["$app"]
  > fence = "read_only"
  > drain = "0s"
  > prove_for = "300ms"
  > EOF

It is on, and the application reads but does not write:

  $ lockkeeper maintenance enter --reason "release 2.4" --for 2h > out
  saving: cat replicas
  enter: echo 0 > replicas
  fence: read_only
  waiting for the application's sessions
  $ tidy < out
  maintenance mode is on for DB (ID, until TIME)
  fence: read_only for app_DB
  $ cat replicas
  0
  $ as_app 'SELECT id FROM orders'
  1
  $ as_app 'INSERT INTO orders VALUES (2)'
  ERROR:  cannot execute INSERT in a read-only transaction
  [1]

Entering again changes nothing:

  $ lockkeeper maintenance enter --quiet | tidy
  maintenance mode was on already for DB (ID, until TIME)
  fence: read_only for app_DB

More time, and from now on somebody watches it:

  $ lockkeeper maintenance enter --quiet --for 3h --dead-man | tidy
  maintenance mode was on already, and has been extended for DB (ID, until TIME)
  fence: read_only for app_DB
  dead-man: process … leaves it when the time or its owner is over
  $ lockkeeper history --kind maintenance.extended | grep -c extended
  1

Leaving puts back what was there, not a constant:

  $ lockkeeper maintenance leave --quiet | sed -E 's/after .*/after …/' | tidy
  maintenance mode is off for DB after …
    ALTER ROLE app_DB IN DATABASE DB RESET default_transaction_read_only
    cat "$LOCKKEEPER_SAVED_1" > replicas
  everything is as it was before
  $ cat replicas
  3
  $ as_app 'INSERT INTO orders VALUES (2)'

A command that says nothing, or fails, stops it before anything is changed:

  $ sed -i 's/cat replicas/true/' lockkeeper.toml
  $ lockkeeper maintenance enter --quiet
  error: the state could not be saved: 'true' said nothing
  Check that it looks at the right place; nothing has been changed yet.
  [1]
  $ sed -i 's/"true"/"cat replicaz"/' lockkeeper.toml
  $ lockkeeper maintenance enter --quiet
  error: the state could not be saved: 'cat replicaz' ended with 1: cat: replicaz: No such file or directory
  Mend the command in maintenance.save; nothing has been changed yet.
  [1]
  $ lockkeeper maintenance status | tidy
  maintenance mode is off for DB
  the last one began TIME (ID)

A role that is not there, and one that is our own:

  $ printf '[maintenance]\nfence = "read_only"\napplication_roles = ["postgers"]\n' > lockkeeper.toml
  $ lockkeeper maintenance enter
  error: there is no role postgers on this server
  Write postgres in maintenance.application_roles if that is what is meant.
  [2]
  $ sed -i 's/postgers/postgres/' lockkeeper.toml
  $ lockkeeper maintenance enter
  error: lockkeeper itself connects as postgres, which is one of the application's roles
  Connect as another role (the migrations would be kept out as well), or take fence = "none".
  [2]
  $ lockkeeper maintenance enter --dead-man
  error: a dead-man without a time, an owner or a run would watch nothing
  Add --for 2h, or --owner PID.
  [2]
