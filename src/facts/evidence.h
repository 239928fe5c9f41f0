// What is on record and what the server says, as far as claims are judged by it. A value: nothing here asks anybody.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "config/config.h"
#include "journal/event.h"
#include "pg/identity.h"

namespace facts {

/// A backup that is on record, ours or one that a fence of a runbook has made.
struct Backup {
  enum class Proof { none, read, restored, failed };
  std::string id;        // "b-17", or the file's path
  std::string how = {};  // "pg_dump"; empty: lockkeeper
  std::string of = {};   // the database's name
  base::Instant taken{};
  Proof proof = Proof::none;
  base::Instant proved{};
};

/// Whether the application is kept out.
struct Maintenance {
  bool on = false;
  base::Instant since{};
  std::string how = {};  // "kubectl scale deployment/api to 0"; empty: lockkeeper
};

/// What the database's history says, asked of the server.
struct History {
  long long applied = 0;
  std::vector<std::string> pending = {};
  std::vector<std::string> failed = {};
};

/// The newest suite of checks that was run.
struct Suite {
  std::string name = {};
  base::Instant at{};
  std::vector<std::string> failed = {};
  long long of = 0;
};

struct Evidence {
  base::Instant now{};
  std::string database = {};  // its name; empty where it is not known
  base::Milliseconds backup_age{24 * 3600'000LL};
  config::Thresholds thresholds = {};

  // From the journal.
  std::vector<Backup> backups = {};  // of this database, oldest first
  std::optional<Maintenance> maintenance = {};
  std::optional<Suite> preflight = {};
  std::vector<std::string> applied = {};             // in this run
  std::vector<std::string> failed = {};              // in this run, and not applied since
  std::vector<std::string> by_others = {};           // in this run, by the team's own tools: "prisma migrate deploy"
  std::vector<std::string> rolled_back = {};         // in this run: procedures and migrations that were undone
  std::optional<base::Instant> began = {};           // the run, or its T-0
  std::optional<base::Milliseconds> migrating = {};  // all migrations of this run together

  // From the server, where it was asked.
  std::optional<History> history = {};
  std::map<std::string, base::Json> asked = {};       // by the check's id, as it gathers them
  std::map<std::string, std::string> not_asked = {};  // by the check's id or "history": why
};

/// Whose events count.
struct About {
  pg::Identity database = {};  // empty: every database's
  std::string run = {};
  base::Instant now{};
  base::Milliseconds backup_age{24 * 3600'000LL};
};

/// What the journal's events say; pure. Events of another database are passed over.
Evidence from_events(std::span<const journal::Event> events, const About& about);

}  // namespace facts
