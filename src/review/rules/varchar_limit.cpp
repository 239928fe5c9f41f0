// Columns of type varchar(n).
#include <fmt/format.h>

#include "review/columns.h"
#include "review/rule.h"

namespace review {

static void look_varchar_limit(const RuleContext& context, Sink& out) {
  for (const auto* column : new_columns(context.statement)) {
    if (column->internal_type != "varchar" || column->type.find('(') == std::string::npos) continue;
    out.say(context.at(column->name),
            fmt::format("the length of {} is part of its type: to make it shorter later writes the table anew",
                        column->name),
            fmt::format(
                "text, with CHECK (length({}) <= …) where there is a limit: a CHECK can be changed without a rewrite",
                column->name));
  }
}

extern const Rule varchar_limit{.severity = Severity::advice, .statement = look_varchar_limit};

}  // namespace review
