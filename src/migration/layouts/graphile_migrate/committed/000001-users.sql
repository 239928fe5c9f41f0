--! Previous: -
--! Hash: sha1:0000
--! Message: users

CREATE TABLE users (id int);
