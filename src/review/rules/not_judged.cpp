// What could not be judged is not safe.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_not_judged(const RuleContext& context, Sink& out) {
  if (!context.effects.unknown) return;
  out.say(context.statement.offset, fmt::format("not judged: {}", *context.effects.unknown),
          "write the statement out where that is possible, or try it in a rehearsal");
}

extern const Rule not_judged{.severity = Severity::advice, .statement = look_not_judged};

}  // namespace review
