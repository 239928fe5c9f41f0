// How other processes know a run's secrets without being told them: a file beside the run's outputs that fits a value
// and does not show it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runner/runs_folder.h"

namespace runner {

/// Adds the marks of `values` to those of the run: salted digests and lengths, readable by this account alone.
/// Throws Error{Code::file}.
void keep_marks(const RunsFolder& runs, const std::string& run, const std::vector<std::string>& values);

/// Which of the run's secrets stand in `text`; none where there are no marks, or they cannot be read.
std::vector<std::string> marked_in(const RunsFolder& runs, const std::string& run, std::string_view text);

}  // namespace runner
