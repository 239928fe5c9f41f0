// Notes what is there, for comparing with afterwards; preflight does it as well.
#include <fmt/format.h>

#include "base/error.h"
#include "check/baseline.h"
#include "check/check.h"
#include "cli/command.h"

namespace cli {

static int run_check_baseline(Context& context) {
  auto session = context.connect();
  const auto result =
      check::keep_baseline({.session = session, .config = context.config(), .journal = context.journal()});
  context.say(result.evidence + "\n" + (result.todo.empty() ? "" : result.todo + "\n"));
  const bool kept = result.verdict == check::Verdict::pass;
  auto kept_baseline =
      kept ? check::baseline_here({.session = session, .config = context.config(), .journal = context.journal()})
           : base::Json();
  if (kept && !context.common().verbose) kept_baseline.erase("names");
  context.answer({{"verdict", name(result.verdict)}, {"evidence", result.evidence}, {"baseline", kept_baseline}});
  return kept ? Exit::done : Exit::does_not_hold;
}

extern const Command check_baseline{
    .summary = "note tables, rows, sizes and statements, to compare with afterwards",
    .declare = [](CLI::App&) -> std::function<int(Context&)> { return run_check_baseline; }};

}  // namespace cli
