// What the journal says of maintenance mode: the newest one of a database, and how far it got. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "journal/event.h"
#include "maintenance/owner.h"
#include "maintenance/state.h"

namespace maintenance {

struct Saved {
  std::string command;
  std::string file;  // absolute
  std::string sha256;
};

/// One time of maintenance, from its events.
struct Record {
  std::string id;
  std::string database;
  std::string server;  // "host:port"
  std::string run;     // the run that entered; empty: a person
  std::string by;
  std::string reason;
  base::Instant since{};
  std::optional<base::Instant> until = {};
  std::optional<Process> owner = {};
  Fence fence = Fence::none;
  std::vector<std::string> roles = {};
  std::vector<Saved> saved = {};
  bool has_enter = false;  // a command was declared when it was entered
  bool has_leave = false;
  State before = {};
  State after = {};
  bool enter_done = false;     // the command ended with 0
  std::string fenced_at = {};  // the server's clock, seconds; empty: the fence is not known to be up
  bool on = false;             // entering came to its end
  bool left = false;
  std::string last_failure = {};
};

/// The newest one of `database` on `server`, left or not; nothing if there was none.
std::optional<Record> newest(const std::vector<journal::Event>& events, const std::string& database,
                             const std::string& server);
/// The one called `id`.
std::optional<Record> find(const std::vector<journal::Event>& events, const std::string& id);

}  // namespace maintenance
