// What entries of the catalogue share: judging by a check's facts, and by a number with its limit.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/fact.h"

namespace facts {

/// What a check's warning means for a claim.
enum class Warning { contradicts, not_known, holds };

/// As the check itself decides: passed holds, failed contradicts, skipped is not known.
Finding by_check(const Claim& claim, const Evidence& evidence, std::string_view check,
                 Warning warning = Warning::contradicts);

/// The check's facts where they were asked for; null, with the reason in the finding, where not.
const base::Json* asked(const Evidence& evidence, std::string_view check, Finding& finding);

/// `value` held against the claim's limit. `evidence` says it in words.
Finding by_limit(const Claim& claim, double value, std::string evidence);

/// What was measured of one of several: a disk, a standby.
struct Measurement {
  std::optional<double> number;  // in the limit's unit; nothing: not known
  std::string evidence;          // in words
  std::string value;             // for a cell of a table
};
/// All of them held against the claim's limit: the last one that contradicts, else the first. There is at least one.
Finding by_limit(const Claim& claim, const std::vector<Measurement>& measured);

Finding not_known(const Claim& claim, std::string why);
Finding found(const Claim& claim, bool holds, std::string evidence);

/// A number with a unit or a sign in the text, and nothing that the text does not say.
std::optional<check::RollbackCondition> limit_in(const Text& text);

/// Whether the text is about something that will be, may be or would be, or about another database than the run's:
/// "if needed", "on staging".
bool says_nothing_of_now(const Text& text);

/// "Backup not verified", "Migrations not applied yet": the opposite of what its other words say. "Not more than 5"
/// is a limit.
bool is_negated(const Text& text);

}  // namespace facts
