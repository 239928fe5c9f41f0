// Runs a script statement by statement, each recorded when done, resuming after a crash by asking the catalog.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "apply/operation.h"
#include "apply/script.h"

namespace apply {

struct Stepping {
  const Script& script;
  std::size_t done = 0;  // statements that took effect before
  /// The one after them may have taken effect as well: the process died there, or its outcome was not heard. Kept up
  /// to date, so that after a failure it says whether the catalog has to be asked before going on.
  bool uncertain = false;
  /// The fenced record that so many statements are done; commits with the step where the step is a transaction.
  std::function<pg::Request(std::size_t done)> progress = {};
  /// What is wrong with what a step did, from apply::objects_there() before and behind it; nothing where it may
  /// stand. A step that is a transaction is rolled back then; one that stands alone stays, and nothing after it is
  /// run. Asked of statements that may take more than they name.
  std::function<std::optional<base::Error>(const pg::Result& before, const pg::Result& after)> judge = {};
  /// Called after each step.
  std::function<void(std::size_t done, base::Milliseconds took)> on_step = {};
  /// What to say of a failure's remains: given the number of statements that are done.
  std::function<std::string(std::size_t done)> kept = {};
};

/// Runs what is left. Throws the explained failure, Error{Code::stopped}, lease_lost or connection; and
/// Error{Code::migration} where nobody can tell whether the next statement ran. `stepping.done` says how far it came.
void run_steps(Operation& operation, Stepping& stepping);

}  // namespace apply
