A runbook is carried out on a copy; what it calls elsewhere goes to stand-ins.

  $ cat > book.md <<'EOF'
  > # Move
  > ## Before (T-1h)
  > - [ ] Team is there
  > ```bash
  > kubectl get pods | grep api
  > curl -f https://shop.example/health
  > sleep 3600
  > ```
  > ## Work (T-0)
  > ```sql
  > ALTER TABLE customers ADD COLUMN email text;
  > SELECT count(*) FROM customers;
  > ```
  > Expected output:
  > ```
  > 3
  > ```
  > ```bash
  > psql -h db.production.example -c 'DROP TABLE customers'
  > ```
  > EOF
  $ cat > copy.sql <<'EOF'
  > CREATE TABLE customers (id int); INSERT INTO customers VALUES (1), (2);
  > EOF
  $ cat > stand-ins.toml <<'EOF'
  > [[stand-in]]
  > command = "kubectl get*"
  > output = "api-1 Running"
  > EOF
  $ lockkeeper runbook rehearse book.md --from copy.sql --stand-ins stand-ins.toml --quiet
  
  Rehearsal * on copy.sql: failed (glob)
    2 failed, 1 passed, 1 skipped, in * (the copy was ready in *) (glob)
  
  Failed
    work-t-0/alter-table-customers-add-column-email-text  (line 10)
      ALTER TABLE customers ADD COLUMN email text; SELECT count(*…: not as expected
      line 15: expected 3, got 2
    work-t-0/psql-h-db-production-example-c-drop-table  (line 18)
      psql -h db.production.example -c 'DROP TABLE customers': ended with 78 at line 19: psql -h db.production.example -c 'DROP TABLE customers'
  
  Refused, another database
    work-t-0/psql-h-db-production-example-c-drop-table  (line 18)
      would reach host db.production.example
      psql -h db.production.example -c DROP TABLE customers
  
  How long it took
    Before (T-1h)  *, and 1 h of waiting jumped over  (planned: 1 h) (glob)
    Work (T-0)     * (glob)
  
  Stand-ins answered for
    kubectl get pods
    curl -f https://shop.example/health  (not declared)
  
  Nobody answered; the rehearsal went on with
    before-t-1h/team-is-there (task): skip
    work-t-0/alter-table-customers-add-column-email-text (dangerous): run
    work-t-0/psql-h-db-production-example-c-drop-table (dangerous): run
  [1]
  $ lockkeeper history | tail -1
  *  -                     rehearsal.finished  rehearsal * of book.md failed after * (glob)
  $ ls
  book.md
  copy.sql
  stand-ins.toml

A procedure that is not there is said before anything begins:

  $ lockkeeper runbook rehearse book.md --from copy.sql --procedure rollback --quiet
  error: there is no procedure 'rollback' with steps
  See what the runbook holds with 'lockkeeper runbook show'.
  [2]

What it has run, and what passed, can be approved by it:

  $ cat > tidy.md <<'EOF'
  > # Tidy
  > ## Work
  > ```sql {id=fill}
  > UPDATE customers SET id = id + 10;
  > ```
  > ```bash {id=tell}
  > kubectl delete pod api-1
  > ```
  > EOF
  $ lockkeeper runbook rehearse tidy.md --from copy.sql --stand-ins stand-ins.toml --quiet --approve --by Ada | tail -1
  approved fill
  $ grep -E 'step|by|source' tidy.review.toml
  # What people have approved in tidy.md: these steps run unasked as long as their text is the same.
  # Written by 'lockkeeper runbook review'. To take an approval back, delete its entry.
  step = "fill"
  by = "Ada"
  source = "rehearsal *" (glob)
