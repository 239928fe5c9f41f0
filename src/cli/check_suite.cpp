#include "cli/check_suite.h"

#include <unistd.h>

#include "app/checks.h"
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

int run_check_suite(Context& context, std::string_view suite, bool strict) {
  const auto checked = app::check_suite(context, suite);
  show(context, suite, checked.results);
  return checked.reached ? exit_of(checked.results, strict) : Exit::refused;
}

std::function<int(Context&)> declare_check_suite(CLI::App& app, std::string_view suite) {
  const auto strict = std::make_shared<bool>(false);
  app.add_flag("--strict", *strict, "warnings count as failures");
  return [suite, strict](Context& context) { return run_check_suite(context, suite, *strict); };
}

}  // namespace cli
