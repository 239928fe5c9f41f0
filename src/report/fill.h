// A runbook filled in with what happened: boxes ticked, blanks filled, outputs attached. The rest stays byte for
// byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "run_view/run_view.h"
#include "runbook/runbook.h"

namespace report {

/// `length` bytes at `at` of the original give way to `text`. A plain addition has length 0.
struct Edit {
  std::size_t at = 0;
  std::size_t length = 0;
  std::string text = {};
};

struct FillLimits {
  std::size_t output_lines = 40;  // of one attempt; the middle is left out
  std::size_t line_length = 300;  // bytes
};

struct FillCounts {
  long long ticked = 0;
  long long filled = 0;   // blanks, choices and empty cells
  long long decided = 0;  // gates and choices
  long long outputs = 0;
};

struct Filling {
  std::vector<Edit> edits = {};  // by place, none overlapping another
  FillCounts counts = {};
};

/// `text`: the file's bytes, `book`: what parse makes of them. Steps are matched by id; those that the run has not,
/// or that did not come to their end, stay as they are. Pure; throws nothing of its own.
Filling fill(std::string_view text, const runbook::Runbook& book, const run_view::RunView& view,
             const FillLimits& limits = {});

std::string edited(std::string_view text, const std::vector<Edit>& edits);
/// The original again, from what edited made of it: what a reviewer may rely on.
std::string take_back(std::string_view filled, std::string_view original, const std::vector<Edit>& edits);

}  // namespace report
