// The text of a .cases file as values.
//
//   case: a sentence that should hold
//   given:                  one message of SQL, run by a superuser on a fresh database; may be repeated
//     CREATE TABLE …
//   fails: SQL              as given, but the server has to refuse it
//   as: ROLE                the check connects as this role
//   beside: SQL             a session of its own that stays open during the check
//   beside_same: SQL        in the session of the beside before
//   waits: SQL              sent by a session of its own; the check runs once it waits for a lock
//   baseline:               the state so far is captured
//   change: SQL             run after the baseline
//   journal: KIND {…}       an event that is in the journal
//   thresholds:             lines of [thresholds] in lockkeeper.toml
//   facts: {…}              instead of all that: what was gathered
//   expect: VERDICT [GLOB]  somewhere in the evidence
//   todo: GLOB              somewhere in what to do
//   after: SQL              puts right what outlives the database
//
// A value stands after the colon or indented below. "current_database" in SQL and events is the database's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace check {

struct CaseStep {
  std::string key;
  std::string value;
  int line = 0;  // of the file, from 1
};

struct Case {
  std::string name;
  int line = 0;
  std::vector<CaseStep> steps;

  [[nodiscard]] const CaseStep* find(std::string_view key) const;
};

/// Throws Error{Code::text} naming the line for a key it does not know and for a case without `expect`.
std::vector<Case> parse_cases(std::string_view text);

}  // namespace check
