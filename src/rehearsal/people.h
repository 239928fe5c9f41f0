// Who answers in a rehearsal: the answers file; and where it is silent, the rehearsal goes on and writes it down.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "runner/answers.h"

namespace rehearsal {

/// A question that the answers file did not answer, and how the rehearsal went on.
struct Unanswered {
  std::string step;
  std::string when;
  std::string text;
  std::string assumed;  // the answer that was given instead
};

/// Work that failed or came out otherwise, and nobody had said beforehand that it may.
struct Setback {
  std::string step;
  std::string when;  // failed | difference
  std::string verdict;
  std::string evidence;
};

class People : public runner::AnswerSource {
 public:
  /// `assume_yes`: tasks count as done; else they are left out. `for_people`: steps whose outcome only a person can
  /// judge, see judged_by_people().
  People(std::vector<runner::AnswerEntry> entries, std::string file, bool assume_yes,
         std::set<std::string> for_people = {})
      : file_(std::move(entries), std::move(file)), assume_yes_(assume_yes), for_people_(std::move(for_people)) {}
  std::optional<runner::Answer> ask(const runner::Question& question) override;
  [[nodiscard]] std::optional<runner::Answer> prepared(const runner::Question& question) const override {
    return file_.prepared(question);
  }

  [[nodiscard]] const std::vector<Unanswered>& unanswered() const { return unanswered_; }
  [[nodiscard]] const std::vector<Setback>& setbacks() const { return setbacks_; }

 private:
  runner::AnswersFile file_;
  bool assume_yes_;
  std::set<std::string> for_people_;
  std::vector<Unanswered> unanswered_;
  std::vector<Setback> setbacks_;
};

/// Ids of the steps that expect nothing but sentences ("All indexes should be valid"): that a person has to look at
/// the outcome is not a failure.
std::set<std::string> judged_by_people(const runbook::Runbook& runbook);

/// The answer that lets the run go on. Pure.
runner::Answer way_on(const runner::Question& question, bool assume_yes);

}  // namespace rehearsal
