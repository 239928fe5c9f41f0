// Asks, after a change, whether everything is still there and sound.
#include "cli/check_suite.h"
#include "cli/command.h"

namespace cli {

extern const Command check_verify{
    .summary = "check after a migration, against what preflight noted",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> { return declare_check_suite(app, "verify"); }};

}  // namespace cli
