// What a dry run leaves out, and what may fail for want of it. Pure.
#pragma once

#include <string>
#include <vector>

#include "apply/script.h"
#include "apply/up.h"

namespace apply {

/// Why a dry run leaves the statement out although its migration can run it; empty: it is tried.
std::string why_left_out(const Script& script, const sql::Statement& statement);

/// What was not done when a later statement ran.
class Missing {
 public:
  /// Left out, with what it would have changed.
  void add(const Script& script, const sql::Statement& statement);
  /// A file that failed here: whatever it makes is missing.
  void add_failed(const std::string& name);
  /// What `statement` may have needed of it: "CREATE INDEX on line 1 of 003_index"; empty where it did not. Null: it
  /// failed when all had run.
  [[nodiscard]] std::string behind(const sql::Statement* statement) const;

 private:
  struct Change {
    std::vector<std::string> names;  // of what it would have changed; none: anything
    std::string what;
  };
  std::vector<Change> changes_;
};

}  // namespace apply
