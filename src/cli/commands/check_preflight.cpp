// Asks, before anything is changed, whether the database is in a state to be migrated.
#include "cli/check_suite.h"
#include "cli/command.h"

namespace cli {

extern const Command check_preflight{
    .summary = "check before a migration, and note what is there",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> { return declare_check_suite(app, "preflight"); }};

}  // namespace cli
