// Notes what is there, for comparing with afterwards; preflight does it as well.

#include "app/checks.h"
#include "cli/command.h"

namespace cli {

static int run_check_baseline(Context& context) {
  auto [result, kept_baseline] = app::keep_baseline(context);
  context.say(result.evidence + "\n" + (result.todo.empty() ? "" : result.todo + "\n"));
  const bool kept = result.verdict == check::Verdict::pass;
  if (kept && !context.common().verbose) kept_baseline.erase("names");
  context.answer({{"verdict", name(result.verdict)}, {"evidence", result.evidence}, {"baseline", kept_baseline}});
  return kept ? Exit::done : Exit::does_not_hold;
}

extern const Command check_baseline{
    .summary = "note tables, rows, sizes and statements, to compare with afterwards",
    .repeats = {.database = true},
    .declare = [](CLI::App&) -> std::function<int(Context&)> { return run_check_baseline; }};

}  // namespace cli
