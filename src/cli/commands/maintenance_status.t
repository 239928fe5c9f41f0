  $ tidy() { sed -E "s/$PGDATABASE/DB/g; s/[0-9]{8}-[0-9]{6}-[0-9a-f]{4}/ID/g; s/20[0-9-]{8} [0-9:]{8} UTC by .* \(/TIME by … (/; s/20[0-9-]{8} [0-9:]{8} UTC/TIME/"; }
  $ app=app_$PGDATABASE
  $ psql -qX -c "CREATE ROLE $app LOGIN"
  $ printf '[maintenance]\nfence = "revoke_connect"\ndrain = "0s"\napplication_roles = ["%s"]\n' "$app" > lockkeeper.toml
  $ lockkeeper maintenance status | tidy
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ lockkeeper maintenance enter --quiet --reason "release 2.4" > out
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ lockkeeper maintenance status | tidy
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ psql -qXAt -d "${DATABASE_URL/postgres@/$app@}" -c 'SELECT 1' 2>&1 | grep -o 'permission denied.*' | tidy

A fence that somebody took down is told:

  $ psql -qX -c "GRANT CONNECT ON DATABASE \"$PGDATABASE\" TO PUBLIC"
  $ lockkeeper maintenance status > out
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ tail -n 1 out
  $ lockkeeper maintenance status --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["on"], d["maintenance"]["fence"], d["guard_pid"], len(d["disagreements"]))'
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  Traceback (most recent call last):
    File "<string>", line 1, in <module>
    File "/root/.pyenv/versions/3.11.7/lib/python3.11/json/__init__.py", line 293, in load
      return loads(fp.read(),
             ^^^^^^^^^^^^^^^^
    File "/root/.pyenv/versions/3.11.7/lib/python3.11/json/__init__.py", line 346, in loads
      return _default_decoder.decode(s)
             ^^^^^^^^^^^^^^^^^^^^^^^^^^
    File "/root/.pyenv/versions/3.11.7/lib/python3.11/json/decoder.py", line 337, in decode
      obj, end = self.raw_decode(s, idx=_w(s, 0).end())
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    File "/root/.pyenv/versions/3.11.7/lib/python3.11/json/decoder.py", line 355, in raw_decode
      raise JSONDecodeError("Expecting value", s, err.value) from None
  json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
  [1]
  $ lockkeeper maintenance leave --quiet | tail -n 1
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ lockkeeper maintenance status | tidy
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
