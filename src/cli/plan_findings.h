// What the rules find in each migration of a plan: how many, and by which names. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "findings/finding.h"
#include "plan/plan.h"

namespace cli {

struct RuleFound {
  std::string rule;
  findings::Severity severity = findings::Severity::warning;  // the worst of them
  int count = 0;
};

/// One list for each migration of the plan, in its order: the worst first, then by name. What stands in an undo
/// belongs to its migration.
std::vector<std::vector<RuleFound>> found_by_migration(const plan::Plan& plan,
                                                       const std::vector<findings::Finding>& found);

/// "1 error, 2 warnings: drop-column, set-not-null (2)"; "none".
std::string summary(const std::vector<RuleFound>& rules);

/// A paragraph behind the plan, as text or as Markdown; empty where no migration is left to apply.
std::string findings_text(const plan::Plan& plan, const std::vector<std::vector<RuleFound>>& found, bool markdown);

/// {"errors": 1, "warnings": 2, "advice": 0, "rules": [{"rule", "severity", "count"}]}
base::Json findings_json(const std::vector<RuleFound>& rules);

}  // namespace cli
