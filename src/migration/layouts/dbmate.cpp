// dbmate: 20250115120000_name.sql with -- migrate:up and -- migrate:down.
// Source: amacneil/dbmate, pkg/dbmate/migration.go.
#include "migration/described.h"

namespace migration {

static Sections cut_dbmate(std::string_view text) {
  return cut_by_marks(text, {.up = "migrate:up",
                             .down = "migrate:down",
                             .option_without_transaction = "transaction:false",
                             .written = "-- migrate:up"});
}

static int recognise_dbmate(const Listing& listing) {
  return first_files_have(listing, "migrate:up") ? 95 : 0;
}

static void read_dbmate(const config::Migrations&, const Listing& listing, Folder& folder) {
  read_described({.name = numbered_file, .cut = cut_dbmate}, listing, folder);
}

extern const Layout dbmate{.recognise = recognise_dbmate, .read = read_dbmate};

}  // namespace migration
