// What the words of a heading, a label or a sentence say of the part that follows. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runbook/runbook.h"
#include "runbook/words.h"

namespace runbook {

/// What a part is there for, as its words say.
enum class Meaning {
  work,       // nothing said against carrying it out
  rollback,   // the way back
  emergency,  // for when the worst has happened
  failure,    // for when something went wrong
  condition,  // only if something holds
  optional,   // may be left out
  limited,    // for one environment or system only
  forbidden,  // not to be run
  example,    // shows how something is done, right or wrong
  stop,       // nobody goes on past it
  approval,   // somebody has to agree first
  doubtful,   // may be no part of the work: a way back, or something obsolete
};
/// Why a person decides: "optional", "only on a condition" …
std::string_view name(Meaning meaning);

enum class Where { heading, label, sentence, comment };

/// The languages of one runbook: English, and those that its text is written in.
class Tongue {
 public:
  Tongue();
  /// `prose`: all that stands outside of fences.
  explicit Tongue(std::string_view prose);

  /// False where the text is in none of the languages that are known: nothing can be said of its parts then.
  [[nodiscard]] bool known() const { return known_; }
  /// Nothing but English.
  [[nodiscard]] bool english() const { return languages_.size() == 1 && known_; }

  [[nodiscard]] Meaning meaning_of(std::string_view text, Where where) const;
  /// "Method 2: docker", "Möglichkeit 2", "方案一": key and title.
  [[nodiscard]] std::optional<Alternative> way_of(std::string_view text) const;
  /// The same, as the label of what follows: alone, or with a sign behind its key.
  [[nodiscard]] std::optional<Alternative> way_labelled(std::string_view text) const;
  /// "Using psql", "Mit docker": what something is done with, and not where.
  [[nodiscard]] bool says_means(std::string_view heading) const;
  /// "or", "oder:", "Alternatively, with docker:".
  [[nodiscard]] bool says_otherwise(std::string_view text) const;
  /// "Choose one of the following".
  [[nodiscard]] bool says_choose(std::string_view text) const;
  /// "Step 3 - Import", "Étape 2", "3. Import", "第3步".
  [[nodiscard]] bool is_step(std::string_view heading) const;
  /// "Expected result", "Erwartet", "Output": what follows came back, or should.
  [[nodiscard]] bool says_expected(std::string_view label) const;
  [[nodiscard]] bool says_shown(std::string_view label) const;
  /// "Output:", "This will print:": what follows came back, whatever it is marked as.
  [[nodiscard]] bool says_printed(std::string_view label) const;
  /// "Wait 10 minutes", "Warten, bis …".
  [[nodiscard]] bool says_wait(std::string_view text) const;
  /// "Wait for the approval of the release manager", "Do not continue before …", and not "Wait 10 minutes".
  [[nodiscard]] bool says_precondition(std::string_view box) const;
  /// "Recovery steps", and a title of which such steps are the work.
  [[nodiscard]] bool says_recovery(std::string_view heading) const;
  [[nodiscard]] bool is_about_recovery(std::string_view title) const;
  /// "For example, run:", which may be the work itself.
  [[nodiscard]] bool says_instance(std::string_view text) const;
  /// "Kontakte", "Références": a heading of what is no work.
  [[nodiscard]] bool says_apart(std::string_view heading) const;

 private:
  [[nodiscard]] std::optional<std::pair<Alternative, std::string>> read_way(std::string_view text) const;
  [[nodiscard]] Meaning meaning_of_outdated(std::string_view text, const WordList& words, Where where) const;
  [[nodiscard]] Meaning read_meaning(std::string_view text, Where where) const;
  [[nodiscard]] bool begins_with_condition(std::string_view text) const;

  std::vector<std::size_t> languages_;  // into languages(), English first
  bool known_ = true;
  mutable std::map<std::string, Meaning> asked_;  // a heading is asked several times, and many are alike
};

/// "optional: \"Rebuild the index, if you like\" (line 12)": why a person decides.
std::string reason_of(Meaning meaning, std::string_view text, int line);

/// "for staging", "on Debian", "PostgreSQL 15": what only one of several can be. Empty where it names none.
std::string exclusive_in(std::string_view lead_in);

}  // namespace runbook
