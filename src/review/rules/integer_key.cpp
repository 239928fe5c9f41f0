// A key of 32 bits.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static bool small(const sql::ColumnDefinition& column) {
  return column.type == "serial" || column.type == "serial4" || column.type == "smallserial" ||
         column.type == "serial2" || column.internal_type == "int4" || column.internal_type == "int2";
}

static void look(const Scene& scene, Sink& out) {
  const auto* create = scene.statement.as<sql::CreateTable>();
  if (!create || create->temporary) return;
  for (const auto& column : create->columns) {
    const bool numbered = column.serial || column.identity;
    if (!numbered || !small(column)) continue;
    out.say(scene.at(column.name),
            fmt::format(
                "{} ends at {} rows ever inserted, rolled back ones included; to widen it later is a rewrite of the "
                "table and of all that refer to it",
                column.name,
                column.internal_type == "int2" || column.type.find("small") == 0 ? "32 767" : "2 147 483 647"),
            "bigint GENERATED ALWAYS AS IDENTITY: with alignment it mostly takes no more space");
  }
}

extern const Rule integer_key{.severity = Severity::advice, .statement = look};

}  // namespace review
