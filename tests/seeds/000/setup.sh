# The project's files that the runbook works with. It changes into apps/api and stays there, so the scripts are there too.
mkdir -p apps/api/prisma/migrations scripts k8s/cronjobs
for name in 20251117022438_add_password_reset_table 20251118154530_sync_schema_phase30 \
  20251119004754_add_vendor_management_system 20251202_add_owner_relation_and_role_permissions \
  add_performance_indexes add_privacy_consent organization_module; do
  mkdir -p "apps/api/prisma/migrations/$name"
  echo "SELECT 1;" >"apps/api/prisma/migrations/$name/migration.sql"
done
echo 'ALTER TABLE "User" ADD COLUMN IF NOT EXISTS "deletedAt" timestamptz;' \
  >apps/api/prisma/migrations/add_privacy_consent/migration.sql
ln -s ../../.. apps/api/prisma/apps 2>/dev/null || true
ln -s ../../../../apps apps/api/prisma/migrations/apps
ln -s ../../scripts apps/api/scripts
ln -s ../../../../scripts apps/api/prisma/migrations/scripts
ln -s ../../apps apps/api/apps
ln -s ../../../apps/api/prisma apps/api/prisma/migrations/prisma
cat >scripts/smoke-tests.sh <<'S'
#!/bin/sh
for each in "User registration" "User login" "Product listing" "Product detail" "Add to cart" "Checkout flow" \
  "Order creation" "Admin access"; do echo "✓ $each"; done
S
cat >scripts/apply-migrations.sh <<'S'
#!/bin/sh
psql -X -q -v ON_ERROR_STOP=1 "$DATABASE_URL" <<'SQL'
ALTER TABLE users ADD COLUMN IF NOT EXISTS "deletedAt" timestamptz;
CREATE TABLE IF NOT EXISTS organizations (id bigserial PRIMARY KEY, name text);
INSERT INTO _prisma_migrations VALUES ('7', 'organization_module', now()) ON CONFLICT DO NOTHING;
SQL
S
for name in run-load-tests verify-migrations validate-data-integrity; do
  printf '#!/bin/sh\necho "%s: ok"\n' "$name" >"scripts/$name.sh"
done
echo "SELECT count(*) FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE u.id IS NULL;" \
  >scripts/data-integrity-checks.sql
chmod +x scripts/*.sh
