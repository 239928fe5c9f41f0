// The database that a run is about. It is named when the run begins and never changes under it.
#pragma once

#include <string>

#include "journal/event.h"
#include "journal/parts.h"
#include "pg/identity.h"

namespace pg {
struct Options;
}

namespace journal {
class Journal;
}

namespace runner {

struct RunTarget {
  std::string environment = {};  // of lockkeeper.toml, where --env was given
  std::string address = {};      // the connection string without its password; "" where libpq's environment decides
  std::string server = {};       // "db.internal:5432"; "" where it was not reached yet
  pg::Identity identity = {};    // as the server told; empty where it was not reached yet
};

/// "shop on db.internal:5432 (environment prod)"; what is not known is left out, and nothing known gives "".
std::string described(const RunTarget& target);

/// The options that name it again: " --env prod", " --database-url postgresql://db/shop"; "" where libpq's
/// environment named it.
std::string options_naming(const RunTarget& target);

/// As the journal has it.
journal::NamedTarget recorded(const RunTarget& target);
RunTarget read_target(const journal::NamedTarget& named);

/// Reaches the database and asks it who it is; throws as pg::Session does. `options.expected` is not looked at.
RunTarget reach(const pg::Options& options, RunTarget target);

/// The database that the run in the journal is about: as it was named when the run began, or when the database was
/// first reached; a restore within the run gives the database another oid. Empty where the journal names none.
RunTarget target_of(const journal::Journal& journal, const std::string& run);

/// The same from events, one after the other.
void take_target(RunTarget& target, const journal::Event& event);

}  // namespace runner
