Commands are given one database, and the environment names another. What they print is collected, and every command line in it is
pasted where the other one is named: nothing reaches that.

  $ one=$DATABASE_URL name=$PGDATABASE app=app_$PGDATABASE
  $ export PGDATABASE=${name}_other
  $ createdb -T template0 $PGDATABASE
  $ export DATABASE_URL=${one/$name\?/$PGDATABASE?}
  $ psql -qXc "CREATE ROLE $app LOGIN"
  $ for each in $name $PGDATABASE; do
  >   psql -qXd $each -c 'CREATE TABLE orders (id int)' -c 'INSERT INTO orders VALUES (1), (2)' -c 'CREATE TABLE marks (mark int)'
  > done
  $ state() {
  >   psql -qXAt -d "$DATABASE_URL" -c "SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM orders),
  >     (SELECT count(*) FROM marks), (SELECT count(*) FROM pg_namespace), d.oid, d.datconnlimit, d.datacl, s.setconfig
  >     FROM pg_database d LEFT JOIN pg_db_role_setting s ON s.setdatabase = d.oid WHERE datname = current_database()"
  > }
  $ state > before
  $ marks() { psql -qXAt -d "$1" -c "SELECT coalesce(string_agg(mark::text, ' ' ORDER BY mark), 'none') FROM marks"; }
  $ on_one() { timeout 120 lockkeeper "$@" "${that[@]}" >> said 2>&1 < /dev/null; }

Migrations, their undos, checks, a watch, maintenance, backups, by the address and by its name in the configuration:

  $ cat > lockkeeper.toml << EOF
  > [environments.one]
  > url = "$one"
  > [maintenance]
  > application_roles = ["$app"]
  > fence = "read_only"
  > drain = "0s"
  > prove_for = "300ms"
  > EOF
  $ mkdir -p migrations/rollbacks
  $ echo 'ALTER TABLE orders ADD COLUMN note text;' > migrations/001_note.sql
  $ echo 'SELECT nothing FROM orders;' > migrations/002_wrong.sql
  $ printf -- '-- Contract: later\nALTER TABLE orders DROP COLUMN note;\n' > migrations/003_contract.sql
  $ echo 'CREATE INDEX CONCURRENTLY i ON orders (id); SELECT pg_terminate_backend(pg_backend_pid());' > migrations/004_gone.sql
  $ for that in "--database-url $one" "--env one"; do
  >   that=($that)
  >   for each in 'up --yes' 'up --yes --despite 002_wrong' status plan validate 'validate --drift' 'down --yes' 'up --dry-run' \
  >       'resolve 002_wrong --applied' 'up --yes' 'up --yes' 'resolve 004_gone --applied' 'fix migrations/001_note.sql' rates \
  >       'check preflight' 'check verify' 'check baseline' health 'watch --for 100ms --every 50ms' 'maintenance leave' \
  >       'maintenance enter --for 1h' 'maintenance status' 'maintenance prove' 'maintenance leave' 'backup create' 'backup list' \
  >       'backup restore' 'backup verify latest' 'baseline' 'up --yes --target nothing'; do
  >     on_one $each
  >   done
  >   on_one maintenance enter --for 1s --dead-man
  >   for i in $(seq 100); do lockkeeper maintenance status "${that[@]}" 2>&1 | grep -q 'is off' && break; sleep 0.1; done
  >   lockkeeper maintenance status "${that[@]}" | grep -o 'maintenance mode is off'
  > done
  maintenance mode is off
  maintenance mode is off
  $ on_one backup restore latest --yes

A run, what stops it, a plain psql in a fence, a procedure, answers:

  $ cat > night.md << 'EOF'
  > # Night
  > ## All
  > ```sql {auto}
  > INSERT INTO marks VALUES (1);
  > ```
  > - [ ] Look at it
  > 
  > Then it is written down.
  > 
  > ```bash {id=asks auto}
  > lockkeeper status > seen; psql -qXc 'INSERT INTO marks VALUES (2)'
  > ```
  > ```sql {auto}
  > INSERT INTO marks VALUES (3);
  > ```
  > ```bash {id=fails}
  > false
  > ```
  > ## Rollback Procedure
  > ```sql {auto}
  > INSERT INTO marks VALUES (9);
  > ```
  > EOF
  $ printf '[elsewhere]\ndbname=%s\n' "$PGDATABASE" > services; export PGSERVICEFILE=$PWD/services PGSERVICE=elsewhere
  $ that=(--database-url "$one"); on_one run night.md
  [5]
  $ lockkeeper answer night.md look done --by Ada >> said
  $ lockkeeper run night.md >> said 2>&1 < /dev/null
  [1]
  $ lockkeeper run night.md --procedure rollback >> said 2>&1 < /dev/null
  $ marks "$one"; marks "$DATABASE_URL"
  1 2 3 9
  none

  $ unset PGSERVICE

What was printed, pasted:

  $ cat > collect.py << 'EOF'
  > import re
  > said = open("said").read()
  > # Up to the quote that ends the command line: a word of it may be quoted itself. And what stands behind a colon.
  > found = set(re.findall(r"'(lockkeeper (?:[^'\n]|(?<=[ =])'[^']*')*)'", said)) | set(re.findall(r": (lockkeeper [^'\n]*)\n", said))
  > print("\n".join(sorted(line for line in found if not line.isupper())))
  > EOF
  $ python3 collect.py > hints
  $ sed "s|'$one'|ONE|g" hints | sed -E "s/(t-[0-9a-z-]*-)?[0-9]{8}[T-][0-9]{6}Z?-[0-9a-z]*/ID/g" | sort -u
  lockkeeper --help
  lockkeeper COMMAND --help
  lockkeeper backup create --database-url ONE
  lockkeeper backup list --database-url ONE
  lockkeeper backup list --env one
  lockkeeper backup verify --database-url ONE
  lockkeeper backup verify ID
  lockkeeper check verify --database-url ONE
  lockkeeper check verify --env one
  lockkeeper help baseline
  lockkeeper help down
  lockkeeper lint
  lockkeeper rates --measure --database-url ONE
  lockkeeper rates --measure --env one
  lockkeeper report ID
  lockkeeper run night.md --database-url ONE
  lockkeeper status --database-url ONE
  lockkeeper status --env one
  lockkeeper up --database-url ONE
  lockkeeper up --env one
  lockkeeper up --through 003_contract --database-url ONE
  lockkeeper up --through 003_contract --env one
  lockkeeper validate --database-url ONE
  lockkeeper validate --env one
  $ while read -r line; do
  >   timeout 60 bash -c "$line --yes" < /dev/null > out 2>&1 || timeout 60 bash -c "$line" < /dev/null > out 2>&1
  > done < hints || true
  $ state | diff before - && echo untouched
  untouched
