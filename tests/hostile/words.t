What others wrote gives no orders to the terminal: titles, names, what commands print, and what a database says.

  $ { printf '# Night \033]0;owned\007 \342\200\256gpj\n'; cat <<'END'
  > 
  > ## Look
  > 
  > ```bash {id=look}
  > printf 'a\033]52;c;cm0=\007b \033[2Jc \342\200\256d\n'
  > ```
  > END
  > } > night.md
  $ lockkeeper run night.md > out 2>&1; echo $?
  0
  $ grep -c "$(printf '\033')" out
  0
  [1]
  $ grep -c "$(printf '\342\200\256')" out
  0
  [1]
  $ grep -F '│ a' out
    │ a\u001B]52;c;cm0=\u0007b c \u202Ed
  $ mkdir migrations; printf 'SELECT 1 FROM "x\033]0;owned\007";\n' > migrations/001_a.sql
  $ lockkeeper up --auto-approve 2>&1 | grep -c "$(printf '[\033\007]')"
  0
  [1]
  $ lockkeeper validate 2>&1 | grep -c "$(printf '[\033\007]')"
  0
  [1]
  $ rm -r migrations
  $ lockkeeper "$(printf 'no\033]0;owned\007')" 2>&1 | grep -c "$(printf '[\033\007]')"
  0
  [1]

Secrets that nobody declared are in no file: a variable by its name, a blank by its name, what commands print in the
forms that they print it in.

  $ cat > secrets.md <<'END'
  > # Night
  > 
  > ## Work
  > 
  > ```bash {id=show}
  > echo "token $API_TOKEN"
  > echo '{"password": "hun''ter2", "user": "u"}'
  > echo 'secret_key: hun''ter2'
  > echo 'Authorization: Bearer hun''ter2hun''ter2'
  > echo 'DB_PASS=hun''ter2'
  > echo 'redis://:hun''ter2@cache:6379/0'
  > echo 'curl -u admin:hun''ter2 https://h'
  > ```
  > 
  > **Checkpoint:** In place
  > - **Root password:** ____
  > END
  $ cat > answers.toml <<'END'
  > by = "Ada"
  > [[answer]]
  > when = "field"
  > fields = { "Root password" = "hunter2" }
  > END
  $ lockkeeper run secrets.md --set API_TOKEN=hunter2 --answers answers.toml > out 2>&1; echo $?
  0
  $ lockkeeper history --json | grep -c hunter2
  0
  [1]
  $ lockkeeper report > report.md 2>/dev/null; grep -c hunter2 report.md
  0
  [1]
  $ grep -rl hunter2 .lockkeeper
  [1]

Nor is an address of another spelling taken for the name of a database:

  $ lockkeeper snapshot --database-url postgresql+psycopg2://deploy:hunter2@db/shop
  error: the connection URL begins with postgresql+psycopg2://, and PostgreSQL's begin with postgresql://
  Write it as postgresql://user@host:5432/database or as 'host=… dbname=… user=…'; in a URL write special characters of the password percent-encoded (@ as %40, / as %2F, # as %23).
  [2]

A run's id is no path:

  $ LOCKKEEPER_RUN=../../x lockkeeper note hello
  error: LOCKKEEPER_RUN is '../../x', which is not the id of a run
  Unset it, or set it to an id that 'lockkeeper history' shows.
  [2]
