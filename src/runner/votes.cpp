#include "runner/votes.h"

#include "base/text.h"
#include "runner/roles.h"

namespace runner {

Tally tally(const std::vector<Vote>& votes, const GateRules& rules, const std::vector<Person>& people) {
  Tally out;
  for (const auto& vote : votes) {
    std::erase_if(out.standing, [&](const Vote& earlier) { return same_name(earlier.by, vote.by); });
    out.standing.push_back(vote);
  }
  for (const auto& vote : out.standing) {
    if (vote.vote == "NO-GO") {
      out.decision = Tally::Decision::no_go;
      return out;
    }
  }
  std::vector<std::string> missing;
  const auto lacking = rules.quorum - static_cast<int>(out.standing.size());
  if (lacking > 0) missing.push_back(base::count_of(lacking, "more vote"));
  for (const auto& role : rules.roles) {
    const bool spoken = std::any_of(out.standing.begin(), out.standing.end(), [&](const Vote& vote) {
      return has_role({.answer = vote.vote, .by = vote.by, .role = vote.role}, role, people);
    });
    if (!spoken) missing.push_back(role);
  }
  out.missing = fmt::format("{}", fmt::join(missing, ", "));
  if (missing.empty()) out.decision = Tally::Decision::go;
  return out;
}

std::string tell(const std::vector<Vote>& votes) {
  std::string out;
  for (const auto& vote : votes) {
    out +=
        fmt::format("{}{} by {}{}{}", out.empty() ? "" : "; ", vote.vote, vote.by,
                    vote.role.empty() ? "" : " (" + vote.role + ")", vote.reason.empty() ? "" : ": " + vote.reason);
  }
  return out;
}

}  // namespace runner
