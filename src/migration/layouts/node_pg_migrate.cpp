// node-pg-migrate: 1736942400000_name.sql with -- Up Migration and -- Down Migration; steps in JavaScript between.
// Source: salsita/node-pg-migrate, src/sqlMigration.ts.
#include "migration/described.h"

namespace migration {

static Sections cut_node_pg_migrate(std::string_view text) {
  return cut_by_marks(
      text,
      {.up = "up migration", .down = "down migration", .up_may_be_missing = true, .written = "-- Up Migration"});
}

static int recognise_node_pg_migrate(const Listing& listing) {
  return first_files_have(listing, "up migration") || first_files_have(listing, "down migration") ? 95 : 0;
}

static void read_node_pg_migrate(const config::Migrations&, const Listing& listing, Folder& folder) {
  read_described({.name = numbered_file, .cut = cut_node_pg_migrate}, listing, folder);
}

extern const Layout node_pg_migrate{.recognise = recognise_node_pg_migrate, .read = read_node_pg_migrate};

}  // namespace migration
