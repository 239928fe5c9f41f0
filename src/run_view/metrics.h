// The figures of a run that teams track: planned against actual, before against after. What was not measured is said
// to be not measured, and everything derived says from what.
#pragma once

#include <string>
#include <vector>

#include "run_view/run_view.h"

namespace run_view {

struct Metric {
  std::string id = {};       // "downtime"
  std::string name = {};     // "Downtime"
  std::string planned = {};  // empty: nothing was planned
  std::string actual = {};   // the run's own figure; empty where there is a before and an after instead
  std::string before = {};
  std::string after = {};
  std::string from = {};  // how it was come by, where that is not plain
};

inline constexpr std::string_view not_measured = "not measured";

/// Always the same rows in the same order: start, end, duration, backup, migrations, rollback, downtime, error rate,
/// response time, database size, tables, indexes, constraints, support tickets.
std::vector<Metric> metrics(const RunView& view);

/// Planned and actual times of phases, and of their stages where a phase has several.
struct TimeSpent {
  std::string phase = {};
  std::string stage = {};  // empty: the phase as a whole
  std::optional<Milliseconds> planned = {};
  std::optional<Milliseconds> actual = {};
  std::string state = {};
};
std::vector<TimeSpent> times_spent(const RunView& view);

/// By how much `actual` is beyond `planned`; nothing where it is within, or where one of them is missing.
std::optional<Milliseconds> overrun(const TimeSpent& spent);

base::Json to_json(const std::vector<Metric>& metrics);

}  // namespace run_view
