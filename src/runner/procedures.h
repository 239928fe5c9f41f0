// What is carried out on demand: the procedures of a runbook and the sections in them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runbook/runbook.h"

namespace runner {

struct OnDemand {
  std::string title;
  std::string slug;
  int line = 0;
  std::vector<const runbook::Step*> steps;  // into the runbook
};

/// Every procedure, and every section in one that has steps, in file order. Several of one title have a number in
/// their slug and their line in their title.
std::vector<OnDemand> on_demand(const runbook::Runbook& runbook);

/// What --procedure calls each of a runbook's procedures.
class ProcedureNames {
 public:
  explicit ProcedureNames(const runbook::Runbook& runbook);
  [[nodiscard]] std::string of(const runbook::Procedure& procedure) const;

 private:
  std::map<int, std::string> by_line_;
};

/// The one that `wanted` names: by slug, by its title or words of it in their order ("rollback-1" for "Rollback
/// Procedure 1: before step 4"). Throws Error{Code::usage} where none or several fit.
OnDemand find_procedure(const runbook::Runbook& runbook, const std::string& wanted);

/// The one that a sentence names, if it names one: "Execute Rollback 1".
std::optional<OnDemand> procedure_named_in(const runbook::Runbook& runbook, const std::string& sentence);

/// The section is `root` or lies in it, however deep.
bool lies_in(const runbook::Runbook& runbook, std::size_t section, std::size_t root);

}  // namespace runner
