// Checks: one question, one verdict each, before, during and after a change.
#pragma once

#include <string_view>
#include <vector>

#include "app/project.h"
#include "check/check.h"
#include "check/watch.h"

namespace app {

struct Checked {
  std::vector<check::Result> results;
  bool reached = true;  // false: the server could not be asked, which is the only result
};
/// Runs the suite and records it.
Checked check_suite(Project& project, std::string_view suite);

/// A session for checks: one may wait for a lock, and counting rows takes a while, so the team's limits hold.
pg::Session session_for_checks(Project& project);

struct KeptBaseline {
  check::Result result;
  base::Json baseline;  // null where none was kept
};
/// Notes what is there, for comparing with afterwards.
KeptBaseline keep_baseline(Project& project);

struct WatchRequest {
  std::string suite;
  std::vector<base::Milliseconds> schedule;
  base::Instant from;  // that the schedule counts from
  decltype(check::WatchOptions::on_round) on_round = {};
};
/// The same checks again, by a schedule.
check::Watched watch(Project& project, const WatchRequest& request);

}  // namespace app
