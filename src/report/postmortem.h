// The post-mortem of a run: what the record knows, filled in; what only people know, left to them with clear blanks.
#pragma once

#include <string>
#include <vector>

#include "report/document.h"
#include "run_view/run_view.h"

namespace report {

/// Something to do next, taken from the record; the owner and the day are people's to say.
struct Suggestion {
  std::string text = {};
  std::string from = {};  // why: "open failure", "waived", "check dead-tuples warned"
};
std::vector<Suggestion> suggestions(const run_view::RunView& view);

/// What went as it should, each with its figure. Nothing that was not measured.
std::vector<std::string> went_well(const run_view::RunView& view);

/// Failures, waivers and overruns, with evidence.
struct Issue {
  std::string what = {};
  std::string detail = {};             // several lines
  std::vector<std::string> done = {};  // about it
  std::string state = {};              // "open", "dealt with", "waived"
};
std::vector<Issue> issues(const run_view::RunView& view);

Document postmortem(const run_view::RunView& view);
base::Json postmortem_json(const run_view::RunView& view);

}  // namespace report
