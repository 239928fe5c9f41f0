-- The schema that the cases of the rules start from.
CREATE SCHEMA archive;
CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, email text, country varchar(2), notes text,
  seen_at timestamptz, code text, born date);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT orders_customer_fk REFERENCES customers,
  status order_status NOT NULL DEFAULT 'new', total numeric(12, 2), note varchar(200), ref text, placed_at timestamptz,
  code int, qty int CONSTRAINT orders_qty_check CHECK (qty >= 0));
CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE INDEX orders_placed_idx ON orders (placed_at, code);
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE order_items (id bigint PRIMARY KEY, order_id bigint, qty int, sku text);
CREATE TABLE products (id bigint PRIMARY KEY, sku text NOT NULL, price numeric(10, 2), stock int);
CREATE TABLE drafts (id bigint PRIMARY KEY, body text);
CREATE TABLE "ConsentLog" ("userId" bigint PRIMARY KEY, at timestamptz);
CREATE TABLE events (id bigint, at date NOT NULL, kind text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 (id bigint, at date NOT NULL, kind text, PRIMARY KEY (id, at));
CREATE VIEW orders_v AS SELECT id, total FROM orders;
CREATE MATERIALIZED VIEW totals_mv AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY 1;
CREATE UNIQUE INDEX totals_mv_key ON totals_mv (customer_id);
INSERT INTO customers SELECT g, 'name ' || g, g || '@x.org', 'DE', 'n', now(), 'c' || g FROM generate_series(1, 300) g;
INSERT INTO orders SELECT g, g % 300 + 1, 'new', g, 'note ' || g, g::text, now(), g, 1 FROM generate_series(1, 1000) g;
INSERT INTO order_items SELECT g, g % 1000 + 1, 1, 'sku' || g FROM generate_series(1, 12000) g;
INSERT INTO products SELECT g, 'sku' || g, 1, 1 FROM generate_series(1, 400) g;
INSERT INTO "ConsentLog" SELECT g, now() FROM generate_series(1, 300) g;
INSERT INTO events SELECT g, date '2024-01-01' + g % 300, 'k' FROM generate_series(1, 600) g;
INSERT INTO events_2025 SELECT g, date '2025-01-01' + g % 300, 'k' FROM generate_series(1, 600) g;
