// What people approve of a runbook before it is run: kept beside the runbook and in the journal.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/project.h"
#include "runner/review.h"

namespace app {

/// The approvals beside the runbook, and how many the configuration wants. `folder`: where the run begins.
runner::Review review_of(Project& project, const runbook::Runbook& book,
                         const std::filesystem::path& folder = std::filesystem::current_path());

struct ApproveRequest {
  std::vector<std::string> steps;  // ids
  std::string by = {};             // empty: whoever asks
  std::string source = "command";  // "terminal", "rehearsal 2026…"
};
/// Approves the steps as they are now: writes the file, then the event. Earlier approvals of the same people, and
/// those of an earlier text, give way; gives the steps that this person had not approved before. `review` is brought
/// up to date.
std::vector<std::string> approve(Project& project, const runbook::Runbook& book, const ApproveRequest& request,
                                 runner::Review& review);

/// Throws Error{Code::runbook} with what to do where a review is required and a step of the main line that would be
/// asked about is not approved, but for those that the unfinished run `state` is done with.
void refuse_without_review(const runbook::Runbook& book, const runner::Review& review, const runner::RunState& state);

/// What has become of the approvals since the newest of them.
struct SinceReview {
  std::optional<runbook::Runbook> before = {};  // as it was then, where its text was kept
  std::optional<base::Instant> at = {};         // nothing: it was never reviewed
  std::vector<std::string> changed = {};        // "work/drop  changed since it was approved by Ada on 2026-12-01"
  std::vector<std::string> open = {};           // asked about, and never approved
  std::vector<std::string> gone = {};           // approved, and not in the runbook, or not asked about, any more
  long long approved = 0;                       // as they are now
};
SinceReview since_review(Project& project, const runbook::Runbook& book);

}  // namespace app
