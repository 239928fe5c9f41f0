// "Error rate > 10 %" as a value: what is measured, against which number. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace check {

enum class Operator { above, at_least, below, at_most, between };

/// A condition with a number in it, as a runbook's lists of triggers and tables of targets have them.
struct RollbackCondition {
  std::string text;  // as written, without bullet and check box
  std::string
      metric;  // error_rate, slower, response_time, replication_lag, blocked, connections, disk_free, disk_used,
               // cpu, memory, duration, or the name of a configured one; empty: what is meant is not known
  Operator compare = Operator::above;
  double number = 0;              // in `unit`
  std::optional<double> to = {};  // between: the upper end
  std::string unit;               // "%", "ms" (every span of time), "bytes", "" (a count)
  std::string number_text;        // "> 10 %", for people
  bool relative = false;          // against how it was before: "increased by 10 %", "twice the baseline"
};

/// Nothing where there is no number that a measurement could be held against. `configured`: names of [metrics]; one
/// whose words are all in the text is what is meant.
std::optional<RollbackCondition> parse_trigger(std::string_view text, std::span<const std::string> configured = {});

/// Whether a measured value, in the trigger's unit, fulfils the condition.
bool holds(const RollbackCondition& trigger, double value);

/// "12.5 %", "10 min", "3".
std::string format_measure(double value, std::string_view unit);

}  // namespace check
