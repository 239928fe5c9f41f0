// Columns of type char(n).
#include <fmt/format.h>

#include "review/columns.h"
#include "review/rule.h"

namespace review {

static void look_char_type(const RuleContext& context, Sink& out) {
  for (const auto* column : new_columns(context.statement)) {
    if (column->internal_type != "bpchar") continue;
    out.say(context.at(column->name),
            fmt::format("{} is filled with blanks to its length, which comparisons then ignore", column->name),
            "text, with a CHECK of the length");
  }
}

extern const Rule char_type{.severity = Severity::advice, .statement = look_char_type};

}  // namespace review
