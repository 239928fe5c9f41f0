// Applies the pending migrations.
#pragma once

#include <string>
#include <vector>

#include "app/applying.h"
#include "app/project.h"
#include "apply/up.h"

namespace app {

struct UpRequest {
  plan::UpRequest choice = {};
  bool analyze = true;                    // tables whose statistics go stale, where the configuration wants it
  std::vector<std::string> despite = {};  // migrations that are applied although they are known to fail; on record
  Waiting waiting = {};
};
struct Applied {
  apply::UpResult result;
  std::string run;
  std::string folder;          // its name
  bool nothing_there = false;  // the folder holds no migration
  base::Milliseconds took{0};
};

/// What is known to fail and what the environment requires is refused before anything begins; then it is asked.
/// Throws Error{Code::stopped} where that is declined, Error{Code::migration} and Error{Code::check_failed} for what
/// is refused, and as apply::up does.
Applied up(Project& project, const UpRequest& request);

/// In a transaction that is rolled back.
std::vector<apply::DryRunResult> try_up(Project& project, const UpRequest& request);

}  // namespace app
