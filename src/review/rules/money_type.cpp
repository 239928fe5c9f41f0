// Columns of type money, and amounts in floating point.
#include <fmt/format.h>

#include "review/columns.h"
#include "review/rule.h"

namespace review {

static void look_money_type(const RuleContext& context, Sink& out) {
  for (const auto* column : new_columns(context.statement)) {
    if (column->internal_type == "money") {
      out.say(context.at(column->name),
              fmt::format("{} has the currency of the server's lc_monetary, whatever was meant", column->name),
              "numeric(12, 2) and a column for the currency");
      continue;
    }
    const bool amount =
        column->name.find("price") != std::string::npos || column->name.find("amount") != std::string::npos;
    if (amount && (column->internal_type == "float4" || column->internal_type == "float8"))
      out.say(context.at(column->name),
              fmt::format("{} in floating point: 0.1 + 0.2 is not 0.3, and sums do not add up", column->name),
              "numeric(12, 2), or bigint in cents");
  }
}

extern const Rule money_type{.severity = Severity::advice, .statement = look_money_type};

}  // namespace review
