# The appendix gives this script's text; the project has it as a file.
cat >post-migration-tests.sql <<'S'
SELECT 'users' AS table_name, count(*) FROM users
UNION ALL SELECT 'orders', count(*) FROM orders
UNION ALL SELECT 'products', count(*) FROM products;
S
echo "SELECT count(*) FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE u.id IS NULL;" >data-integrity-check.sql
cat >009_add_notification_system.sql <<'S'
CREATE TABLE IF NOT EXISTS notifications (id bigserial PRIMARY KEY, user_id bigint REFERENCES users, read_at timestamptz);
INSERT INTO _migration_history VALUES ('009', now()) ON CONFLICT DO NOTHING;
S
