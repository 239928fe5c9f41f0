// How lint and runbook lint give out what they found.
#pragma once

#include <string>

#include "findings/formats.h"

namespace cli {

class Context;

/// Prints the report, without secrets, in the format of that name; with --json in "json". The exit code that follows
/// from it.
int say_findings(const Context& context, findings::Report report, const std::string& format);

}  // namespace cli
