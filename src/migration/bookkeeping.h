// Tables that runners of migrations keep for themselves.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace migration {

/// Whether a table of that name is such a one, by the documentation of the runners: it is there before the first
/// migration although no migration makes it.
inline bool is_bookkeeping(std::string_view table) {
  constexpr std::array<std::string_view, 21> known{
      "__EFMigrationsHistory",       // Entity Framework
      "__diesel_schema_migrations",  // diesel
      "__drizzle_migrations",        // Drizzle
      "_prisma_migrations",          // Prisma
      "_sqlx_migrations",            // sqlx
      "SequelizeMeta",               // Sequelize
      "alembic_version",             // Alembic
      "ar_internal_metadata",        // Rails
      "atlas_schema_revisions",      // Atlas
      "databasechangelog",           // Liquibase
      "databasechangeloglock",       // Liquibase
      "django_migrations",           // Django
      "flyway_schema_history",       // Flyway
      "goose_db_version",            // goose
      "gorp_migrations",             // sql-migrate
      "knex_migrations",             // knex
      "knex_migrations_lock",        // knex
      "pgmigrations",                // node-pg-migrate
      "refinery_schema_history",     // refinery
      "schema_migration",            // pop
      "schema_migrations",           // Rails, dbmate, golang-migrate
  };
  return table.starts_with("_migration_") || std::ranges::find(known, table) != known.end();
}

}  // namespace migration
