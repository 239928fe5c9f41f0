// Characters in names that nobody sees.
#include <fmt/format.h>

#include "review/rule.h"
#include "sql/invisible.h"

namespace review {

static void look_invisible_character(const RuleContext& context, Sink& out) {
  const auto& text = context.statement.text;
  const auto found = sql::find_invisible(text, 0, text.size());
  if (!found) return;
  out.say(
      context.statement.offset + found->offset,
      fmt::format("there is an invisible character {}, which PostgreSQL reads as a letter of the name", found->name),
      "delete it, or write a blank");
}

extern const Rule invisible_character{.severity = Severity::warning, .statement = look_invisible_character};

}  // namespace review
