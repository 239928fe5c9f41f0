// What a person knows of migrations, told to the history.
#pragma once

#include <string>
#include <vector>

#include "app/applying.h"
#include "app/project.h"
#include "apply/resolve.h"

namespace app {

struct BaselineRequest {
  std::string version;  // the last migration that the database has; empty where `from` says it
  std::string from;     // the tool whose history is taken over
  bool force = false;   // also where there is a history; records what is not in it
  Waiting waiting = {};
};
struct Baselined {
  std::vector<std::string> names;
  std::string last;  // empty where nothing was recorded
};
/// Records everything up to the version, or all that the other tool recorded, as applied, without running it. Asks;
/// throws Error{Code::stopped} where that is declined.
Baselined baseline(Project& project, const BaselineRequest& request);

/// Says what became of a failed or interrupted migration; what was recorded, in words. Asks as baseline() does.
std::string resolve(Project& project, const apply::ResolveRequest& request, const Waiting& waiting);

}  // namespace app
