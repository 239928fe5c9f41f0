# The runbook changes into a folder of somebody's Windows machine, and again when it is already there.
home=C:/Users/citad/OneDrive/Documents/citadelbuy-master/organization/apps/api
mkdir -p "$home/scripts" "$home/prisma/migrations/add_privacy_consent"
ln -s ../../../../../../../../../C: "$home/C:"
echo 'ALTER TABLE "User" ADD COLUMN "deletedAt" timestamptz;' >"$home/prisma/migrations/add_privacy_consent/migration.sql"
echo "CREATE TABLE users (id int); INSERT INTO users VALUES (1);" >"$home/backup_20251204_120000.sql"
printf '#!/bin/sh\npg_dump "$DATABASE_URL" >backup_by_script.sql\n' >"$home/scripts/backup-database.sh"
printf '#!/bin/sh\necho "smoke tests: ok"\n' >"$home/scripts/smoke-tests.sh"
chmod +x "$home"/scripts/*.sh
# `migrate deploy` applies everything that is pending: step 1 all seven, the later steps nothing.
cat >deploy.sql <<'S'
CREATE TABLE IF NOT EXISTS password_resets (id bigserial PRIMARY KEY, email text, token text);
CREATE INDEX IF NOT EXISTS password_resets_email ON password_resets (email);
CREATE TABLE IF NOT EXISTS subscription_plans (id bigserial PRIMARY KEY);
CREATE TABLE IF NOT EXISTS customer_loyalty (id bigserial PRIMARY KEY, user_id bigint REFERENCES users);
CREATE TABLE IF NOT EXISTS ad_campaigns (id bigserial PRIMARY KEY);
CREATE TABLE IF NOT EXISTS product_variants (id bigserial PRIMARY KEY);
CREATE TABLE IF NOT EXISTS deals (id bigserial PRIMARY KEY);
CREATE TABLE IF NOT EXISTS vendor_profiles (id bigserial PRIMARY KEY, user_id bigint REFERENCES users);
CREATE TABLE IF NOT EXISTS vendor_payouts (id bigserial PRIMARY KEY, vendor_id bigint REFERENCES vendor_profiles);
CREATE TABLE IF NOT EXISTS organizations (id bigserial PRIMARY KEY, "ownerId" bigint REFERENCES users);
CREATE TABLE IF NOT EXISTS departments (id bigserial PRIMARY KEY, "parentId" bigint REFERENCES departments);
CREATE TABLE IF NOT EXISTS teams (id bigserial PRIMARY KEY);
CREATE TABLE IF NOT EXISTS organization_members (id bigserial PRIMARY KEY);
CREATE TABLE IF NOT EXISTS organization_roles (id uuid PRIMARY KEY, name text, description text, "isSystem" boolean,
  "isDefault" boolean, permissions text[], "createdAt" timestamptz, "updatedAt" timestamptz);
CREATE TABLE IF NOT EXISTS permissions (id uuid PRIMARY KEY, code text UNIQUE, name text, description text, category text,
  "createdAt" timestamptz);
CREATE TABLE IF NOT EXISTS role_permissions (id bigserial PRIMARY KEY, role_id uuid REFERENCES organization_roles);
CREATE TABLE IF NOT EXISTS organization_audit_logs (id bigserial PRIMARY KEY, action text);
CREATE INDEX IF NOT EXISTS idx_orders_user_covering ON orders (user_id) INCLUDE (id);
CREATE TABLE IF NOT EXISTS "ConsentLog" (id bigserial PRIMARY KEY, user_id bigint REFERENCES users);
CREATE TABLE IF NOT EXISTS "DataDeletionRequest" (id bigserial PRIMARY KEY, user_id bigint REFERENCES users);
CREATE TABLE IF NOT EXISTS "DataExportRequest" (id bigserial PRIMARY KEY, user_id bigint REFERENCES users);
CREATE TABLE IF NOT EXISTS "AgreedTerms" (id bigserial PRIMARY KEY, user_id bigint REFERENCES users);
ALTER TABLE users ADD COLUMN IF NOT EXISTS "deletedAt" timestamptz;
ALTER TABLE users ADD COLUMN IF NOT EXISTS "processingRestricted" boolean;
INSERT INTO _prisma_migrations SELECT i::text, 'migration ' || i, now() FROM generate_series(1, 7) i ON CONFLICT DO NOTHING;
S
