// Runbooks in the styles that teams write, done well: the rules about shell and prose have nothing to say.
#include <gtest/gtest.h>

#include "base/files.h"
#include "lint/rules.h"

namespace lint {

namespace {
struct Style {
  const char* name;
  const char* text;
};
}  // namespace

static const Style styles[] = {
    {"failover", R"md(---
title: Database failover
owner: platform
---

# 🚨 Failover of the primary

> Since PostgreSQL 12 a standby is promoted without a trigger file.

**Last Updated:** November 2, 2026

## Detection (2 min)

- [ ] Page the on-call engineer
- [ ] **The primary is gone**
  ```bash
  pg_isready -h db-1.internal -t 5 || exit 1
  ```
- [ ] Lag of the standby below 16 MB

## Failover (5 min)

```console
$ ssh db-2.internal 'pg_ctl promote -D /srv/pg'
server promoted
$ psql -h db-2.internal -c "SELECT pg_is_in_recovery()"
 f
```

| Step | Who | Done |
|------|-----|------|
| DNS  | DBA | [ ]  |

Consult [rollback](#rollback) if writes fail.

## Rollback

Rehearsed every quarter. Rebuild the old primary:

```bash
mv /srv/pg /srv/pg.old
pg_basebackup -h db-2.internal -D /srv/pg -R -X stream
```

## Contacts

| Role | Name | Phone |
|------|------|-------|
| DBA  | Ada  | +49 30 1234567 |
)md"},
    {"upgrade", R"md(# Minor upgrade, all nodes

**Window:** 2027-02-07
**Duration:** a 2-hour window

1. Stop the agents.
   ```sh
   set -euo pipefail
   for node in db-1 db-2; do
     ssh "$node" 'sudo systemctl stop app-agent' < /dev/null
   done
   ```
2. Upgrade.

   ```shell
   sudo apt-get update
   sudo apt-get install --only-upgrade postgresql-16
   psql -At -c 'SHOW server_version'
   ```

   Expected:

   ```
   16.11
   ```

## If it fails

We try the rollback in staging each time.

~~~bash
case "$1" in
  start) sudo systemctl start postgresql ;;
  *) exit 2 ;;
esac
~~~
)md"},
    {"release", R"md(# Release checklist

<!-- [DATE] is filled in by the bot -->

You need to replace `YYYY-MM-DD` by the day of the release.

- [ ] Tag it
  ```console
  $ git tag -s v1.2.0
  $ git push origin v1.2.0
  ```
- [x] [Notes](https://shop.test/notes "Notes") are written

```json
{"version": "<version>"}
```

```yaml
replicas: 3
```

| Metric | Target | Actual |
|--------|--------|--------|
| p95    | < 300 ms |      |

Status: ____
)md"},
    {"incident", R"md(# Incident: queue grows

## Triage

```bash
kubectl get pods -l app=worker
kubectl logs -l app=worker --since=15m | grep -c ERROR
df -h /srv
timeout 10m tail -f /var/log/app.log
```

```sql
SELECT count(*) FROM jobs WHERE state = 'waiting';
```

## Mitigate

```bash
BEFORE=$(kubectl get deployment/worker -o jsonpath='{.spec.replicas}')
kubectl scale deployment/worker --replicas=0
psql "$DATABASE_URL" -v ON_ERROR_STOP=1 <<'SQL'
BEGIN;
UPDATE jobs SET state = 'failed' WHERE attempts > 10;
COMMIT;
SQL
kubectl scale deployment/worker --replicas="$BEFORE"
```

**Rollback if:**
- latency > 50%

**Consider Rollback if:**
- latency > 30%
)md"},
    {"migration", R"md(# Orders get a currency

## Pre-flight
- [ ] Disk: at least 30% free
- [ ] Rollback tested on staging

```bash
lockkeeper check
lockkeeper backup create
lockkeeper backup verify
```

## Step 1: apply
```bash
lockkeeper up --to 20261201
```
Verify:
```sql
SELECT count(*) FROM orders WHERE currency IS NULL;
```
Expected: 0

## Rollback
```bash
lockkeeper down --to 20261130
```
)md"},
};

// What the machine or its PATH lacks is not the runbook's fault, nor is what a person is to decide.
TEST(Styles, DoneWellAreQuiet) {
  for (const auto& style : styles) {
    const std::vector<Document> documents{make_document(style.text, std::string(style.name) + ".md")};
    for (const auto& finding : lint(documents, nullptr, false, *base::parse_instant("2026-11-20T12:00:00Z"))) {
      if (finding.rule == "command-missing" || finding.rule == "asked-first") continue;
      ADD_FAILURE() << style.name << ":\n" << to_text(finding);
    }
  }
}

}  // namespace lint
