// goose: 20250115120000_name.sql with -- +goose Up and -- +goose Down; steps in Go between.
// Source: pressly/goose, internal/sqlparser.
#include "migration/described.h"

namespace migration {

static Sections cut_goose(std::string_view text) {
  return cut_by_marks(text, {.up = "+goose up",
                             .down = "+goose down",
                             .without_transaction = "+goose no transaction",
                             .written = "-- +goose Up"});
}

static int recognise_goose(const Listing& listing) {
  return first_files_have(listing, "+goose up") ? 95 : 0;
}

static void read_goose(const config::Migrations&, const Listing& listing, Folder& folder) {
  read_described({.name = numbered_file, .cut = cut_goose}, listing, folder);
}

extern const Layout goose{.recognise = recognise_goose, .read = read_goose};

}  // namespace migration
