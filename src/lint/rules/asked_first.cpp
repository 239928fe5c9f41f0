// How much of the night waits for a yes: one summary for each phase.
#include <map>

#include "base/text.h"
#include "lint/lint.h"
#include "runner/reading.h"

namespace lint {

namespace {
struct Asked {
  int steps = 0;  // that would run
  std::vector<std::string> reasons = {};
};
}  // namespace

// "the table x is dropped (line 5)": the reasons name their lines; where one does not, the step's is added.
static std::string reason_with_line(const runbook::Step& step, const std::string& why) {
  const auto first = why.substr(0, why.find("; "));
  return first.find("(line") == std::string::npos ? fmt::format("{} (line {})", first, step.line) : first;
}

static std::map<std::size_t, Asked> asked_by_phase(const runbook::Runbook& book) {
  std::map<std::size_t, Asked> out;
  for (const auto& step : book.steps) {
    if (step.kind != "command" && step.kind != "query") continue;
    const auto reading = runner::reading_of(step, false);
    if (reading.runs != runner::Runs::asked && reading.runs != runner::Runs::unasked) continue;
    auto& phase = out[step.phase];
    ++phase.steps;
    if (reading.runs == runner::Runs::asked) phase.reasons.push_back(reason_with_line(step, reading.why));
  }
  return out;
}

static std::string listed(const std::vector<std::string>& reasons) {
  constexpr std::size_t shown = 4;
  std::string out;
  for (std::size_t at = 0; at < std::min(shown, reasons.size()); ++at)
    out += (at > 0 ? "; " : "") + base::shorten(reasons[at], 130);
  if (reasons.size() > shown) out += fmt::format("; and {} more", reasons.size() - shown);
  return out;
}

static void find_asked_first(const Subject& subject, std::vector<Finding>& findings) {
  const auto& book = subject.document.book;
  for (const auto& [number, phase] : asked_by_phase(book)) {
    if (phase.reasons.empty()) continue;
    const int line = number < book.phases.size() ? book.phases[number].line : 1;
    const auto count = phase.reasons.size();
    findings.push_back(
        {.line = std::max(line, 1),
         .column = 1,
         .message =
             fmt::format("{} of {} here {} asked about before {}: {}", count, base::count_of(phase.steps, "step"),
                         count == 1 ? "is" : "are", count == 1 ? "it runs" : "they run", listed(phase.reasons)),
         .better = "have somebody there who can answer; lockkeeper runbook show tells it step by step"});
  }
}

extern const Rule asked_first{.severity = Severity::advice, .find = find_asked_first};

}  // namespace lint
