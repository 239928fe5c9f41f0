CREATE TABLE ${schema}.users (id int);
