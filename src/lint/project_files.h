// Whether a file that a runbook names is in the project.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "lint/lint.h"

namespace lint {

/// The file or folder at the relative `path`: in the runbook's folder, in one above it up to the root of its
/// repository (at most eight), or in the working directory. Nothing if it is in none of them.
std::optional<std::filesystem::path> project_file(const Document& document, const std::string& path);

}  // namespace lint
