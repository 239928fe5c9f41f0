// CREATE TABLE IF NOT EXISTS over a table that is there and different.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_if_not_exists_skips(const RuleContext& context, Sink& out) {
  const auto* create = context.statement.as<sql::CreateTable>();
  if (!create || !create->if_not_exists || create->columns.empty()) return;
  const auto* there = context.relation(create->table);
  if (!there || there->columns.empty()) return;
  std::string missing;
  for (const auto& column : create->columns) {
    if (there->column(column.name)) continue;
    missing += fmt::format("{}{}", missing.empty() ? "" : ", ", column.name);
  }
  if (missing.empty()) return;
  out.say(context.at(create->table.name),
          fmt::format("{} is there already, without {}: IF NOT EXISTS looks at the name alone and skips all of this",
                      shown(there->name), missing),
          "ALTER TABLE … ADD COLUMN, or another name");
}

extern const Rule if_not_exists_skips{.severity = Severity::error, .statement = look_if_not_exists_skips};

}  // namespace review
