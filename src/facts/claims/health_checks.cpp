#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_health_checks(const Text& text) {
  if (!text.says(
          R"(\b(database|db|postgres\w*|preflight|pre-flight|pre-migration)\b.*\bchecks?\b.*\b(passed|passing|ok|okay|green|successful(ly)?|complete|completed|done)\b|\b(database|db) (is )?(healthy|health (ok|good|verified|confirmed|check(ed|s)?( passed| ok)?))\b|\bpreflight (passed|ok|green|done)\b|\bdatabase ready\b)"))
    return std::nullopt;
  if (text.says(R"(\b(application|app|api) health\b)")) return std::nullopt;
  return Claim{};
}

static Finding judge_health_checks(const Claim& claim, const Evidence& evidence) {
  if (!evidence.preflight) return not_known(claim, "preflight checks were never run");
  const auto& suite = *evidence.preflight;
  constexpr base::Milliseconds believed{24 * 3600'000LL};
  if (evidence.now - suite.at > believed)
    return not_known(claim,
                     fmt::format("the last preflight checks are too old to tell: {}", ago(suite.at, evidence)));
  auto out = suite.failed.empty()
                 ? found(claim, true,
                         fmt::format("none of {} preflight checks failed, {}", suite.of, ago(suite.at, evidence)))
                 : found(claim, false,
                         fmt::format("{} of {} preflight checks failed {}: {}", suite.failed.size(), suite.of,
                                     ago(suite.at, evidence), check::some_of(suite.failed)));
  out.age = evidence.now - suite.at;
  return out;
}

extern const Fact health_checks{.question = "Did the preflight checks pass?",
                                .check = "",
                                .claimed = claimed_health_checks,
                                .judge = judge_health_checks};

}  // namespace facts
