// sql-migrate: N_name.sql with -- +migrate Up and -- +migrate Down, several of each where people like it.
// Source: rubenv/sql-migrate, sqlparse.
#include "migration/described.h"

namespace migration {

static Sections cut_sql_migrate(std::string_view text) {
  return cut_by_marks(text, {.up = "+migrate up",
                             .down = "+migrate down",
                             .option_without_transaction = "notransaction",
                             .written = "-- +migrate Up"});
}

static int recognise_sql_migrate(const Listing& listing) {
  return first_files_have(listing, "+migrate up") ? 95 : 0;
}

static void read_sql_migrate(const config::Migrations&, const Listing& listing, Folder& folder) {
  read_described({.name = numbered_file, .cut = cut_sql_migrate}, listing, folder);
}

extern const Layout sql_migrate{.recognise = recognise_sql_migrate, .read = read_sql_migrate};

}  // namespace migration
