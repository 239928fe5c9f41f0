-- +migrate Up
CREATE TABLE users (id int);
-- +migrate Down
DROP TABLE orders;
-- +migrate Up
CREATE TABLE orders (id int);
-- +migrate Down
DROP TABLE users;
