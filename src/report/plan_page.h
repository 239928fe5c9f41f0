// What the pending migrations will do, as one self-contained HTML page: for the merge request, the change ticket, and
// those who decide and have no terminal.
#pragma once

#include <string>
#include <vector>

#include "findings/finding.h"
#include "plan/graph.h"
#include "plan/plan.h"

namespace report {

struct PlanPage {
  const plan::Plan& plan;
  const std::vector<findings::Finding>& findings;  // of all its migrations; a file that is none of them is left out
  plan::Graph graph = {};                          // who needs whom, of the migrations that are drawn
  std::string picture = {};                        // the graph as Graphviz drew it, SVG; empty: it was not there
  std::string judged_by = {};                      // "shop on db1 as deploy", "the files alone"
};

/// Throws nothing; every text is escaped but the picture, of which only what stands within <svg> is taken.
std::string plan_page(const PlanPage& page);

}  // namespace report
