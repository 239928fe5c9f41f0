// An undo whose IF EXISTS finds nothing.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/simulate/indexed_schema.h"
#include "review/rule.h"
#include "sql/statement.h"

namespace review {

static bool is_there(const sql::Drop& drop, const sql::QualifiedName& name, const MigrationEnd& ending) {
  static const std::set<std::string> relations{"TABLE", "INDEX", "VIEW", "MATERIALIZED VIEW", "SEQUENCE"};
  if (relations.contains(drop.object)) return ending.schema.has(name);
  if (drop.object != "TYPE" && drop.object != "DOMAIN") return true;  // functions, triggers, the rest: not looked for
  const auto same = [&](const pg::Name& type) { return type.name == name.name; };
  return std::any_of(ending.after.types.begin(), ending.after.types.end(), same) ||
         std::any_of(ending.after.enums.begin(), ending.after.enums.end(),
                     [&](const auto& entry) { return same(entry.first); });
}

// An index on a table that is not there: the migration fails, or another database has it. Either way it is not the
// undo that is wrong.
static bool is_made_unseen(const sql::Drop& drop, const sql::QualifiedName& name, const MigrationEnd& ending) {
  return drop.object == "INDEX" && ending.migration.up.text.find(name.name) != std::string::npos;
}

static void look_undo_changes_nothing(const MigrationEnd& ending, Sink& out) {
  if (!ending.migration.down) return;
  std::vector<sql::Statement> statements;
  try {
    statements = sql::parse(ending.migration.down->text, ending.migration.down->shown);
  } catch (const base::Error&) {
    return;  // validate says so
  }
  for (const auto& statement : statements) {
    const auto* drop = statement.as<sql::Drop>();
    if (!drop || !drop->if_exists) continue;
    for (const auto& name : drop->names) {
      if (is_there(*drop, name, ending) || is_made_unseen(*drop, name, ending)) continue;
      std::vector<std::string> names;
      for (const auto& relation : ending.trail.made) names.push_back(relation.name);
      for (const auto& [type, labels] : ending.after.enums) names.push_back(type.name);
      std::sort(names.begin(), names.end());
      const auto near = base::near_match(name.name, names);
      out.put(
          {.location = {.migration = ending.number, .offset = statement.offset, .undo = true},
           .message = fmt::format(
               "after the migration there is no {} {}: IF EXISTS finds nothing, and the undo leaves what was made",
               base::to_lower(drop->object), name.text()),
           .better = near ? fmt::format("{} is there", sql::QualifiedName{{}, *near}.text())
                          : "leave out IF EXISTS in an undo: it should fail where it undoes nothing"});
    }
  }
}

extern const Rule undo_changes_nothing{.severity = Severity::error, .ending = look_undo_changes_nothing};

}  // namespace review
