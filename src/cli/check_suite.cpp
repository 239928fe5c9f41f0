#include "cli/check_suite.h"

#include <unistd.h>

#include "base/error.h"
#include "base/interrupt.h"
#include "check/check.h"
#include "check/table.h"

namespace cli {

static bool in_colour(const base::Environment& inherited) {
  const auto terminal = inherited.find("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && inherited.value("NO_COLOR").empty() && terminal && *terminal != "dumb";
}

static int exit_of(const std::vector<check::Result>& results, bool strict) {
  const auto worst = check::worst(results);
  if (worst == check::Verdict::fail) return Exit::does_not_hold;
  return worst == check::Verdict::warn && strict ? Exit::does_not_hold : Exit::done;
}

static void show(Context& context, std::string_view suite, const std::vector<check::Result>& results) {
  context.say(check::render(results, in_colour(context.inherited())));
  context.answer(check::to_json(suite, results));
}

// A check may wait for a lock, and counting rows takes a while: the team's limits hold here as well.
static pg::Options patient(Context& context) {
  auto options = context.connection();
  const auto& timeouts = context.config().timeouts;
  options.settings = {{"lock_timeout", std::to_string(timeouts.lock.count())},
                      {"statement_timeout", std::to_string(timeouts.statement.count())}};
  options.stop = base::interrupted();
  return options;
}

int run_check_suite(Context& context, std::string_view suite, bool strict) {
  try {
    pg::Session session(patient(context));
    const auto results =
        check::run_suite(suite, {.session = session, .config = context.config(), .journal = context.journal()});
    show(context, suite, results);
    return exit_of(results, strict);
  } catch (const base::Error& error) {
    if (error.code() != base::Code::connection) throw;
    const std::vector<check::Result> results{{"server", check::Verdict::fail, error.message(), error.hint()}};
    check::record(context.journal(), suite, context.connection().expected.value_or(pg::Identity{}), results);
    show(context, suite, results);
    return Exit::refused;
  }
}

std::function<int(Context&)> declare_check_suite(CLI::App& app, std::string_view suite) {
  const auto strict = std::make_shared<bool>(false);
  app.add_flag("--strict", *strict, "warnings count as failures");
  return [suite, strict](Context& context) { return run_check_suite(context, suite, *strict); };
}

}  // namespace cli
