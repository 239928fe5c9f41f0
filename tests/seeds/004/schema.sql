CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);
CREATE TABLE reviews (id bigserial PRIMARY KEY, order_id bigint REFERENCES orders);
INSERT INTO users (email) SELECT 'user' || i || '@example.com' FROM generate_series(1, 50) i;
INSERT INTO orders (user_id) SELECT 1 + i % 50 FROM generate_series(1, 200) i;
CREATE TABLE _prisma_migrations (id text PRIMARY KEY, migration_name text, finished_at timestamptz);
CREATE VIEW pg_stat_statements AS
  SELECT 1::bigint AS queryid, 150::bigint AS calls, 1.5::float8 AS total_exec_time, 0.01::float8 AS mean_exec_time,
         'SELECT 1'::text AS query;
