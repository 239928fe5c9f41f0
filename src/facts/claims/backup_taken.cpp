#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_backup_taken(const Text& text) {
  bool restored = false;
  if (!says_backup_taken(text) || says_backup_verified(text, restored)) return std::nullopt;
  return Claim{.of = name_backed_up(text)};
}

static Finding judge_backup_taken(const Claim& claim, const Evidence& evidence) {
  const auto* backup = newest(evidence);
  if (!backup) return found(claim, false, no_backup(evidence));
  const auto age = evidence.now - backup->taken;
  auto out = found(claim, age <= evidence.backup_age, told(*backup, evidence));
  if (out.holds == Holds::no) out.evidence += fmt::format(", older than {}", base::format_span(evidence.backup_age));
  out.age = age;
  out.value = backup->id;
  return out;
}

extern const Fact backup_taken{.question = "Was a backup of this database taken?",
                               .check = "",
                               .claimed = claimed_backup_taken,
                               .judge = judge_backup_taken};

}  // namespace facts
