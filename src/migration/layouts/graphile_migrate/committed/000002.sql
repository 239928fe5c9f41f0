--! Previous: sha1:0000
--! Hash: sha1:0001
--! no-transaction
CREATE INDEX CONCURRENTLY ON users (id);
