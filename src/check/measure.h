// Holds triggers against what the database and the configured commands can tell. Advice: nothing here acts.
#pragma once

#include <map>

#include "base/process.h"
#include "check/check.h"
#include "check/rollback_conditions.h"

namespace check {

/// One measured value; nothing where it cannot be told, with the reason in the evidence.
struct Measure {
  std::optional<double> value = {};
  std::string unit;      // "%", "ms", "bytes", ""
  std::string evidence;  // what was asked and seen
};

enum class ConditionState { met, not_met, unknown };
std::string_view name(ConditionState standing);

struct Advice {
  std::string condition;                          // as written
  std::optional<RollbackCondition> trigger = {};  // nothing: a person judges
  ConditionState standing = ConditionState::unknown;
  std::string evidence;
};

/// Pure.
Advice advise(const std::string& condition, const std::optional<RollbackCondition>& trigger, const Measure& measure);

/// Why a condition about a change ("increased by 10 %") cannot be held against what is measured now; "" where it can.
/// Pure.
std::string not_comparable(const RollbackCondition& trigger, const std::map<std::string, std::string>& metrics);

struct MeasureOptions {
  base::Milliseconds window{10'000};  // rates are counted over it
  std::stop_token stop = {};
};
/// Measures what the conditions ask for, each once, and holds them against it. Throws Error{Code::stopped} on a stop,
/// and as pg::Session does.
std::vector<Advice> evaluate(const std::vector<std::string>& conditions, const Surroundings& surroundings,
                             const MeasureOptions& options);

}  // namespace check
