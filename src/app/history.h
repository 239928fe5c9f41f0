// What the journal holds, and goes on to hold.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/project.h"

namespace app {

struct HistoryRequest {
  std::string run = {};   // as run_meant() takes it; empty: all
  std::string kind = {};  // "step.finished", or a family: "step"
  std::size_t last = 0;   // the newest so many; 0: all
  bool follow = false;    // new ones as well; then there need not be a journal yet
};

/// Oldest first. Throws Error{Code::journal} where there is no journal.
std::vector<journal::Event> history(Project& project, const HistoryRequest& request);

/// Every event after `after` that the request asks for, until the request is stopped.
void follow(Project& project, const HistoryRequest& request, long long after,
            const std::function<void(const journal::Event&)>& each);

}  // namespace app
