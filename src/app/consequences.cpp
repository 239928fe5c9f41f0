#include "app/consequences.h"

#include <algorithm>

#include "base/error.h"
#include "migration/migration.h"
#include "sql/lenient.h"

namespace app {

Consequences consequences_of(const plan::MigrationPlan& one, impact::Simulation& simulation) {
  Consequences out;
  const auto& up = one.migration->up;
  const auto statements = [&] {
    try {
      return sql::parse_leniently(up.text, up.shown);
    } catch (const base::Error&) {
      return std::vector<sql::Statement>{};  // the plan says that it does not parse
    }
  }();
  for (std::size_t at = 0; at < statements.size(); ++at) {
    const auto& statement = statements[at];
    const auto& catalog = simulation.whole();
    out.undo.push_back({statement.line, sql::kind_of(statement), impact::undo_of(statement, catalog)});
    if (at < one.statements.size())
      out.cost = out.cost + impact::cost_of(statement, one.statements[at].effects, catalog);
    simulation.pass(statement);
  }
  std::reverse(out.undo.begin(), out.undo.end());
  return out;
}

}  // namespace app
