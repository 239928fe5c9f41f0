// SECURITY DEFINER without a search_path of its own.
#include <fmt/format.h>

#include "base/text.h"
#include "review/rule.h"
#include "sql/lexer.h"

namespace review {

static void look_security_definer(const RuleContext& scene, Sink& out) {
  const auto* function = scene.statement.as<sql::CreateFunction>();
  if (!function) return;
  const auto lower = base::to_lower(scene.statement.text);
  if (lower.find("security definer") == std::string::npos || lower.find("search_path") != std::string::npos) return;
  out.say(
      scene.at(function->name.name),
      fmt::format(
          "{} runs with its owner's rights and the caller's search_path: whoever may create a function or table can "
          "make it call theirs",
          function->name.name),
      "SET search_path = pg_catalog, public (or '' and full names) in the function");
}

extern const Rule security_definer{.severity = Severity::warning, .statement = look_security_definer};

}  // namespace review
