#include "runner/overrun.h"

#include "base/error.h"
#include "journal/events/escalation_raised.h"
#include "journal/typed.h"

namespace runner {

Overrun::Overrun(const runbook::Step& step, StepContext& stage) {
  const auto takes = base::parse_span(step.attribute("takes"));
  if (!takes) return;
  std::vector<base::Milliseconds> spans{*takes};
  for (const auto span : stage.settings().escalation) spans.push_back(*takes + span);
  // Real time: the thread must not move a clock that jumps. It touches nothing but the journal, which is thread-safe.
  watch_ = std::jthread([this, spans, &stage, id = step.id](const std::stop_token& stop) {
    const auto began = std::chrono::steady_clock::now();
    for (std::size_t level = 0; level < spans.size(); ++level) {
      std::unique_lock lock(mutex_);
      over_.wait_until(lock, stop, began + spans[level], [] { return false; });
      if (stop.stop_requested()) return;
      try {
        stage.note_beside(journal::event(journal::EscalationRaised{.step = id,
                                                                   .level = static_cast<long long>(level),
                                                                   .after = spans[level],
                                                                   .reason = "overrun",
                                                                   .text = "the step takes longer than it may"}));
      } catch (const base::Error&) {
        return;  // who records next meets the reason itself
      }
    }
  });
}

}  // namespace runner
