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
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ tidy < out
  $ cat replicas
  3
  $ as_app 'SELECT id FROM orders'
  1
  $ as_app 'INSERT INTO orders VALUES (2)'

Entering again changes nothing:

  $ lockkeeper maintenance enter --quiet | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.

Leaving puts back what was there, not a constant:

  $ lockkeeper maintenance leave --quiet | sed -E 's/after .*/after …/' | tidy
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ cat replicas
  3
  $ as_app 'INSERT INTO orders VALUES (2)'

A command that says nothing, or fails, stops it before anything is changed:

  $ sed -i 's/cat replicas/true/' lockkeeper.toml
  $ lockkeeper maintenance enter --quiet
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ sed -i 's/"true"/"cat replicaz"/' lockkeeper.toml
  $ lockkeeper maintenance enter --quiet
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ lockkeeper maintenance status | tidy
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.

A role that is not there, and one that is our own:

  $ printf '[maintenance]\nfence = "read_only"\napplication_roles = ["postgers"]\n' > lockkeeper.toml
  $ lockkeeper maintenance enter
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ sed -i 's/postgers/postgres/' lockkeeper.toml
  $ lockkeeper maintenance enter
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ lockkeeper maintenance enter --dead-man
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
