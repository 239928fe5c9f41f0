CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL);
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);
CREATE TABLE products (id bigserial PRIMARY KEY, name text);
INSERT INTO users (email) SELECT 'user' || i || '@example.com' FROM generate_series(1, 20) i;
INSERT INTO orders (user_id) SELECT 1 + i % 20 FROM generate_series(1, 60) i;
CREATE TABLE _migration_locks (id int PRIMARY KEY, expires_at timestamptz);
CREATE TABLE _migration_history (version text PRIMARY KEY, applied_at timestamptz);
CREATE TABLE _migration_audit_log (id bigserial PRIMARY KEY, timestamp timestamptz);
