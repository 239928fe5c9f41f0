// What the data of several kinds is made of.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"

namespace journal {

/// The database that a run is about, as far as it was known.
struct NamedTarget {
  std::string environment = {};
  std::string address = {};
  std::string server = {};
  std::string database = {};
  std::string cluster = {};
  std::string oid = {};
  bool operator==(const NamedTarget&) const = default;
};

/// A step as the runbook has it.
struct PlannedStep {
  std::string id = {};
  std::string title = {};
  std::string kind = {};
  std::string phase = {};
  std::string section = {};
  long long line = 0;
  std::optional<base::Milliseconds> due = {};
  bool operator==(const PlannedStep&) const = default;
};

struct PlannedPhase {
  std::string title = {};
  std::optional<base::Milliseconds> due = {};
  bool operator==(const PlannedPhase&) const = default;
};

/// Names of what a schema holds.
struct SchemaNames {
  std::vector<std::string> tables = {};
  std::vector<std::string> indexes = {};
  std::vector<std::string> constraints = {};
  bool operator==(const SchemaNames&) const = default;
};

struct CheckResult {
  std::string check = {};
  std::string verdict = {};
  std::string evidence = {};
  std::string todo = {};
  bool operator==(const CheckResult&) const = default;
};

struct DatabaseFigures {
  std::optional<long long> tables = {};
  std::optional<long long> indexes = {};
  std::optional<long long> constraints = {};
  std::optional<long long> bytes = {};
  bool operator==(const DatabaseFigures&) const = default;
};

/// The process that answers for maintenance mode.
struct MaintenanceOwner {
  long long pid = 0;
  std::string born = {};
  bool given = false;
  bool operator==(const MaintenanceOwner&) const = default;
};

}  // namespace journal
