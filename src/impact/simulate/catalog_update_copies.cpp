// Rows and values that a statement puts in a second place: what is dropped afterwards is not lost.
#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "impact/simulate/catalog_update.h"

namespace impact {

// In lower case, with single spaces.
static std::string lower_squeezed(std::string_view text) {
  std::string out;
  for (const char c : base::to_lower(text)) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  return std::string(base::trim(out));
}

// "… SELECT * FROM x", "… TABLE x", with nothing behind it.
static bool copies_all(std::string_view text) {
  const auto words = lower_squeezed(text);
  for (const std::string_view head : {"select * from ", "select distinct * from ", "as table "}) {
    const auto at = words.rfind(head);
    if (at != std::string::npos && words.find_first_of(" (", at + head.size()) == std::string::npos) return true;
  }
  return false;
}

static void note_rows(CatalogUpdate& replay) {
  if (!copies_all(replay.statement.text)) return;
  for (const auto& use : replay.statement.uses) {
    if (use.access != sql::Access::read) continue;
    if (auto* relation = find_relation(use.name, replay.catalog)) relation->copied = true;
  }
}

// UPDATE t SET b = a, without a condition.
static void note_values(const sql::Update& update, CatalogUpdate& replay) {
  auto* relation = find_relation(update.table, replay.catalog);
  const auto words = lower_squeezed(replay.statement.text);
  const auto set = words.find(" set ");
  if (!relation || update.has_where || set == std::string::npos) return;
  for (const auto part : base::split(std::string_view(words).substr(set + 5), ',')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const auto from = base::trim(part.substr(equals + 1));
    for (auto& column : relation->columns) {
      if (column.name == from) column.copied = true;
    }
  }
}

// Checks that wait for the end of the transaction: as long as they do, the table cannot be altered in it.
static void note_events(const sql::QualifiedName& table, CatalogUpdate& replay) {
  auto* relation = find_relation(table, replay.catalog);
  if (!relation) return;
  relation->pending_events =
      relation->pending_events || std::ranges::any_of(relation->constraints, [](const pg::Constraint& each) {
        return each.kind == pg::ConstraintKind::foreign_key && has_words(each.definition, "initially deferred");
      });
}

void note_copies(CatalogUpdate& replay) {
  const auto& statement = replay.statement;
  if (const auto* create = statement.as<sql::CreateTable>(); create && create->as_query) note_rows(replay);
  if (const auto* insert = statement.as<sql::Insert>()) {
    if (insert->from_select) note_rows(replay);
    note_events(insert->table, replay);
  }
  if (const auto* update = statement.as<sql::Update>()) {
    note_values(*update, replay);
    note_events(update->table, replay);
  }
}

}  // namespace impact
