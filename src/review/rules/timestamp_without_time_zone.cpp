// Columns of type timestamp.
#include <fmt/format.h>

#include "review/columns.h"
#include "review/rule.h"

namespace review {

static void look_timestamp_without_time_zone(const RuleContext& context, Sink& out) {
  for (const auto* column : new_columns(context.statement)) {
    if (column->internal_type != "timestamp") continue;
    out.say(context.at(column->name),
            fmt::format("{} keeps what a clock showed, not when it was: nobody can tell in which time zone",
                        column->name),
            "timestamptz: the same eight bytes, an instant");
  }
}

extern const Rule timestamp_without_time_zone{.severity = Severity::advice,
                                              .statement = look_timestamp_without_time_zone};

}  // namespace review
