CREATE TABLE whole (id int);
