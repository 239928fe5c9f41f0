// What the fence touches, as a value: how a database lets roles in, and whether they may write.
//
// The same shape says how it was, how it shall be and how it is, so that putting up the fence and taking it down are
// one pure function: the statements that lead from one state to another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace maintenance {

struct RoleState {
  std::string name;
  int connection_limit = -1;                  // pg_authid.rolconnlimit; -1 is none
  std::optional<std::string> read_only = {};  // default_transaction_read_only of this role in this database, as set
  bool operator==(const RoleState&) const = default;
};

/// A right to CONNECT; PUBLIC has the grantee "".
struct Grant {
  std::string grantee;
  bool grantable = false;
  auto operator<=>(const Grant&) const = default;
};

struct State {
  int connection_limit = -1;            // pg_database.datconnlimit
  std::optional<std::string> acl = {};  // pg_database.datacl as text; nothing: NULL, the built-in default
  std::vector<Grant> grants = {};       // what that comes to for CONNECT, sorted
  std::vector<RoleState> roles = {};    // the application's, sorted by name
  bool operator==(const State&) const = default;
};

enum class Fence { none, read_only, connection_limit, revoke_connect };
std::string_view name(Fence fence);
Fence fence_of(std::string_view name);  // as config has checked it

/// `before` with the fence up. `leaning`: roles that are not the application's and connect by PUBLIC's right alone;
/// revoke_connect gives them one of their own, so that only the application is kept out.
State fenced(const State& before, Fence fence, const std::vector<std::string>& leaning = {});

/// `now` with what led from `before` to `after` undone, and nothing else: what somebody changed meanwhile stays.
State without_fence(const State& now, const State& before, const State& after);

/// The statements that lead from one state to the other; grants come before revokes. datacl's text plays no part.
std::vector<std::string> statements(const State& from, const State& to, const std::string& database);

/// What differs, one line each: "connection limit of app: 0, was -1". datacl's text counts only where the rights are
/// equal.
std::vector<std::string> differences(const State& was, const State& is);

base::Json to_json(const State& state);
/// Throws nlohmann's exceptions for what to_json did not write.
State state_of(const base::Json& json);

}  // namespace maintenance
