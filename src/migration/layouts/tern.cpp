// tern: 001_name.sql, the undo below ---- create above / drop below ----. Source: jackc/tern, migrate/migrate.go.
#include "migration/described.h"

namespace migration {

static Sections cut_tern(std::string_view text) {
  return cut_by_marks(text,
                      {.down = "create above / drop below ----", .written = "---- create above / drop below ----"});
}

static int recognise_tern(const Listing& listing) {
  return first_files_have(listing, "create above / drop below ----") ? 95 : 0;
}

static void read_tern(const config::Migrations&, const Listing& listing, Folder& folder) {
  read_described({.name = numbered_file, .cut = cut_tern}, listing, folder);
}

extern const Layout tern{.recognise = recognise_tern, .read = read_tern};

}  // namespace migration
