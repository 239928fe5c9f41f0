-- +goose Up
-- +goose StatementBegin
CREATE TABLE users (id int);
-- +goose StatementEnd

-- +goose Down
DROP TABLE users;
