// Programs whose words say what they do, whatever stands around them: `gcloud sql instances delete x`.
#pragma once

#include <string_view>

#include "commands/call.h"

namespace commands {

struct Verbs {
  std::string_view reads;     // "list|describe|get-*"
  std::string_view destroys;  // "delete|purge"
  std::string_view changes;   // "create|update"; every other word is not known
  std::string_view never_ends = {};
  std::string_view sessions = {};
};

/// By the first operand that is one of these. A word that destroys decides wherever it stands.
void judge_by_verb(Call& call, const Verbs& verbs);

}  // namespace commands
