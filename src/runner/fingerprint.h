// What an approval of a step is for: a hash over everything of the file that decides what the step does.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "runbook/runbook.h"

namespace runner {

/// The bytes of a file that a fence runs, as the fence names it; nothing where there is none.
using ScriptReader = std::function<std::optional<std::string>(const std::string& path)>;

/// SHA-256 by step id, of the steps of the main line and of procedures that are asked about: over the text that will
/// run, with its attributes, what its place in the file says of it (purpose, conditions, session, way of a choice),
/// the lines of earlier fences that set what it uses (variables, functions, folder), and the scripts that it runs.
/// Where a step stands in the file, and what lines its reasons name, is not a part of it.
std::map<std::string, std::string> fingerprints(const runbook::Runbook& runbook, const ScriptReader& read);

}  // namespace runner
