#include "runner/judge.h"

#include "base/text.h"
#include "runner/roles.h"
#include "runner/sign_off.h"

namespace runner {

// What the expectation at `line` is about: a comment among statements means the one before it.
static runbook::Produced about(const runbook::Produced& produced, const std::vector<int>& statement_lines, int line) {
  if (!produced.is_query || statement_lines.empty() || line < statement_lines.front()) return produced;
  std::size_t last = 0;
  while (last + 1 < statement_lines.size() && statement_lines[last + 1] <= line) ++last;
  runbook::Produced out = produced;
  out.tables = {produced.tables.at(last)};
  out.output = format_table(out.tables.front(), 1000);
  return out;
}

void judge(const runbook::Step& step, const runbook::Produced& produced, const std::vector<int>& statement_lines,
           Outcome& outcome) {
  if (outcome.came != Outcome::Came::passed || step.expectations.empty()) return;
  std::vector<std::string> found;
  for (const auto& expectation : step.expectations) {
    const bool inside = expectation.line >= step.text_line && expectation.line < step.last_line;
    const auto differs =
        difference(expectation, inside ? about(produced, statement_lines, expectation.line) : produced);
    if (differs) found.push_back(fmt::format("line {}: {}", expectation.line, *differs));
  }
  if (found.empty()) {
    outcome.verdict += (outcome.verdict.empty() ? "" : ", ") + std::string("as expected");
    return;
  }
  outcome.came = Outcome::Came::differs;
  outcome.verdict = "not as expected";
  outcome.evidence =
      fmt::format("{}{}{}", outcome.evidence, outcome.evidence.empty() ? "" : "\n", fmt::join(found, "\n"));
}

std::string tell(const std::vector<runbook::LeftOut>& left_out) {
  std::string out;
  for (const auto& line : left_out) {
    out += fmt::format("{}line {} {} ({}): {}", out.empty() ? "" : "\n", line.line,
                       line.beside.empty() ? "not run" : "beside the step", line.reason, line.text);
  }
  return out;
}

std::optional<Outcome> ask_if_dangerous(const runbook::Step& step, Stage& stage) {
  if (step.dangers.empty() && !wants_two(step)) return std::nullopt;
  const auto what = step.dangers.empty() ? std::string("two people are to see what it does")
                                         : fmt::format("{}", fmt::join(step.dangers, "; "));
  const auto answer =
      sign_off(step, stage,
               {.step = step.id,
                .when = "dangerous",
                .text = what + ": run it?",
                .choices = {{"run", "run it"}, {"skip", "leave it out, with a reason"}, {"stop", "stop here"}},
                .about = std::string(base::trim(step.text))});
  if (!answer)
    return Outcome{.came = Outcome::Came::unanswered,
                   .verdict = fmt::format("nobody said whether it may run: {}", base::shorten(what, 160))};
  if (answer->answer == "run") return std::nullopt;
  const std::string who = answer->by.empty() ? "somebody" : answer->by;
  const std::string why = answer->reason.empty() ? "" : ": " + answer->reason;
  if (answer->answer == "skip")
    return Outcome{.came = Outcome::Came::skipped, .verdict = fmt::format("left out by {}{}", who, why)};
  return Outcome{.came = Outcome::Came::stopped, .verdict = fmt::format("stopped by {}{}", who, why)};
}

}  // namespace runner
