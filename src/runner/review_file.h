// RUNBOOK.review.toml: approvals beside the runbook, to be committed with it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "runner/review.h"

namespace runner {

/// "night.review.toml" for "night.md", in the same folder.
std::filesystem::path review_file_of(const std::filesystem::path& runbook);

/// What the file holds, in its order; nothing where there is none. Throws Error{Code::configuration} with file and
/// line for what it cannot be.
std::vector<Approval> read_approvals(const std::filesystem::path& file);

/// Replaces the file. Throws Error{Code::file}.
void write_approvals(const std::filesystem::path& file, const std::string& runbook,
                     const std::vector<Approval>& approvals);

}  // namespace runner
