// How calls find the stand-ins: links to this program that come first in PATH, and what every bash of the rehearsal
// reads before its script.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "rehearsal/call.h"

namespace rehearsal {

/// Makes `<folder>/bin` with a link for each name that is answered for, `<folder>/enter/bash` for the executor alone,
/// and `<folder>/bash_env`.
void make_links(const std::filesystem::path& folder, const Plan& plan);

/// What bash reads (BASH_ENV). A PATH that a fence has changed begins with `bin` again. Without isolation, functions
/// called like the programs come before any PATH, and before the programs by their full paths. Pure.
std::string bash_environment(const std::filesystem::path& bin, const std::set<std::string>& names,
                             const std::set<std::string>& full_paths);

}  // namespace rehearsal
