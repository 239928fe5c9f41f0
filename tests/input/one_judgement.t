Nothing of five is applied where the fourth is known to fail; validate, plan and the dry run say the same:

  $ mkdir migrations
  $ for n in 1 2 3 5; do echo "CREATE TABLE t$n (id int);" > migrations/$n\_t.sql; done
  $ printf 'CREATE TABLE t4 (id int);\nCOMMIT;\nALTER TABLE t4 ADD COLUMN id int;\n' > migrations/4_t.sql
  $ lockkeeper validate
  error: 4_t controls transactions itself ('COMMIT'), and it runs in one transaction with its history row
    at migrations/4_t.sql:2:1
      COMMIT;
      ^
  Put '-- lockkeeper: no transaction' into the header, and the file runs statement by statement with its own BEGIN and COMMIT; or take them out, and the whole file is one transaction.
  
  error: PostgreSQL refuses this: column "id" of relation "t4" already exists
    at migrations/4_t.sql:3:1
      ALTER TABLE t4 ADD COLUMN id int;
      ^
  
  ✗ 2 errors
  [1]
  $ lockkeeper up --auto-approve
  error: 4_t controls transactions itself ('COMMIT'), and it runs in one transaction with its history row
    at migrations/4_t.sql:2:1
      COMMIT;
      ^
  Put '-- lockkeeper: no transaction' into the header, and the file runs statement by statement with its own BEGIN and COMMIT; or take them out, and the whole file is one transaction.
  [1]
  $ lockkeeper up --auto-approve --dry-run
  error: 4_t controls transactions itself ('COMMIT'), and it runs in one transaction with its history row
    at migrations/4_t.sql:2:1
      COMMIT;
      ^
    and: 1 more error; 'lockkeeper validate' shows all
  Put '-- lockkeeper: no transaction' into the header, and the file runs statement by statement with its own BEGIN and COMMIT; or take them out, and the whole file is one transaction.
  [1]
  $ lockkeeper plan | grep -A 3 '^4 '
  4  4_t        High      *        no        high (glob)
  5  5_t        Low       *        no        low (glob)
  
  Total * for 5 migrations, waiting for locks not counted. Window to book: 5 min (twice the upper end, so that there is time to undo). (glob)
  --
  4  4_t: 1 new table, 2 other statements; one transaction, no undo beside it
     *: catalog work of 3 statements (glob)
     high risk        line 3 will be refused: column "id" of relation "t4" already exists
     will be refused  line 2: 4_t controls transactions itself ('COMMIT'), and it runs in one transaction with its history row
  $ lockkeeper plan > plan.txt; echo $?
  1
  $ lockkeeper plan --fail-on never > plan.txt; echo $?
  0
  $ lockkeeper lint migrations | grep -A 1 4_t.sql
  migrations/4_t.sql:3:1: error: PostgreSQL refuses this: column "id" of relation "t4" already exists [will-fail]
      ALTER TABLE t4 ADD COLUMN id int;
  --
  migrations/4_t.sql:2:1: error: 4_t controls transactions itself ('COMMIT'), and it runs in one transaction with its history row [cannot-be-run]
      COMMIT;
  $ lockkeeper status | tail -n 2
  
  5 migrations: 5 pending

A block that commits runs statement by statement, as what cannot run in a transaction does:

  $ printf 'CREATE TABLE t4 (id int);\nDO $$ BEGIN INSERT INTO t4 VALUES (1); COMMIT; END $$;\n' > migrations/4_t.sql
  $ lockkeeper validate | head -n 1
  ✓ All migrations are valid
  $ lockkeeper up --auto-approve --quiet
  5 migrations applied in * (glob)
  $ psql -XAtc "SELECT version, transactional FROM _migration_history ORDER BY id"
  1|t
  2|t
  3|t
  4|f
  5|t

A file that undoes itself, and files that would be passed over:

  $ rm migrations/*
  $ printf 'CREATE TABLE u (id int);\n--  +goose  DOWN\nDROP TABLE u;\n' > migrations/6_u.sql
  $ lockkeeper up --auto-approve
  error: the file holds its own undo from this line on, and would undo itself when run as a whole
    at migrations/6_u.sql:2:1
      --  +goose  DOWN
      ^
    and: 5 more errors; 'lockkeeper validate' shows all
  Move the undo into a file of its own, or name the layout of the tool whose mark it is with --layout ('lockkeeper help layouts').
  [1]
  $ lockkeeper plan
  error: 1_t is applied, but its file is gone
  Restore the file from version control, or take it off the record with 'lockkeeper resolve --rolled-back 1_t'.
  [1]
  $ lockkeeper lint --fail-on error | head -n 4
  migrations/6_u.sql:2:1: error: the file holds its own undo from this line on, and would undo itself when run as a whole [undo-in-file]
      --  +goose  DOWN
      ^
    better: Move the undo into a file of its own, or name the layout of the tool whose mark it is with --layout ('lockkeeper help layouts').
  $ cp migrations/6_u.sql loose.sql && lockkeeper lint loose.sql | head -n 1
  loose.sql:2:1: error: the file holds its own undo from this line on, and would undo itself when run as a whole [undo-in-file]
  $ rm migrations/*
  $ echo 'CREATE TABLE v (id int);' > migrations/7_v.up.sql
  $ echo 'package main' > migrations/8_w.up.go
  $ echo 'CREATE TABLE x (id int);' > migrations/9_x.sql
  $ lockkeeper up --auto-approve
  Not taken from migrations:
    8_w.up.go: a program, not SQL
    9_x.sql: it is not N_name.up.sql or N_name.down.sql
  error: 8_w.up.go looks like a migration and would be passed over: a program, not SQL
    at migrations/8_w.up.go
    and: 6 more errors; 'lockkeeper validate' shows all
  The folder is read in the layout up-down (--layout names another one). Name it as the others are, move it out, or list it in 'ignore' under [migrations] in lockkeeper.toml.
  [1]
  $ lockkeeper status
  database * on * as postgres (glob)
  
    7_v  pending
    1_t  missing       *, the file is gone (glob)
    2_t  missing       *, the file is gone (glob)
    3_t  missing       *, the file is gone (glob)
    4_t  missing       *, the file is gone (glob)
    5_t  missing       *, the file is gone (glob)
  
  6 migrations: 1 pending, 5 missing
  
  error: 8_w.up.go looks like a migration and would be passed over: a program, not SQL (migrations/8_w.up.go)
  error: 9_x.sql looks like a migration and would be passed over: it is not N_name.up.sql or N_name.down.sql (migrations/9_x.sql)
  
  Not taken from migrations:
    8_w.up.go: a program, not SQL
    9_x.sql: it is not N_name.up.sql or N_name.down.sql
  $ lockkeeper lint
  migrations/8_w.up.go: error: 8_w.up.go looks like a migration and would be passed over: a program, not SQL [not-taken]
    better: The folder is read in the layout up-down (--layout names another one). Name it as the others are, move it out, or list it in 'ignore' under [migrations] in lockkeeper.toml.
  
  migrations/9_x.sql: error: 9_x.sql looks like a migration and would be passed over: it is not N_name.up.sql or N_name.down.sql [not-taken]
    better: The folder is read in the layout up-down (--layout names another one). Name it as the others are, move it out, or list it in 'ignore' under [migrations] in lockkeeper.toml.
  
  8_w.up.go: advice: not judged: a program, not SQL [not-taken]
  
  9_x.sql: advice: not judged: it is not N_name.up.sql or N_name.down.sql [not-taken]
  
  4 findings: 2 errors, 0 warnings, 2 advice (1 file, judged by the files alone)
  [1]
  $ rm migrations/* && echo 'CREATE TABLE v (id int);' > migrations/V0001.First.up.sql
  $ lockkeeper up --auto-approve
  Not taken from migrations:
    V0001.First.up.sql: its name has no number in front
  error: V0001.First.up.sql looks like a migration and would be passed over: its name has no number in front
    at migrations/V0001.First.up.sql
    and: 5 more errors; 'lockkeeper validate' shows all
  The folder is read in the layout up-down (--layout names another one). Name it as the others are, move it out, or list it in 'ignore' under [migrations] in lockkeeper.toml.
  [1]
  $ rm migrations/*
  $ lockkeeper lint
  migrations: error: there is no migration in migrations [no-migrations]
    better: Check --dir, or [migrations] dir and layout in lockkeeper.toml.
  
  1 finding: 1 error, 0 warnings, 0 advice (0 files, judged by the files alone)
  [1]
  $ lockkeeper up --auto-approve
  error: 1_t is applied, but its file is gone
  Restore the file from version control, or take it off the record with 'lockkeeper resolve --rolled-back 1_t'.
  [1]

A lock file for another database is noticed by all:

  $ echo 'provider = "mysql"' > migrations/migration_lock.toml
  $ mkdir migrations/01_init && echo 'CREATE TABLE m (id int);' > migrations/01_init/migration.sql
  $ lockkeeper status
  database * on * as postgres (glob)
  
    01_init  pending
    1_t      missing       *, the file is gone (glob)
    2_t      missing       *, the file is gone (glob)
    3_t      missing       *, the file is gone (glob)
    4_t      missing       *, the file is gone (glob)
    5_t      missing       *, the file is gone (glob)
  
  6 migrations: 1 pending, 5 missing
  
  error: these migrations are for mysql, not for postgresql (migrations/migration_lock.toml)
  $ lockkeeper up --auto-approve
  error: these migrations are for mysql, not for postgresql
    at migrations/migration_lock.toml:1
    and: 5 more errors; 'lockkeeper validate' shows all
  Point --dir at the migrations of the PostgreSQL database.
  [1]

A file that parts its work by BEGIN and COMMIT runs as its author wrote it, and a failure after the COMMIT keeps what is done:

  $ rm -rf migrations && mkdir migrations
  $ psql -Xqc 'DROP TABLE IF EXISTS _migration_history, _migration_locks, _migration_audit_log CASCADE'
  $ printf 'BEGIN;\nCREATE TABLE parted (id int);\nCOMMIT;\nALTER TABLE parted ADD COLUMN n int;\nSELECT 1 / count(*) FROM parted;\n' > migrations/6_parted.sql
  $ lockkeeper validate
  ✓ All migrations are valid
  Pending migrations: 1
  - 6_parted.sql (risk: low)
  $ lockkeeper plan | grep -o 'statement by statement' | uniq
  statement by statement
  $ lockkeeper up --auto-approve --quiet 2>&1 | grep -E 'failed|statement:|kept:'
  error: 6_parted failed: division by zero
    statement: 5 of 5, SELECT
    kept: 4 statements of 5 before it are done and stay; 'lockkeeper up' goes on at this one
  $ psql -XAtc "SELECT count(*) FROM pg_attribute WHERE attrelid = 'parted'::regclass AND attnum > 0"
  2
