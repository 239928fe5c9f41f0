#include "journal/events/claim_waived.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, WaivedClaim& data) {
  archive("fact", data.fact);
  archive("text", data.text, "as the runbook has it");
  archive("evidence", data.evidence, "what contradicts");
}

template <class Archive>
void describe(Archive& archive, ClaimWaived& data) {
  archive("step", data.step);
  archive("claims", data.claims);
  archive("by", data.by);
  archive("role", data.role);
  archive("reason", data.reason);
  archive("source", data.source);
}

static std::string sentence(const ClaimWaived& data) {
  std::vector<std::string> told;
  for (const auto& claim : data.claims) {
    // What a gate says of itself has no words of the runbook's.
    const bool own_words = !claim.text.empty() && !claim.evidence.starts_with(claim.text + ": ");
    told.push_back(own_words ? fmt::format("'{}' although {}", claim.text, claim.evidence) : claim.evidence);
  }
  return fmt::format("{} waived{}{}", data.by.empty() ? "somebody" : data.by,
                     around(": ", fmt::format("{}", fmt::join(told, "; "))), around(", because: ", data.reason));
}

template struct Codec<ClaimWaived>;
extern const EventKind claim_waived =
    kind_of<ClaimWaived>("Somebody let a tick or a GO stand although the record contradicts it.", Told::by_itself);

}  // namespace journal
