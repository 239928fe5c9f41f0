What a rule is about:

  $ lockkeeper explain drop-not-null
  # drop-not-null
  
  Finds `DROP NOT NULL` on a column that was there before.
  
  **What happens.** Nothing in the database. Code that reads the column was written for a value; a typed client fails at the first
  NULL. To go back, every row has to be read and none may be NULL.
  
  **Instead.** First a release that can read NULL.
  
  **Sources.** squawk, "ban-drop-not-null".
  
  Its findings are of severity advice, unless lockkeeper.toml says otherwise. A rule about migrations.

Without a rule, all of them:

  $ lockkeeper explain | grep -E '^Rules|not-valid|no-where'
  Rules about migrations
    check-not-valid               error    Finds ADD CHECK without NOT VALID on a table with rows.
    foreign-key-not-valid         error    Finds ADD FOREIGN KEY without NOT VALID on a table with rows.
  Rules about runbooks
    no-where                      warning  Finds UPDATE and DELETE without WHERE.
  $ lockkeeper explain --json | head -8
  {
    "rules": [
      {
        "rule": "allow-expired",
        "of": "migrations",
        "severity": "error",
        "summary": "Finds -- lockkeeper: allow … until=DATE comments whose day is over."
      },
  $ lockkeeper explain set-not-nul
  error: there is no rule 'set-not-nul'
  Did you mean 'set-not-null'?
  [2]
