// Columns of type json.
#include <fmt/format.h>

#include "review/columns.h"
#include "review/rule.h"

namespace review {

static void look_json_type(const RuleContext& context, Sink& out) {
  for (const auto* column : new_columns(context.statement)) {
    if (column->internal_type != "json") continue;
    out.say(context.at(column->name),
            fmt::format("json has no equality: SELECT DISTINCT and GROUP BY over {} fail, and no index looks into it",
                        column->name),
            "jsonb, unless the text has to be kept letter by letter");
  }
}

extern const Rule json_type{.severity = Severity::advice, .statement = look_json_type};

}  // namespace review
