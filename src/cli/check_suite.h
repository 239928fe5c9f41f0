// What 'check preflight', 'check verify' and 'health' share: run a suite, show it, turn it into an exit code.
#pragma once

#include <string_view>

#include "cli/command.h"

namespace cli {

/// Exit::does_not_hold when a check fails, with `strict` also when one warns; Exit::refused when the server cannot be
/// reached, which is recorded and answered like any other result.
int run_check_suite(Context& context, std::string_view suite, bool strict);

/// The declaration that the three commands have in common.
std::function<int(Context&)> declare_check_suite(CLI::App& app, std::string_view suite);

}  // namespace cli
