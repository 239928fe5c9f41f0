// Which run and step a piece of work belongs to, and who does it: a value that is passed, never asked of the process.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct RunContext {
  std::string run = {};    // empty: outside any run
  std::string step = {};   // of the run's runbook
  std::string actor = {};  // who is named; empty: the account

  bool operator==(const RunContext&) const = default;
};

/// A new run's id: time first, so that they sort: "20261206-020000-3f9a". From the clock and random bytes.
std::string new_run_id(base::Instant now);
/// Whether it may be the id of a run: letters, digits, "-", "_" and ".", not first; so it names a file and no path.
bool is_run_id(std::string_view text);

}  // namespace journal
