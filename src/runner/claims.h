// A tick is a claim: what the record and the server say of it stands beside it, and where they contradict, it counts
// only if somebody waives that with a reason.
#pragma once

#include <string>
#include <vector>

#include "facts/fact.h"
#include "journal/events/claim_waived.h"
#include "runner/step_context.h"

namespace runner {

/// Looks at the journal, and at the server where the claims need it. Empty for no claims.
std::vector<facts::Finding> look_up(const std::vector<facts::Claim>& claims, StepContext& stage);

/// What the step's title says when it is signed off.
std::vector<facts::Claim> claims_of(const runbook::Step& step);
/// What its fields say as they are filled in: "Backup verified: ✓".
std::vector<facts::Claim> claims_of(const runbook::Step& step, const std::map<std::string, std::string>& filled);
/// What GO says at a gate: its conditions hold, and none of those that rule it out does.
std::vector<facts::Claim> claims_of_gate(const runbook::Step& step);

/// For people who decide: `about`, and below it "What is known:" with a line for each; `about` alone for none.
std::string with_findings(const std::string& about, const std::vector<facts::Finding>& findings);

/// What contradicts, as the journal has it.
std::vector<journal::WaivedClaim> against(const std::vector<facts::Finding>& findings);

/// What came of the contradictions.
struct Weighed {
  enum class What { stands, look_again, ended } what = What::stands;
  Outcome outcome = {};     // ended: as the step ends
  std::string waived = {};  // stands: " (waived by Bob: reason)"; empty where there was nothing to waive
};
/// Nothing against it: it stands. Else asks somebody to waive it (when = "contradicted") and records that.
Weighed weigh(const runbook::Step& step, StepContext& stage, const std::vector<journal::WaivedClaim>& against);

/// For a step that nobody is asked about: ends it, or adds what is known to what came of it.
Outcome hold_to(const runbook::Step& step, StepContext& stage, const std::vector<facts::Claim>& claims,
                Outcome outcome);

}  // namespace runner
