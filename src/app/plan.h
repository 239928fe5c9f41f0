// What the pending migrations will do, before any of them runs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/project.h"
#include "findings/finding.h"
#include "plan/graph.h"
#include "plan/plan.h"

namespace app {

struct PlanRequest {
  plan::UpRequest choice = {};
  std::optional<std::filesystem::path> snapshot = {};  // judge against it instead of the database; with `since`
  std::optional<std::string> since = {};               // without a database: the last migration that is there already
  bool offline = false;                                // judge against what the migrations themselves make
};
struct Planned {
  migration::Folder folder;  // that `plan` points to
  plan::Plan plan;
  std::vector<findings::Finding> findings;   // of the rules, in the migrations planned
  std::vector<migration::Finding> refusals;  // what `up` would refuse
  std::string judged_by;
};

/// Throws Error{Code::migration} for a folder of which nothing can be said, and as connecting does.
Planned plan(Project& project, const PlanRequest& request);

/// Who makes and who uses what stands in the files: of all migrations; asks no database.
plan::Graph dependencies(Project& project);
/// The same of the planned ones and their neighbours, which have the number 0.
plan::Graph dependencies(const Planned& planned);

}  // namespace app
