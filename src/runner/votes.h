// GO or NO-GO from several people's votes. Pure.
#pragma once

#include <string>
#include <vector>

#include "runner/run.h"

namespace runner {

struct Tally {
  enum class Decision { open, go, no_go };
  Decision decision = Decision::open;
  std::vector<Vote> standing = {};  // the newest of each person, in the order they came
  std::string missing = {};         // what is needed for GO
};

/// Everybody has one vote and may change it as long as it is open. One NO-GO that stands closes the gate. It opens
/// with `quorum` people for GO and, among them, somebody for each of the roles.
Tally tally(const std::vector<Vote>& votes, const GateRules& rules, const std::vector<Person>& people);

/// "GO by Ada (lead): quiet; NO-GO by Bob".
std::string tell(const std::vector<Vote>& votes);

}  // namespace runner
