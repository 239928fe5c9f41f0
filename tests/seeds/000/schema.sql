-- What the runbook's statements and checks name, before its migrations.
CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, placed_at timestamptz);
CREATE INDEX idx_orders_user ON orders (user_id);
INSERT INTO users (email) SELECT 'user' || i || '@example.com' FROM generate_series(1, 50) i;
INSERT INTO orders (user_id, placed_at) SELECT 1 + i % 50, now() FROM generate_series(1, 200) i;
CREATE TABLE _prisma_migrations (id text PRIMARY KEY, migration_name text, finished_at timestamptz);
-- The extension's view; the extension itself needs a server that loads it at the start.
CREATE VIEW pg_stat_statements AS
  SELECT 1::bigint AS queryid, 150::bigint AS calls, 1.5::float8 AS total_exec_time, 0.01::float8 AS mean_exec_time,
         0.5::float8 AS max_exec_time, 'SELECT 1'::text AS query;
