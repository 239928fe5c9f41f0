A server that is not there:

  $ mkdir migrations; echo 'CREATE TABLE t (a int);' > migrations/001_t.sql
  $ lockkeeper up --auto-approve --database-url postgresql://nobody:s3cret@127.0.0.1:1/shop
  error: cannot connect to shop on 127.0.0.1:1 as nobody: Connection refused
  Check that the server runs there, and host and port in the connection string (or PGHOST and PGPORT).
  [3]

A socket that is not there:

  $ lockkeeper status --database-url 'host=/nonexistent dbname=shop'
  error: cannot connect to shop on /nonexistent:5432 as postgres: No such file or directory
  Check that the server runs there, and host and port in the connection string (or PGHOST and PGPORT).
  [3]

A host that is not there:

  $ lockkeeper health --database-url postgresql://db.invalid/shop
  ✗ server  cannot connect to shop on db.invalid:5432 as postgres: could not translate host name "db.invalid" to address: Name or service not known
  
  What to do:
  ✗ server  Check the host's name in the connection string.
  
  0 passed, 0 warnings, 1 failed, 0 skipped
  [3]

A database that is not there:

  $ lockkeeper up --auto-approve --database-url "${DATABASE_URL/t_*\?/no_such_database?}"
  error: cannot connect to no_such_database on * as postgres: database "no_such_database" does not exist (glob)
  Check the database's name, or create it with 'createdb'.
  [3]

A wrong password is said to be wrong, and never shown. (A server of its own that asks for passwords:)

  $ cat > ask.sh <<'END'
  > data=$(psql -XAtc 'show data_directory')
  > psql -Xqc "create role deploy login password 'right'"
  > printf 'local all deploy scram-sha-256\nlocal all all trust\n' > $data/pg_hba.conf
  > psql -XAtqc 'select pg_reload_conf()' >/dev/null
  > host=$(psql -XAtc 'show unix_socket_directories')
  > lockkeeper status --database-url "postgresql://deploy:s3cret@/sandbox?host=$host"
  > code=$?
  > lockkeeper status --database-url "postgresql://deploy:right@/sandbox?host=$host" >/dev/null && echo right
  > exit $code
  > END
  $ lockkeeper sandbox --quiet -- bash ask.sh
  error: cannot connect to sandbox on * as deploy: password authentication failed for user "deploy" (glob)
  Check user and password; the password may stand in the URL, in PGPASSWORD or in ~/.pgpass.
  right
  [3]

A server that goes away in the middle of a migration:

  $ cat > migrations/002_gone.sql <<'END'
  > CREATE TABLE gone (a int);
  > SELECT pg_terminate_backend(pg_backend_pid());
  > END
  $ lockkeeper up --auto-approve
  2 migrations to apply:
    001_t
    002_gone
  * 1/2 001_t  * (glob)
  ✗ 2/2 002_gone
  error: the connection to * on * as postgres was lost while 'COMMIT' was running, so its outcome is unknown: server closed the connection unexpectedly; invalid socket (glob)
    kept: nothing: the whole migration was rolled back
    applied before it: 001_t
    while applying 002_gone
  Check that the server is up and what it holds now, then run the command again.
  [3]
  $ psql -XAtc "select to_regclass('t') is not null, to_regclass('gone') is null"
  t|t
  $ echo 'CREATE TABLE gone (a int);' > migrations/002_gone.sql
  $ lockkeeper up --auto-approve --quiet && lockkeeper status
  1 migration applied in * (glob)
  database * on * as postgres (glob)
  
    001_t     applied       * (glob)
    002_gone  applied       * (glob)
  
  2 migrations: 2 applied
