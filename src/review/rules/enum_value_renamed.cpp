// ALTER TYPE … RENAME VALUE under running code.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_enum_value_renamed(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterEnum>();
  if (!alter || alter->renamed_from.empty()) return;
  out.say(context.statement.offset,
          fmt::format("running code that writes or asks for '{}' fails from this commit on", alter->renamed_from),
          "ADD VALUE, move the rows over in batches, and leave the old label unused: labels cannot be dropped");
}

extern const Rule enum_value_renamed{.severity = Severity::warning, .statement = look_enum_value_renamed};

}  // namespace review
