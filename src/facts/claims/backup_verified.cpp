#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::string earlier_proof(const Evidence& evidence) {
  for (auto at = evidence.backups.rbegin(); at != evidence.backups.rend(); ++at) {
    if (at->proof == Backup::Proof::restored)
      return fmt::format("; last proof by restore: {} of {}", ago(at->proved, evidence), at->id);
  }
  return {};
}

static std::optional<Claim> claimed_backup_verified(const Text& text) {
  Claim out;
  bool restored = false;
  if (!says_backup_verified(text, restored)) return std::nullopt;
  if (restored) out.about = "by restoring";
  out.of = name_backed_up(text);
  return out;
}

static Finding judge_backup_verified(const Claim& claim, const Evidence& evidence) {
  const auto* backup = newest(evidence);
  if (!backup) return found(claim, false, no_backup(evidence));
  const bool restoring = claim.about == "by restoring";
  const auto it = told(*backup, evidence);
  Finding out;
  switch (backup->proof) {
    case Backup::Proof::failed:
      out = found(claim, false, fmt::format("{}, did not restore to the same {}", it, ago(backup->proved, evidence)));
      break;
    case Backup::Proof::restored:
      out = found(claim, true, fmt::format("{}, proved by restoring {}", it, ago(backup->proved, evidence)));
      break;
    case Backup::Proof::read:
      out = found(claim, !restoring,
                  fmt::format("{}, read through {}, never restored", it, ago(backup->proved, evidence)));
      break;
    case Backup::Proof::none:
      out = found(claim, false, fmt::format("{}, never restored to prove it{}", it, earlier_proof(evidence)));
      break;
  }
  out.age = evidence.now - (backup->proof == Backup::Proof::none ? backup->taken : backup->proved);
  return out;
}

extern const Fact backup_verified{.question = "Was the newest backup proved?",
                                  .check = "",
                                  .claimed = claimed_backup_verified,
                                  .judge = judge_backup_verified};

}  // namespace facts
