// The server that a backup is restored to: what there is to know before anything is changed, and what speaks against
// it.
#pragma once

#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "backup/attributes.h"
#include "backup/entry.h"
#include "backup/swap.h"
#include "base/error.h"
#include "pg/session.h"

namespace backup {

struct ConnectedSession {
  std::string pid = {};
  std::string user = {};
  std::string application = {};
  std::string kind = {};  // pg_stat_activity.backend_type
  bool superuser = false;
};

struct Target {
  int server_version = 0;
  std::string server = {};     // pg::cluster_or_address()
  std::string described = {};  // "shop on db.internal:5432"
  bool in_recovery = false;

  std::string role = {};
  bool superuser = false;
  bool createdb = false;
  bool createrole = false;
  bool may_end_sessions = false;         // of others: member of pg_signal_backend
  std::set<std::string> member_of = {};  // roles whose objects it may make and give away; itself too

  std::optional<Attributes> now = {};  // of the present database, where there is one
  bool is_template = false;
  std::string tablespace = {};  // of the present database
  std::vector<ConnectedSession> sessions = {};
  std::vector<std::string> prepared = {};           // transactions prepared in it
  std::vector<std::string> replication_slots = {};  // logical ones that belong to it
  bool migration_runs = false;                      // a session of ours holds an advisory lock in it

  std::set<std::string> roles = {};
  std::set<std::string> extensions = {};
  std::set<std::string> tablespaces = {};
  std::optional<long long> free_bytes = {};  // of the data folder's disk, where this machine is the server
  long long written_since_bytes = -1;        // of WAL since the backup; -1: another server, or unknown

  [[nodiscard]] int server_major() const { return server_version / 10000; }
};

/// Asks about `database`. `session` is on another database, outside any transaction.
Target look_at_target(pg::Session& session, const Entry& entry, const std::string& database);

/// The first thing that speaks against restoring `entry` under the names, or nothing. Pure.
std::optional<base::Error> objection(const Target& target, const Entry& entry, const SwapNames& names);

/// What a person should know before agreeing. Pure.
std::vector<std::string> cautions(const Target& target, const Entry& entry, const SwapNames& names);

}  // namespace backup
