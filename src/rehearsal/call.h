// The other side of the stand-ins: this program, called by another program's name from a rehearsed fence.
//
// A folder of symbolic links to this program comes first in PATH. Started as `kubectl`, it looks the call up, writes
// it down and answers; started as `psql`, it lets the real one act, or refuses what would reach another database.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/environment.h"
#include "base/json.h"
#include "rehearsal/stand_ins.h"
#include "rehearsal/target_guard.h"

namespace rehearsal {

constexpr int refused_exit = 78;  // EX_CONFIG of sysexits.h

/// What calls are judged by; `<folder>/plan.json`, written by the rehearsal.
struct Plan {
  Copy copy;
  std::string root = {};     // commands run with this as their root folder; empty: as they are
  pid_t keeper = 0;          // in whose namespaces that is, see isolation.h
  std::string path = {};     // PATH without the stand-ins
  std::string program = {};  // this one
  bool pass = true;          // undeclared calls end with 0
  std::set<std::string> external = {};
  std::vector<StandIn> stand_ins = {};
};
base::Json to_json(const Plan& plan);
Plan plan_from_json(const base::Json& json);

/// What becomes of one call.
struct Decision {
  enum class Kind { pass_on, stand_in, refuse, wait } kind = Kind::pass_on;
  std::vector<std::string> words = {};  // pass_on: the call that is carried out
  std::string reason = {};              // refuse: what it would reach
  const StandIn* declared = nullptr;    // stand_in: into the plan; null where none is declared
  base::Milliseconds wait{0};
};
/// A program that is answered for is known by its full path as well. Pure.
Decision decide(const std::vector<std::string>& words, const Plan& plan, const Lookup& environment);

/// A call as it was written down.
struct Call {
  std::string step = {};
  std::string kind = {};     // "stand-in", "refused", "wait", "passed on"
  std::string command = {};  // passwords blackened
  bool declared = false;
  int exit_code = 0;
  std::string reason = {};
  base::Milliseconds waited{0};
};
/// Every call so far, oldest first; a line that was cut off by a crash is left out.
std::vector<Call> read_calls(const std::filesystem::path& folder);

/// Where a rehearsal's commands find it.
constexpr auto folder_variable = "LOCKKEEPER_REHEARSAL";
constexpr auto inside_variable = "LOCKKEEPER_REHEARSAL_INSIDE";

/// Answers the call if this process was started by another program's name in a rehearsal: its exit code, or nothing.
/// `environment`: this process's.
/// Does not return where a real program takes this process's place.
std::optional<int> answer_call(int argc, char** argv, base::Environment environment);

}  // namespace rehearsal
