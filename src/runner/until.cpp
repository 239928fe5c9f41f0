#include "runner/until.h"

#include "base/text.h"

namespace runner {

static constexpr base::Milliseconds usual_pause{10'000};
static constexpr base::Milliseconds usual_patience{600'000};

bool is_loop(const runbook::Step& step) {
  return step.has("until");
}

Outcome repeat_until(const runbook::Step& step, StepContext& stage, const std::function<Round()>& once) {
  const auto pause =
      std::max(base::parse_span(step.attribute("every")).value_or(usual_pause), base::Milliseconds(10));
  const auto patience = base::parse_span(step.attribute("timeout")).value_or(usual_patience);
  const runbook::Expectation wanted{.text = step.attribute("until"), .line = step.line};
  const base::Stopwatch watch(stage.clock());
  for (int rounds = 1;; ++rounds) {
    auto [outcome, produced] = once();
    if (outcome.came == Outcome::Came::interrupted) return outcome;
    std::optional<std::string> differs;
    if (outcome.came != Outcome::Came::passed)
      differs = outcome.verdict;
    else if (!wanted.text.empty())
      differs = difference(wanted, produced);
    const auto waited = watch.elapsed();
    outcome.duration = waited;
    if (!differs) {
      outcome.verdict =
          fmt::format("holds after {} in {}", base::count_of(rounds, "try", "tries"), base::format_span(waited));
      return outcome;
    }
    if (waited + pause > patience) {
      outcome.came = Outcome::Came::failed;
      outcome.verdict = fmt::format("does not hold after {} in {}", base::count_of(rounds, "try", "tries"),
                                    base::format_span(patience));
      outcome.evidence = *differs;
      return outcome;
    }
    if (!stage.sleep(pause))
      return {.came = Outcome::Came::interrupted, .verdict = "interrupted", .duration = watch.elapsed()};
  }
}

}  // namespace runner
