A sandbox is a PostgreSQL of one's own for the length of one command:

  $ lockkeeper sandbox --quiet -- psql -X -At -c "select current_database()"
  sandbox

Its exit code is the command's:

  $ lockkeeper sandbox --quiet -- sh -c 'exit 7'
  [7]

What is kept is there the next time:

  $ data=$(mktemp -d /var/tmp/lockkeeper-sandbox-XXXXXX)
  $ lockkeeper sandbox --quiet --keep "$data" -- psql -X -q -c "create table t as select 42 as answer"
  $ lockkeeper sandbox --quiet --keep "$data" -- psql -X -At -c "select answer from t"
  42
  $ rm -rf "$data"

A command that is not there is named:

  $ lockkeeper sandbox --quiet -- no-such-program
  error: no-such-program is not installed or not in PATH
  Install no-such-program or add its folder to PATH.
  [1]
