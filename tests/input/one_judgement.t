Nothing of five is applied where the fourth is known to fail; validate, plan and the dry run say the same:

  $ mkdir migrations
  $ for n in 1 2 3 5; do echo "CREATE TABLE t$n (id int);" > migrations/$n\_t.sql; done
  $ printf 'CREATE TABLE t4 (id int);\nCOMMIT;\nALTER TABLE t4 ADD COLUMN id int;\n' > migrations/4_t.sql
  $ lockkeeper validate
  $ lockkeeper up --auto-approve
  $ lockkeeper up --auto-approve --dry-run
  $ lockkeeper plan | grep -A 3 '^4 '
  $ lockkeeper plan > plan.txt; echo $?
  $ lockkeeper plan --fail-on never > plan.txt; echo $?
  $ lockkeeper lint migrations | grep -A 1 4_t.sql
  $ lockkeeper status | tail -n 2

A block that commits runs statement by statement, as what cannot run in a transaction does:

  $ printf 'CREATE TABLE t4 (id int);\nDO $$ BEGIN INSERT INTO t4 VALUES (1); COMMIT; END $$;\n' > migrations/4_t.sql
  $ lockkeeper validate | head -n 1
  $ lockkeeper up --auto-approve --quiet
  $ psql -XAtc "SELECT version, transactional FROM _migration_history ORDER BY id"

A file that undoes itself, and files that would be passed over:

  $ rm migrations/*
  $ printf 'CREATE TABLE u (id int);\n--  +goose  DOWN\nDROP TABLE u;\n' > migrations/6_u.sql
  $ lockkeeper up --auto-approve
  $ lockkeeper plan
  $ lockkeeper lint --fail-on error | head -n 4
  $ cp migrations/6_u.sql loose.sql && lockkeeper lint loose.sql | head -n 1
  $ rm migrations/*
  $ echo 'CREATE TABLE v (id int);' > migrations/7_v.up.sql
  $ echo 'package main' > migrations/8_w.up.go
  $ echo 'CREATE TABLE x (id int);' > migrations/9_x.sql
  $ lockkeeper up --auto-approve
  $ lockkeeper status
  $ lockkeeper lint
  $ rm migrations/* && echo 'CREATE TABLE v (id int);' > migrations/V0001.First.up.sql
  $ lockkeeper up --auto-approve
  $ rm migrations/*
  $ lockkeeper lint
  $ lockkeeper up --auto-approve

A lock file for another database is noticed by all:

  $ echo 'provider = "mysql"' > migrations/migration_lock.toml
  $ mkdir migrations/01_init && echo 'CREATE TABLE m (id int);' > migrations/01_init/migration.sql
  $ lockkeeper status
  $ lockkeeper up --auto-approve
