// Whether the application really is kept out: watched for a while, judged by what the server counted.
#pragma once

#include "maintenance/maintenance.h"

namespace maintenance {

/// What was seen between the first look and the last.
struct Seen {
  base::Milliseconds watched{0};
  bool roles_known = false;              // else every role but ours counts as the application
  long long transactions = 0;            // ids given out by the whole server; only writers get one
  std::vector<std::string> held = {};    // writing transactions of this database that were under way, a line each
  bool counters_reset = false;           // somebody set the server's counters to 0 meanwhile
  long long rows = 0;                    // inserted, updated, deleted in this database's tables, by anybody
  std::vector<std::string> tables = {};  // "public.orders: 3 inserted, 1 updated"
  std::optional<long long> statements =
      {};  // writing ones of the application's roles; nothing: pg_stat_statements missing
  std::optional<long long> connections = {};  // new to this database; nothing before PostgreSQL 14
  std::vector<Session> writing = {};          // of the application, with an id, in any look
  std::vector<Session> in_the_way = {};       // at the last look
  long long present = 0;                      // the application's sessions in any look, idle ones too
  std::optional<std::string> health = {};     // trouble with the health question; empty: as it should be
  bool health_asked = false;
  bool fenced = false;  // the server itself keeps the application out, and the fence was seen to be whole
};

struct Proof {
  bool holds = false;
  bool fenced = false;                // else only what was seen while watching is known
  std::vector<std::string> evidence;  // what was seen
  std::vector<std::string> against;   // why it does not hold
  std::vector<std::string> unseen;    // what this cannot tell
};

/// Pure.
Proof judge(const Seen& seen);

/// Watches for `span` and appends maintenance.proved. Throws Error{Code::stopped} on a stop, and as pg::Session does.
Proof prove(const Surroundings& surroundings, base::Milliseconds span);

}  // namespace maintenance
