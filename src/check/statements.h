// pg_stat_statements by query: counted, compared, resets noticed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "pg/session.h"

namespace check {

/// The statements of this database, summed over roles, the most expensive 1,000:
///   {"since": "2026-12-01T…" (reset; null before 1.9), "cut": bool,
///    "queries": {"-1234": {"calls": 12, "ms": 34.5}}}
/// Null where the extension is not here, not loaded or not readable, with the reason in `why`.
base::Json capture_statements(pg::Session& session, std::string& why);
/// What a query looks like, without its literals: {"-1234": "SELECT …"}.
base::Json statement_shapes(pg::Session& session, const std::vector<std::string>& ids);

/// One query between two captures.
struct StatementDelta {
  std::string id;
  long long calls = 0;                   // since the first capture, or since a reset in between
  double mean_ms = 0;                    // of those calls
  std::optional<double> before_ms = {};  // mean until the first capture; nothing: it was not there
};
struct StatementDeltas {
  std::vector<StatementDelta> queries;  // called in between, the most time first
  bool reset = false;                   // the counters were reset in between: what lay before the reset is lost
};
/// Pure.
StatementDeltas compare_statements(const base::Json& before, const base::Json& now);

}  // namespace check
