#!/usr/bin/env bash
# The shop's seven migrations, up and down again, on every PostgreSQL major that tools/pg-matrix finds.
# Expected on each: the files validate, all seven apply, the checks hold, everything undone leaves the schema as it was.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${LOCKKEEPER_BUILD:-$root/build}
export PATH="$build:$(pg_config --bindir):$PATH" NO_COLOR=1

if [[ ${1:-} == inside ]]; then
  fingerprint() {
    psql -XAtc "SELECT relkind, relname, (SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull, ',' ORDER BY attname)
                  FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped),
                (SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint WHERE conrelid = c.oid AND contype <> 'n')
                FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relname !~ '^_' ORDER BY 1, 2" | sha256sum
  }
  psql -Xq -v ON_ERROR_STOP=1 -1 -v scale=0.01 -f schema.sql -f data.sql >/dev/null
  cp fixes/add_privacy_consent/migration.sql migrations/add_privacy_consent/migration.sql
  before=$(fingerprint)
  lockkeeper validate >/dev/null
  lockkeeper plan >/dev/null
  lockkeeper check preflight >/dev/null
  lockkeeper up --auto-approve --quiet >/dev/null
  [[ $(psql -XAtc "SELECT count(*) FROM _migration_history WHERE state = 'applied'") == 7 ]]
  lockkeeper check verify >/dev/null
  lockkeeper down --all --auto-approve --quiet >/dev/null
  [[ $(fingerprint) == "$before" ]] || { echo "the schema is not what it was before"; exit 1; }
  exit 0
fi

passed=0 failed=0
while read -r major bindir; do
  work=$(mktemp -d)
  cp -r "$root/examples/shop/." "$work"
  if (cd "$work" && lockkeeper sandbox --quiet --bindir "$bindir" -- "$root/tests/matrix/shop.sh" inside) >"$work/log" 2>&1; then
    echo "ok   PostgreSQL $major"
    passed=$((passed + 1))
  else
    echo "FAIL PostgreSQL $major"
    tail -n 20 "$work/log"
    failed=$((failed + 1))
  fi
  rm -rf "$work"
done < <("$root/tools/pg-matrix")
echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
