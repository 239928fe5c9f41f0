// Where on a line from 0 to 1 everything lies: the actual course of a run, and the plan beside it. Pure geometry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "run_view/run_view.h"

namespace report {

struct Bar {
  double from = 0;
  double to = 0;
  std::string state = {};
  std::string tip = {};  // "backup-create, 02:00:05, 12.4 s"
};

struct Row {
  std::string label = {};
  std::string caption = {};  // at the right: "3 min 20 s"
  std::optional<Bar> planned = {};
  std::vector<Bar> actual = {};
};

struct Tick {
  double at = 0;
  std::string label = {};
};

/// A stretch left out of the scale because nothing happened: an interruption, a long wait for an answer.
struct Cut {
  double at = 0;  // middle of what is left of it
  double width = 0;
  std::string label = {};
};

struct Timeline {
  std::vector<Row> rows = {};
  std::vector<Tick> ticks = {};
  std::vector<Cut> cuts = {};
  std::optional<double> zero = {};  // where T-0 lies
};

/// One row for each stage that began, at the times it really had. No rows where nothing has a beginning.
Timeline actual_timeline(const run_view::RunView& view);

/// Planned and actual relative to T-0, for the stages due from three hours before it to six after. No rows where the
/// runbook gives no times or T-0 was not reached.
Timeline planned_timeline(const run_view::RunView& view);

}  // namespace report
