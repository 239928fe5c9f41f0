-- Description: orders and who placed them
-- Risk: low
CREATE TABLE orders (id bigint PRIMARY KEY);
