// What a task, a gate's condition or a criterion says, and whether that is so as far as the program can know.
//
// A text that says nothing of the kind is a person's word alone. What is not known never contradicts.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "check/rollback_conditions.h"
#include "facts/evidence.h"
#include "facts/text.h"

namespace facts {

/// One thing that a text says.
struct Claim {
  std::string fact;                                    // the entry's id: "backup-verified"
  std::string text;                                    // as written
  std::string about = {};                              // what of it: "by restoring", an extension's name
  std::optional<check::RollbackCondition> limit = {};  // "> 20 GB", "< 1 s"
  std::optional<base::Milliseconds> span = {};         // "younger than 24 hours"
  std::optional<long long> count = {};                 // "all 7 migrations"
  std::string of = {};  // the database or table that it names; empty: the run's database
  bool denies = false;  // it holds where the fact does not: "no rollback"
};

enum class Holds { yes, no, unknown };
/// "holds", "contradicted", "not known".
std::string_view name(Holds holds);

/// What the evidence says of a claim.
struct Finding {
  Claim claim = {};
  Holds holds = Holds::unknown;
  std::string evidence = {};                   // one line: "no backup of shop is on record"
  std::optional<base::Milliseconds> age = {};  // of what it rests on
  std::string value = {};                      // for a cell of a table: "7 of 7", "12 min"; empty where there is none
};

/// A catalogue entry in claims/: NAME.cpp, its page NAME.md, its tests NAME.cases.
struct Fact {
  std::string_view question;    // "Was a backup taken?"
  std::string_view check;       // the check whose facts it is judged by, asked of the server; empty: none
  bool reads_negation = false;  // what "not" means for it is read by itself; else nothing is claimed there
  /// What the text says of it, nothing where it says nothing. Fills all of the claim but its fact and its text.
  std::optional<Claim> (*claimed)(const Text& text);
  Finding (*judge)(const Claim& claim, const Evidence& evidence);
};

/// All that the text says, in the catalogue's order. `title`: of what stands around it ("Rollback Criteria"), for
/// texts that say little alone; may be empty.
std::vector<Claim> claims_in(std::string_view text);

/// A condition that rules GO out ("Replication lag > 10 s", "Backup failure") as what has to hold instead.
std::vector<Claim> denials_in(std::string_view text);

/// A row of a table of criteria: "Migration duration", "< 30 min".
std::vector<Claim> claims_in_row(std::string_view metric, std::string_view target);

Finding judge(const Claim& claim, const Evidence& evidence);

/// The checks that have to be asked of the server to judge them, each once.
std::vector<std::string> checks_for(const std::vector<Claim>& claims);

/// "✓ backup-taken: b-17 of shop (2 h old)".
std::string tell(const Finding& finding);
/// One line each; lines that are the same once.
std::string tell(const std::vector<Finding>& findings);

/// Those that contradict.
std::vector<Finding> contradicted(const std::vector<Finding>& findings);

}  // namespace facts
