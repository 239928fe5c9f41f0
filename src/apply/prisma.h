// Prisma's own record, _prisma_migrations, read and kept true. Source: prisma/prisma-engines, schema-engine
// (sql_migration_persistence.rs, apply_migrations.rs, diagnose_migration_history.rs).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "migration/migration.h"
#include "pg/session.h"

namespace apply::prisma {

/// Prisma's `SELECT pg_advisory_lock(72707369)`: whoever acts on its table holds this as well.
constexpr long long lock_key = 72707369;

/// One entry per migration: its newest row that is not marked as rolled back.
struct Row {
  std::string id;        // uuid
  std::string name;      // of the migration's folder
  std::string checksum;  // lower-case hex SHA-256 of the file's raw bytes
  bool finished = false;
  base::Instant at{};  // finished, else started
  base::Milliseconds duration{0};
  std::string logs;  // why it failed
};

/// The table as it is written in SQL ("public._prisma_migrations"), found along the search path; nothing if not
/// there.
std::optional<std::string> find_table(pg::Session& session);

/// CREATE TABLE where missing, in the first schema of the search path. Gives back the table as written in SQL.
std::string make_table(pg::Session& session);

std::vector<Row> load(pg::Session& session, const std::string& table);

/// Whether Prisma would say that the file is as it was applied: line ends of either kind count as equal.
bool same_text(std::string_view stored_checksum, const migration::Migration& migration);

/// A random (version 4) UUID as text.
std::string new_id();

/// The row that `prisma migrate deploy` leaves after a success. `steps`: 1, or 0 where nothing was run (resolve).
/// `started_at`: as SQL; the transaction's begin where it is the migration's own.
pg::Request applied(const std::string& table, const std::string& id, const migration::Migration& migration, int steps,
                    std::string_view started_at = "pg_catalog.now()");

/// Makes a migration pending again for every Prisma command. Deletes its rows: one marked rolled_back_at would be
/// pending for `migrate deploy` but not for `migrate status`, which looks for any row of that name. Our history keeps
/// the record.
pg::Request undone(const std::string& table, const std::string& name);

/// What `prisma migrate resolve --rolled-back` does to a failed migration.
pg::Request failed_rolled_back(const std::string& table, const std::string& name);

}  // namespace apply::prisma
