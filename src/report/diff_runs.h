// Two runs side by side: how each step came out in one and in the other.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "run_view/run_view.h"

namespace report {

/// What one of the two runs says of a step; `known` is false where it has no such step.
struct Side {
  bool known = false;
  std::string state = {};
  std::string verdict = {};  // of the last attempt
  std::optional<base::Milliseconds> worked = {};
  std::vector<std::string> answers = {};  // "GO by Priya: all green", fields included
};

struct StepComparison {
  std::string id = {};
  std::string title = {};
  std::string phase = {};
  std::array<Side, 2> side = {};
  bool states_differ = false;
  bool verdicts_differ = false;
  bool answers_differ = false;
  bool durations_differ = false;  // by a second and by half at least
  [[nodiscard]] bool differs() const;
};

struct RunComparison {
  std::array<std::string, 2> run = {};
  std::array<std::string, 2> state = {};
  std::array<std::optional<base::Milliseconds>, 2> duration = {};
  bool same_text = true;                   // of the runbook
  std::vector<StepComparison> steps = {};  // in the second run's order; what only the first has follows its neighbour
};

/// Pure. Who answered what counts, when they did does not.
RunComparison compare(const run_view::RunView& first, const run_view::RunView& second);

std::string to_text(const RunComparison& comparison);
base::Json to_json(const RunComparison& comparison);

}  // namespace report
