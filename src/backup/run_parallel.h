// Several waits at once: pg_dump on one side, counting rows on the other, and progress shown meanwhile.
#pragma once

#include <functional>
#include <stop_token>
#include <vector>

namespace backup {

using Work = std::function<void(const std::stop_token&)>;

/// Runs every work in a thread of its own and returns when all have ended. The first that throws stops the others
/// through their token, and its exception leaves here. `tick` is called in the caller's thread about five times a
/// second; what it throws stops all works as well. `stop` is passed on.
void run_together(const std::vector<Work>& works, const std::function<void()>& tick, const std::stop_token& stop);

}  // namespace backup
