#include "maintenance/state.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "pg/session.h"

namespace maintenance {

std::string_view name(Fence fence) {
  switch (fence) {
    case Fence::none:
      return "none";
    case Fence::read_only:
      return "read_only";
    case Fence::connection_limit:
      return "connection_limit";
    case Fence::revoke_connect:
      return "revoke_connect";
  }
  return "none";
}

Fence fence_of(std::string_view name) {
  for (const auto fence : {Fence::none, Fence::read_only, Fence::connection_limit, Fence::revoke_connect}) {
    if (maintenance::name(fence) == name) return fence;
  }
  throw base::Error{base::Code::internal, fmt::format("there is no fence called {}", name)};
}

static const Grant* find(const std::vector<Grant>& grants, const std::string& grantee) {
  const auto found = std::ranges::find(grants, grantee, &Grant::grantee);
  return found == grants.end() ? nullptr : &*found;
}

static const RoleState* find(const std::vector<RoleState>& roles, const std::string& name) {
  const auto found = std::ranges::find(roles, name, &RoleState::name);
  return found == roles.end() ? nullptr : &*found;
}

State fenced(const State& before, Fence fence, const std::vector<std::string>& leaning) {
  State after = before;
  switch (fence) {
    case Fence::none:
      break;
    case Fence::read_only:
      for (auto& role : after.roles) role.read_only = "on";
      break;
    case Fence::connection_limit:
      if (after.roles.empty()) after.connection_limit = 0;
      for (auto& role : after.roles) role.connection_limit = 0;
      break;
    case Fence::revoke_connect:
      std::erase_if(after.grants, [&](const Grant& grant) {
        return grant.grantee.empty() || find(before.roles, grant.grantee) != nullptr;
      });
      for (const auto& role : leaning) {
        if (!find(after.grants, role)) after.grants.push_back({.grantee = role});
      }
      std::ranges::sort(after.grants);
      break;
  }
  return after;
}

// Ours to undo is only what stands as we left it.
template <class Value>
static Value undone(const Value& now, const Value& before, const Value& after) {
  return now == after ? before : now;
}

State without_fence(const State& now, const State& before, const State& after) {
  State out = now;
  out.connection_limit = undone(now.connection_limit, before.connection_limit, after.connection_limit);
  for (auto& role : out.roles) {
    const auto* was = find(before.roles, role.name);
    const auto* fenced = find(after.roles, role.name);
    if (!was || !fenced) continue;
    role.connection_limit = undone(role.connection_limit, was->connection_limit, fenced->connection_limit);
    role.read_only = undone(role.read_only, was->read_only, fenced->read_only);
  }
  std::erase_if(out.grants, [&](const Grant& grant) {
    return find(after.grants, grant.grantee) && !find(before.grants, grant.grantee);
  });
  for (const auto& grant : before.grants) {
    if (!find(after.grants, grant.grantee) && !find(out.grants, grant.grantee)) out.grants.push_back(grant);
  }
  std::ranges::sort(out.grants);
  return out;
}

static std::string grantee_sql(const std::string& grantee) {
  return grantee.empty() ? "PUBLIC" : pg::quote_identifier(grantee);
}

std::vector<std::string> statements(const State& from, const State& to, const std::string& database) {
  const auto here = pg::quote_identifier(database);
  std::vector<std::string> out;
  if (from.connection_limit != to.connection_limit)
    out.push_back(fmt::format("ALTER DATABASE {} CONNECTION LIMIT {}", here, to.connection_limit));
  for (const auto& role : to.roles) {
    const auto* was = find(from.roles, role.name);
    if (!was) continue;
    const auto quoted = pg::quote_identifier(role.name);
    if (was->connection_limit != role.connection_limit)
      out.push_back(fmt::format("ALTER ROLE {} CONNECTION LIMIT {}", quoted, role.connection_limit));
    if (was->read_only == role.read_only) continue;
    const auto setting = fmt::format("ALTER ROLE {} IN DATABASE {}", quoted, here);
    out.push_back(role.read_only ? fmt::format("{} SET default_transaction_read_only = {}", setting,
                                               pg::quote_literal(*role.read_only))
                                 : setting + " RESET default_transaction_read_only");
  }
  for (const auto& grant : to.grants) {
    const auto* was = find(from.grants, grant.grantee);
    if (was && (was->grantable || !grant.grantable)) continue;
    out.push_back(fmt::format("GRANT CONNECT ON DATABASE {} TO {}{}", here, grantee_sql(grant.grantee),
                              grant.grantable ? " WITH GRANT OPTION" : ""));
  }
  for (const auto& grant : from.grants) {
    const auto* kept = find(to.grants, grant.grantee);
    if (kept && (kept->grantable || !grant.grantable)) continue;
    out.push_back(fmt::format("REVOKE {}CONNECT ON DATABASE {} FROM {}", kept ? "GRANT OPTION FOR " : "", here,
                              grantee_sql(grant.grantee)));
  }
  return out;
}

static std::string shown(const std::optional<std::string>& value) {
  return value.value_or("not set");
}

std::vector<std::string> differences(const State& was, const State& is) {
  std::vector<std::string> out;
  if (was.connection_limit != is.connection_limit)
    out.push_back(
        fmt::format("connection limit of the database: {}, was {}", is.connection_limit, was.connection_limit));
  for (const auto& role : was.roles) {
    const auto* now = find(is.roles, role.name);
    if (!now) {
      out.push_back(fmt::format("role {} is gone", role.name));
      continue;
    }
    if (role.connection_limit != now->connection_limit)
      out.push_back(
          fmt::format("connection limit of {}: {}, was {}", role.name, now->connection_limit, role.connection_limit));
    if (role.read_only != now->read_only)
      out.push_back(fmt::format("default_transaction_read_only of {}: {}, was {}", role.name, shown(now->read_only),
                                shown(role.read_only)));
  }
  if (was.grants != is.grants) {
    for (const auto& grant : was.grants) {
      const auto* now = find(is.grants, grant.grantee);
      if (!now || now->grantable != grant.grantable)
        out.push_back(
            fmt::format("{} {}", grantee_sql(grant.grantee),
                        now ? "has another right to hand CONNECT on than before" : "may not connect, and might"));
    }
    for (const auto& grant : is.grants) {
      if (!find(was.grants, grant.grantee))
        out.push_back(fmt::format("{} may connect, and might not", grantee_sql(grant.grantee)));
    }
  } else if (was.acl != is.acl) {
    out.push_back(fmt::format("datacl: the text is {}, was {}", is.acl.value_or("NULL"), was.acl.value_or("NULL")));
  }
  return out;
}

static base::Json optional(const std::optional<std::string>& value) {
  return value ? base::Json(*value) : base::Json(nullptr);
}

static std::optional<std::string> optional(const base::Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<std::string>());
}

base::Json to_json(const State& state) {
  base::Json out{{"connection_limit", state.connection_limit},
                 {"acl", optional(state.acl)},
                 {"grants", base::Json::array()},
                 {"roles", base::Json::array()}};
  for (const auto& grant : state.grants)
    out["grants"].push_back({{"grantee", grant.grantee}, {"grantable", grant.grantable}});
  for (const auto& role : state.roles)
    out["roles"].push_back(
        {{"name", role.name}, {"connection_limit", role.connection_limit}, {"read_only", optional(role.read_only)}});
  return out;
}

State state_of(const base::Json& json) {
  State out{.connection_limit = json.at("connection_limit").get<int>(), .acl = optional(json.at("acl"))};
  for (const auto& grant : json.at("grants"))
    out.grants.push_back({grant.at("grantee").get<std::string>(), grant.at("grantable").get<bool>()});
  for (const auto& role : json.at("roles"))
    out.roles.push_back({.name = role.at("name").get<std::string>(),
                         .connection_limit = role.at("connection_limit").get<int>(),
                         .read_only = optional(role.at("read_only"))});
  return out;
}

}  // namespace maintenance
