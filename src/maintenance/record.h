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

/// A database as a session sees it.
struct Place {
  std::string database;
  std::string server;        // "host:port", by which it was reached
  std::string cluster = {};  // the server's system identifier; empty where it may not be read
  std::string oid = {};      // the database's
};

/// One time of maintenance, from its events.
struct Record {
  std::string id;
  std::string database;
  std::string server;        // "host:port"
  std::string cluster = {};  // as in Place; empty in old journals too
  std::string oid = {};
  std::string run;  // that entered, or extended it last; empty: a person
  std::string by;
  std::string reason;
  base::Instant since{};
  std::optional<base::Instant> until = {};
  std::optional<Process> owner = {};
  bool owner_given = false;  // with --owner: watched in place of the run's process
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
  std::string left_in = {};  // the oid of the database it was left in
  std::string last_failure = {};
};

/// The newest one of this database, left or not; nothing if there was none.
///
/// A server is known by its identifier, and by its address where either side does not know that; a database by its
/// oid, and by its name where another has taken its place there (a restore) or the journal is an old one.
std::optional<Record> newest(const std::vector<journal::Event>& events, const Place& place);
/// Those that are on for a database of this name, by another address that cannot be compared with this one.
std::vector<Record> maybe_here(const std::vector<journal::Event>& events, const Place& place);
/// The one called `id`.
std::optional<Record> find(const std::vector<journal::Event>& events, const std::string& id);

}  // namespace maintenance
