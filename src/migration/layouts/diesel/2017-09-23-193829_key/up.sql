CREATE INDEX CONCURRENTLY first_id ON first (id);
