// Asks how the server is, at any time.
#include "cli/check_suite.h"
#include "cli/command.h"

namespace cli {

extern const Command health{
    .summary = "check the server's health",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> { return declare_check_suite(app, "health"); }};

}  // namespace cli
