#include "runner/timing.h"

namespace runner {

static constexpr base::Milliseconds grace{60'000};

std::optional<Timing> timing(const std::optional<runbook::Due>& due, const RunState& state, base::Instant now) {
  if (!due || !state.planned) return std::nullopt;
  const auto at = *state.planned + due->offset;
  const auto end = due->until ? *state.planned + *due->until : at + grace;
  if (now < at) return Timing{.state = Timing::State::early, .at = at, .by = at - now};
  if (now > end) return Timing{.state = Timing::State::overdue, .at = at, .by = now - (due->until ? end : at)};
  return Timing{.state = Timing::State::due, .at = at};
}

std::string tell(const Timing& timing) {
  const auto at = base::format_for_people(timing.at);
  switch (timing.state) {
    case Timing::State::early:
      return fmt::format("due {}, {} early", at, base::format_span(timing.by));
    case Timing::State::overdue:
      return fmt::format("due {}, {} overdue", at, base::format_span(timing.by));
    case Timing::State::due:
      break;
  }
  return fmt::format("due {}, now", at);
}

}  // namespace runner
