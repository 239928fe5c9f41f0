// The moment in which a restored database takes the place of the present one: two renames in one transaction, so that
// there is no moment without a database of that name, however we end.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "backup/backup.h"
#include "pg/session.h"

namespace backup {

struct SwapNames {
  std::string database = {};
  std::string beside = {};
  std::string kept = {};  // empty: there was nothing to keep
};

/// Which of the three are on the server.
struct Present {
  bool database = false;
  bool beside = false;
  bool kept = false;
};
Present look_for(pg::Session& session, const SwapNames& names);

struct SwapPlan {
  std::vector<std::pair<std::string, std::string>> renames = {};  // from, to; carried out in one transaction
  std::string impossible = {};                                    // why nothing can be done; empty: it can
  [[nodiscard]] bool done() const { return renames.empty() && impossible.empty(); }
};

/// What is left to do, from what is there. Pure.
SwapPlan plan_swap(const SwapNames& names, const Present& present);

struct SwapOptions {
  pg::Options connection = {};
  base::Milliseconds patience{60'000};  // for sessions that do not go
  int lock_backend = 0;  // a session in the database that is ended only once nobody can enter it any more; 0: none
  std::function<void()> between = {};  // called after the first rename, before the second
  std::stop_token stop = {};
};

/// Carries the renames out. While the first one holds its lock nobody new gets into the database, and those that are
/// in it are ended: sessions of clients only, never replication or autovacuum. Afterwards the waiting ones find the
/// new one. Throws Error{Code::backup} naming the sessions that did not go; nothing is renamed then.
/// Error{Code::stopped}. Source: RenameDatabase and CountOtherDBBackends in PostgreSQL's dbcommands.c and
/// procarray.c.
std::vector<EndedSession> swap(const SwapPlan& plan, const SwapOptions& options);

}  // namespace backup
