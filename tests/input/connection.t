A server that is not there:

  $ mkdir migrations; echo 'CREATE TABLE t (a int);' > migrations/001_t.sql
  $ lockkeeper up --auto-approve --database-url postgresql://nobody:s3cret@127.0.0.1:1/shop

A socket that is not there:

  $ lockkeeper status --database-url 'host=/nonexistent dbname=shop'

A host that is not there:

  $ lockkeeper health --database-url postgresql://db.invalid/shop

A database that is not there:

  $ lockkeeper up --auto-approve --database-url "${DATABASE_URL/t_*\?/no_such_database?}"

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

A server that goes away in the middle of a migration:

  $ cat > migrations/002_gone.sql <<'END'
  > CREATE TABLE gone (a int);
  > SELECT pg_terminate_backend(pg_backend_pid());
  > END
  $ lockkeeper up --auto-approve
  $ psql -XAtc "select to_regclass('t') is not null, to_regclass('gone') is null"
  $ echo 'CREATE TABLE gone (a int);' > migrations/002_gone.sql
  $ lockkeeper up --auto-approve --quiet && lockkeeper status
