// Undoes applied migrations, newest first.
#pragma once

#include <string>
#include <vector>

#include "app/applying.h"
#include "app/project.h"
#include "apply/down.h"

namespace app {

struct DownRequest {
  plan::DownRequest choice = {};
  Waiting waiting = {};
};
struct Undone {
  std::vector<std::string> names;
  std::string run;
};

/// Tells what is lost, and asks. Throws Error{Code::stopped} where that is declined, and as apply::down does.
Undone down(Project& project, const DownRequest& request);

/// In a transaction that is rolled back.
std::vector<apply::DryRunResult> try_down(Project& project, const DownRequest& request);

}  // namespace app
