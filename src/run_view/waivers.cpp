// Ticks and decisions that stand although the record contradicts them.
#include "journal/events/claim_waived.h"
#include "journal/typed.h"
#include "run_view/builder.h"

namespace run_view {

bool take_waiver(Builder& builder, const journal::Event& event) {
  const auto waived = journal::as<journal::ClaimWaived>(event);
  if (!waived) return false;
  for (const auto& claim : waived->claims) {
    builder.view.waivers.push_back({.time = event.time,
                                    .step = waived->step,
                                    .claim = claim.text,
                                    .evidence = claim.evidence,
                                    .by = waived->by,
                                    .role = waived->role,
                                    .reason = waived->reason});
  }
  return true;
}

}  // namespace run_view
