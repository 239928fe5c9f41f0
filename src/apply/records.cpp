#include "apply/records.h"

#include <fmt/format.h>

#include "apply/edited.h"
#include "apply/lease.h"
#include "sql/secrets.h"

namespace apply {

// These are sent in the session of a migration, whose search_path is its own matter: every function, operator and
// type says its schema, or whoever may create in one of those schemas would have the records call what is theirs.

/// Milliseconds between now and `since`, in SQL.
static std::string milliseconds_since(std::string_view since) {
  return fmt::format(
      "(extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) {}) OPERATOR(pg_catalog.*) 1000)"
      "::pg_catalog.int8",
      since);
}

std::string Records::fence(std::size_t parameter) const {
  return fmt::format(
      "(SELECT l.token FROM {}._migration_locks l WHERE l.name OPERATOR(pg_catalog.=) '{}'"
      " AND l.token OPERATOR(pg_catalog.=) ${} FOR UPDATE)",
      schema_, lease_name, parameter);
}

// The history is read by more people than the file. An undo with a secret in it is not kept at all: without the
// secret it would do something else.
static pg::Value undo_to_keep(const migration::Migration& migration) {
  if (!migration.down || sql::without_secrets(migration.down->text) != migration.down->text) return {};
  return (migration.undo_alone ? "-- lockkeeper: no transaction\n" : "") + migration.down->text;
}

static pg::Value or_null(const std::string& text) {
  return text.empty() ? pg::Value() : pg::Value(text);
}

pg::Request Records::insert(std::string_view state, const migration::Migration& migration, const ExecutionMode& shape,
                            const std::string& error, const std::string& other_id) const {
  const bool running = state == "running";
  const std::string_view applied_at = state == "applied" ? "pg_catalog.clock_timestamp()" : "NULL";
  const std::string_view finished_at = running ? "NULL" : "pg_catalog.clock_timestamp()";
  const std::string duration = running ? "NULL" : milliseconds_since("pg_catalog.now()");
  return {
      .sql = fmt::format("INSERT INTO {}._migration_history (version, name, checksum, state, started_at, applied_at,"
                         " finished_at, duration_ms, applied_by, host, run_id, transactional, statements_total,"
                         " statements_done, error, sql_text, down_text, other_id, lease_token)"
                         " VALUES ($1, $2, $3, '{}', pg_catalog.now(), {}, {}, {}, $4, $5, $6, $7, $8, $9, $10, $11,"
                         " $12, $13, {}) RETURNING id",
                         schema_, state, applied_at, finished_at, duration, fence(14)),
      .parameters = {migration.version, migration.name, migration.checksum, run_->actor, run_->host, run_->id,
                     shape.transactional ? "t" : "f", std::to_string(shape.total), std::to_string(shape.done),
                     or_null(error), kept_text(migration), undo_to_keep(migration), or_null(other_id), token_}};
}

pg::Request Records::applied(const migration::Migration& migration, const ExecutionMode& shape,
                             const std::string& other_id) const {
  return insert("applied", migration, shape, {}, other_id);
}

pg::Request Records::failed(const migration::Migration& migration, const ExecutionMode& shape,
                            const std::string& error) const {
  return insert("failed", migration, shape, error, {});
}

pg::Request Records::running(const migration::Migration& migration, const ExecutionMode& shape) const {
  return insert("running", migration, shape, {}, {});
}

// `set` numbers its parameters from $3 on: $1 is the row, $2 the token.
pg::Request Records::update(long long id, const std::string& set, pg::Parameters values) const {
  pg::Parameters parameters{std::to_string(id), token_};
  for (auto& value : values) parameters.push_back(std::move(value));
  return {
      .sql = fmt::format("UPDATE {}._migration_history SET {}, lease_token = {} WHERE id OPERATOR(pg_catalog.=) $1",
                         schema_, set, fence(2)),
      .parameters = std::move(parameters)};
}

static std::string ends_now() {
  return "finished_at = pg_catalog.clock_timestamp(), duration_ms = " + milliseconds_since("started_at");
}

pg::Request Records::progress(long long id, std::size_t done) const {
  return update(id, "statements_done = $3", {std::to_string(done)});
}

pg::Request Records::finished(long long id, const std::string& other_id) const {
  return update(id,
                fmt::format("state = 'applied', statements_done = statements_total, other_id = $3, error = NULL,"
                            " applied_at = pg_catalog.clock_timestamp(), {}",
                            ends_now()),
                {or_null(other_id)});
}

pg::Request Records::broken(long long id, const std::string& error) const {
  return update(id, fmt::format("state = 'failed', error = coalesce(error, $3), {}", ends_now()), {error});
}

pg::Request Records::rolled_back(long long id) const {
  return update(id, "state = 'rolled_back', undo_done = NULL, finished_at = pg_catalog.clock_timestamp()", {});
}

// It is no longer what counts as applied; the audit log has both runs.
pg::Request Records::superseded(long long id) const {
  return update(id, "state = 'rolled_back'", {});
}

pg::Request Records::adopted_rolled_back(const plan::Applied& adopted, const std::string& down_text) const {
  return {
      .sql = fmt::format("INSERT INTO {}._migration_history (version, name, checksum, state, finished_at, applied_by,"
                         " host, run_id, transactional, statements_total, sql_text, down_text, lease_token)"
                         " VALUES ($1, $2, $3, 'rolled_back', pg_catalog.clock_timestamp(), $4, $5, $6, false, 0,"
                         " '', $7, {}) RETURNING id",
                         schema_, fence(8)),
      .parameters = {adopted.version, adopted.name, adopted.checksum, adopted.applied_by, run_->host, run_->id,
                     sql::without_secrets(down_text), token_}};
}

pg::Request Records::undo_progress(long long id, std::optional<std::size_t> done) const {
  return update(id, "undo_done = $3", {done ? pg::Value(std::to_string(*done)) : pg::Value()});
}

pg::Request Records::said_done(long long id, std::size_t done) const {
  return update(id, fmt::format("state = 'failed', statements_done = $3, {}", ends_now()), {std::to_string(done)});
}

pg::Request Records::realigned(long long id, const migration::Migration& migration) const {
  return update(id, "checksum = $3, sql_text = $4, down_text = $5",
                {migration.checksum, kept_text(migration), undo_to_keep(migration)});
}

pg::Request Records::audit(std::string_view action, const std::string& version, const base::Json& detail) const {
  return {.sql = fmt::format("INSERT INTO {}._migration_audit_log (run_id, actor, host, action, version, detail)"
                             " VALUES ($1, $2, $3, $4, $5, $6)",
                             schema_),
          .parameters = {run_->id, run_->actor, run_->host, std::string(action), or_null(version),
                         detail.dump(-1, ' ', false, base::Json::error_handler_t::replace)}};
}

}  // namespace apply
