// Which database this is, by whatever address it was reached.
#pragma once

#include <optional>
#include <string>

namespace pg {

class Session;

/// What stays the same when a database is reached by another address, and differs for every other database.
struct Identity {
  std::string cluster = {};   // the server's system identifier; "" where the role may not read it
  std::string oid = {};       // of the database; "" where it is not known
  std::string database = {};  // its name
  bool operator==(const Identity&) const = default;
};

/// Asks the server. Not in a transaction: a refusal would end it.
Identity identity_of(Session& session);

/// What tells `found` from `wanted`, in words ("the database is shop_staging"); nothing where it is the same database
/// as far as both are known.
std::optional<std::string> difference(const Identity& wanted, const Identity& found);

}  // namespace pg
