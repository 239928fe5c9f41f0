// What people have approved of a runbook before a run, and what that lets run unasked. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "runbook/runbook.h"

namespace runner {

/// One person's word for one step, as the file beside the runbook has it.
struct Approval {
  std::string step;    // its id
  std::string sha256;  // of the step as it was (fingerprint.h)
  std::string by;
  base::Instant at{};
  std::string source = {};   // "rehearsal 2026…"; empty: looked at by the person
  std::string runbook = {};  // SHA-256 of the file as it was
};

/// What a run goes by.
struct Review {
  std::vector<Approval> approvals = {};
  std::map<std::string, std::string> fingerprints = {};  // of the steps as they are now
  int people = 1;                                        // so many different ones have to approve a step
  bool required = false;  // no run begins while a step that would be asked is not approved
};

/// The approvals that hold for the step as it is now, the newest of each person, oldest first.
std::vector<Approval> standing(const Review& review, const std::string& step);
/// As many as are wanted hold.
bool is_approved(const Review& review, const std::string& step);
/// Approvals of a text that the step has no longer.
std::vector<Approval> outdated(const Review& review, const std::string& step);

/// "Ada and Grace".
std::string names_of(const std::vector<Approval>& approvals);
/// "approved by Ada and Grace on 2026-12-01".
std::string in_words(const std::vector<Approval>& approvals);

/// Why the step is asked about however often it was approved: what has to be known on the night, or whom it takes
/// there. Databases that it names are not among them: which one the run is about is known only to the run.
std::vector<std::string> asked_all_the_same(const runbook::Step& step);

/// The ids that `what` means: "all", a step's id or the part of it behind the last slash, a section by its title, its
/// slug or a part of it. Of the steps that are asked about. Throws Error{Code::usage} where it means none.
std::vector<std::string> steps_meant(const runbook::Runbook& runbook, const std::string& what);

/// The steps of the main line that would be asked about and are not approved as often as is wanted.
std::vector<const runbook::Step*> not_approved(const runbook::Runbook& runbook, const Review& review);

}  // namespace runner
