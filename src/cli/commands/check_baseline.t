  $ psql -qX -c 'CREATE TABLE users (id int PRIMARY KEY)' -c 'INSERT INTO users SELECT generate_series(1, 1200)'
  $ lockkeeper check baseline
  1 table, 1 index and 1,200 rows noted for 'lockkeeper check verify'
  $ lockkeeper check baseline --json | python3 -c 'import json, sys; b = json.load(sys.stdin)["baseline"]; print(b["rows"], sorted(b["sizes"]), b["statements"], "names" in b)'
  {'public.users': 1200} ['public.users'] None False
  $ lockkeeper check verify | grep -E '(rows|sizes)-kept' | sed -E 's/ +/ /g; s/[0-9.]+ MB/… MB/g'
  ✓ rows-kept 1,200 rows in 1 table, none lost
  ✓ table-sizes-kept database … MB → … MB
