CREATE TABLE affected_table (id bigserial PRIMARY KEY, name text NOT NULL);
CREATE INDEX affected_table_name ON affected_table (name);
INSERT INTO affected_table (name) SELECT 'row ' || i FROM generate_series(1, 100) i;
