// A strong lock that is waited for without end: everybody queues behind the wait.
#include <fmt/format.h>

#include "base/clock.h"
#include "review/rule.h"

namespace review {

static std::optional<long long> milliseconds(const std::string& value) {
  if (const auto span = base::parse_span(value)) return span->count();
  char* end = nullptr;
  const auto number = std::strtoll(value.c_str(), &end, 10);  // without a unit: milliseconds
  return end == value.c_str() ? std::nullopt : std::optional(number);
}

static constexpr long long long_wait = 10'000;

static void look_lock_timeout(const RuleContext& context, Sink& out) {
  const auto* worst = context.worst();
  if (!worst || worst->lock < impact::LockMode::share_row_exclusive || context.effects.not_in_transaction) return;
  const auto set = context.trail.settings.find("lock_timeout");
  const auto wait = set == context.trail.settings.end()
                        ? std::optional<long long>(context.settings.lock_timeout.count())
                        : milliseconds(set->second);
  if (!wait || (*wait > 0 && *wait <= long_wait)) return;
  // Once a migration: at the first lock that is waited for.
  for (const auto& [name, held] : context.trail.locks)
    if (held.mode >= impact::LockMode::share_row_exclusive) return;
  out.say(
      context.statement.offset,
      fmt::format("{} on {} waits {} for whoever uses it, and all that comes later waits behind: lock_timeout is {}",
                  lock_name(worst->lock), shown(worst->relation), *wait == 0 ? "without end" : "long",
                  *wait == 0 ? "not set" : base::format_span(base::Milliseconds(*wait))),
      "SET LOCAL lock_timeout = '2s'; and try again when it is over");
}

extern const Rule lock_timeout{.severity = Severity::warning, .statement = look_lock_timeout};

}  // namespace review
