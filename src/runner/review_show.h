// The reading of a runbook for whoever approves it: every line, how it is read and why, and who has approved it.
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "runner/review.h"

namespace runner {

/// A part of the file under one heading, as it is gone through.
struct ReviewPart {
  std::string title;
  int line = 0;
  std::string text;                           // what is shown of it, line by line
  std::vector<const runbook::Step*> asked{};  // those of its steps that can be approved
};
/// `lines`: the file's text. Blank lines are passed over.
std::vector<ReviewPart> parts_to_review(const runbook::Runbook& runbook, std::string_view lines, const Review& review,
                                        std::size_t width);

/// "approved by Ada on 2026-12-01", "not approved", "changed since it was approved by Ada on …".
std::string approval_in_words(const Review& review, const std::string& step);

/// "7 steps are asked about: 5 approved, 1 not, 1 changed since".
std::string review_counts(const runbook::Runbook& runbook, const Review& review);

base::Json to_json(const runbook::Runbook& runbook, const Review& review);

}  // namespace runner
