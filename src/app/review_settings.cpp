#include "app/review_settings.h"

#include <fmt/format.h>

#include "app/project.h"
#include "base/error.h"
#include "base/text.h"
#include "review/rules.h"

namespace app {

static const std::string& known_rule(const std::string& rule) {
  if (base::find(review::rules(), rule)) return rule;
  std::vector<std::string> names;
  for (const auto& entry : review::rules()) names.emplace_back(entry.id);
  const auto near = base::near_match(rule, names);
  throw base::Error{base::Code::configuration, fmt::format("there is no rule '{}'", rule),
                    near ? fmt::format("Did you mean '{}'?", *near) : "Run 'lockkeeper explain' to list the rules."};
}

ReviewWishes review_wishes(Project& project) {
  const auto& config = project.config();
  ReviewWishes wishes{.settings = {.today = base::system_clock().now()}, .fail_on = config.lint.fail_on};
  auto& settings = wishes.settings;
  settings.lock_timeout = config.lint.runner_sets_lock_timeout ? config.timeouts.lock : base::Milliseconds(0);
  const auto set = [&](const std::vector<std::string>& rules, findings::Severity severity) {
    for (const auto& rule : rules) settings.severities[known_rule(rule)] = severity;
  };
  set(config.lint.errors, findings::Severity::error);
  set(config.lint.warnings, findings::Severity::warning);
  set(config.lint.advice, findings::Severity::advice);
  for (const auto& rule : config.lint.off) settings.off.insert(known_rule(rule));
  if (!project.environment()) return wishes;
  const auto found = config.environments.find(*project.environment());
  if (found == config.environments.end()) return wishes;
  set(found->second.lint_errors, findings::Severity::error);
  for (const auto& rule : found->second.lint_off) settings.off.insert(known_rule(rule));
  if (!found->second.lint_fail_on.empty()) wishes.fail_on = found->second.lint_fail_on;
  return wishes;
}

}  // namespace app
