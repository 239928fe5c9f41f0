// SECURITY DEFINER without a search_path of its own.
#include <algorithm>

#include <fmt/format.h>

#include "impact/simulate/schema.h"
#include "review/rule.h"

namespace review {

static void look_security_definer(const RuleContext& context, Sink& out) {
  const auto* function = context.statement.as<sql::CreateFunction>();
  if (!function) return;
  if (!impact::has_words(context.statement.text, "security definer")) return;
  if (std::ranges::count(function->settings, "search_path") > 0) return;
  out.say(
      context.at(function->name.name),
      fmt::format(
          "{} runs with its owner's rights and the caller's search_path: whoever may create a function or table can "
          "make it call theirs",
          function->name.name),
      "SET search_path = pg_catalog, public (or '' and full names) in the function");
}

extern const Rule security_definer{.severity = Severity::warning, .statement = look_security_definer};

}  // namespace review
