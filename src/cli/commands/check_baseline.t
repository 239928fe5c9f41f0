  $ psql -qX -c 'CREATE TABLE users (id int PRIMARY KEY)' -c 'INSERT INTO users SELECT generate_series(1, 1200)'
  $ lockkeeper check baseline
  $ lockkeeper check baseline --json | python3 -c 'import json, sys; b = json.load(sys.stdin)["baseline"]; print(b["rows"], sorted(b["sizes"]), b["statements"], "names" in b)'
  $ lockkeeper check verify | grep -E '(rows|sizes)-kept' | sed -E 's/ +/ /g; s/[0-9.]+ MB/… MB/g'
