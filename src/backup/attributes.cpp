#include "backup/attributes.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"

namespace backup {

static std::vector<Setting> read_settings(pg::Session& session, std::string_view database) {
  const auto found = session.query(R"(
SELECT COALESCE(r.rolname, '') AS role, split_part(entry, '=', 1) AS name, substr(entry, strpos(entry, '=') + 1) AS value
FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase LEFT JOIN pg_roles r ON r.oid = s.setrole
CROSS JOIN unnest(s.setconfig) WITH ORDINALITY AS u(entry, position)
WHERE d.datname = $1 ORDER BY 1, position)",
                                   {std::string(database)});
  std::vector<Setting> out;
  for (std::size_t row = 0; row < found.rows(); ++row) {
    out.push_back({found.text(row, "role"), found.text(row, "name"), found.text(row, "value")});
  }
  return out;
}

static std::vector<DatabaseGrant> read_grants(pg::Session& session, std::string_view database) {
  const auto found = session.query(R"(
SELECT COALESCE(r.rolname, '') AS grantee, a.privilege_type AS privilege, a.is_grantable AS grantable
FROM pg_database d CROSS JOIN aclexplode(d.datacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE d.datname = $1 AND (a.grantee = 0 OR r.oid IS NOT NULL) ORDER BY 1, 2)",
                                   {std::string(database)});
  std::vector<DatabaseGrant> out;
  for (std::size_t row = 0; row < found.rows(); ++row) {
    out.push_back({found.text(row, "grantee"), found.text(row, "privilege"), found.boolean(row, "grantable")});
  }
  return out;
}

// The columns for the locale came with 15 and changed their name in 17.
static std::string locale_columns(int major) {
  if (major >= 17) return "d.datlocprovider AS provider, COALESCE(d.datlocale, '') AS locale";
  if (major >= 15) return "d.datlocprovider AS provider, COALESCE(d.daticulocale, '') AS locale";
  return "'c' AS provider, '' AS locale";
}

std::optional<Attributes> read_attributes(pg::Session& session, std::string_view database) {
  const auto found = session.query(fmt::format(R"(
SELECT pg_get_userbyid(d.datdba) AS owner, pg_encoding_to_char(d.encoding) AS encoding, d.datcollate, d.datctype,
       d.datconnlimit, d.datacl IS NULL AS default_grants, COALESCE(shobj_description(d.oid, 'pg_database'), '') AS comment, {}
FROM pg_database d WHERE d.datname = $1)",
                                               locale_columns(session.server_major())),
                                   {std::string(database)});
  if (found.empty()) return std::nullopt;
  Attributes out{.owner = found.text(0, "owner"),
                 .encoding = found.text(0, "encoding"),
                 .collate = found.text(0, "datcollate"),
                 .ctype = found.text(0, "datctype"),
                 .provider = found.text(0, "provider"),
                 .locale = found.text(0, "locale"),
                 .connection_limit = static_cast<int>(found.integer(0, "datconnlimit")),
                 .comment = found.text(0, "comment"),
                 .settings = read_settings(session, database)};
  if (!found.boolean(0, "default_grants")) out.grants = read_grants(session, database);
  return out;
}

std::string create_statement(const Attributes& attributes, std::string_view name, int server_major,
                             std::string_view tablespace) {
  auto sql = fmt::format("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}",
                         pg::quote_identifier(name), pg::quote_literal(attributes.encoding),
                         pg::quote_literal(attributes.collate), pg::quote_literal(attributes.ctype));
  // Said also for libc: without it the database takes the provider of template0.
  if (server_major >= 15 && attributes.provider == "c") sql += " LOCALE_PROVIDER libc";
  if (attributes.provider == "i") sql += " LOCALE_PROVIDER icu ICU_LOCALE " + pg::quote_literal(attributes.locale);
  if (attributes.provider == "b")
    sql += " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + pg::quote_literal(attributes.locale);
  if (!tablespace.empty()) sql += fmt::format(" TABLESPACE {}", pg::quote_identifier(tablespace));
  return sql;
}

// GUC_LIST_QUOTE: the value is a list whose elements carry their own quotes; as one literal it would become one
// element. Source: variable_is_guc_list_quote in src/bin/pg_dump/dumputils.c.
static bool is_list(std::string_view name) {
  static constexpr std::array<std::string_view, 6> lists{"local_preload_libraries",   "search_path",
                                                         "session_preload_libraries", "shared_preload_libraries",
                                                         "temp_tablespaces",          "unix_socket_directories"};
  const auto lower = base::to_lower(name);
  return std::find(lists.begin(), lists.end(), lower) != lists.end();
}

static std::vector<std::string> elements(std::string_view list) {
  std::vector<std::string> out;
  std::string element;
  bool quoted = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    if (c == '"' && quoted && i + 1 < list.size() && list[i + 1] == '"') {
      element += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      out.push_back(std::move(element));
      element.clear();
    } else if (c != ' ' || quoted) {
      element += c;
    }
  }
  out.push_back(std::move(element));
  return out;
}

std::string set_statement(std::string_view prefix, const Setting& setting) {
  std::string value;
  if (is_list(setting.name)) {
    for (const auto& element : elements(setting.value))
      value += (value.empty() ? "" : ", ") + pg::quote_literal(element);
  } else {
    value = pg::quote_literal(setting.value);
  }
  return fmt::format("{} SET {} TO {}", prefix, pg::quote_identifier(setting.name), value);
}

std::vector<std::string> attribute_statements(const Attributes& attributes, std::string_view name) {
  const auto database = pg::quote_identifier(name);
  std::vector<std::string> out;
  out.push_back(fmt::format("COMMENT ON DATABASE {} IS {}", database,
                            attributes.comment.empty() ? "NULL" : pg::quote_literal(attributes.comment)));
  if (attributes.connection_limit != -1) {
    out.push_back(fmt::format("ALTER DATABASE {} CONNECTION LIMIT {}", database, attributes.connection_limit));
  }
  for (const auto& setting : attributes.settings) {
    const auto prefix = setting.role.empty() ? fmt::format("ALTER DATABASE {}", database)
                                             : fmt::format("ALTER ROLE {} IN DATABASE {}",
                                                           pg::quote_identifier(setting.role), database);
    out.push_back(set_statement(prefix, setting));
  }
  if (attributes.grants) {
    out.push_back(fmt::format("REVOKE ALL ON DATABASE {} FROM PUBLIC", database));
    for (const auto& grant : *attributes.grants) {
      if (grant.grantee == attributes.owner) continue;  // ALTER … OWNER TO hands the owner's privileges over
      out.push_back(fmt::format("GRANT {} ON DATABASE {} TO {}{}", grant.privilege, database,
                                grant.grantee.empty() ? "PUBLIC" : pg::quote_identifier(grant.grantee),
                                grant.grantable ? " WITH GRANT OPTION" : ""));
    }
  }
  out.push_back(fmt::format("ALTER DATABASE {} OWNER TO {}", database, pg::quote_identifier(attributes.owner)));
  return out;
}

static std::string whose(const Setting& setting) {
  return setting.role.empty() ? setting.name : fmt::format("{} of role {}", setting.name, setting.role);
}

static const Setting* same(const std::vector<Setting>& settings, const Setting& wanted) {
  const auto found = std::find_if(settings.begin(), settings.end(), [&](const Setting& each) {
    return each.role == wanted.role && each.name == wanted.name;
  });
  return found == settings.end() ? nullptr : &*found;
}

std::vector<std::string> attribute_changes(const Attributes& now, const Attributes& backed_up) {
  std::vector<std::string> out;
  if (now.owner != backed_up.owner) out.push_back(fmt::format("owner {} becomes {}", now.owner, backed_up.owner));
  if (now.connection_limit != backed_up.connection_limit) {
    out.push_back(fmt::format("connection limit {} becomes {}", now.connection_limit, backed_up.connection_limit));
  }
  for (const auto& setting : now.settings) {
    const auto* other = same(backed_up.settings, setting);
    if (!other) {
      out.push_back(fmt::format("setting {} = {} is not in the backup and goes", whose(setting), setting.value));
    } else if (other->value != setting.value) {
      out.push_back(fmt::format("setting {} = {} becomes {}", whose(setting), setting.value, other->value));
    }
  }
  for (const auto& setting : backed_up.settings) {
    if (!same(now.settings, setting))
      out.push_back(fmt::format("setting {} = {} comes back", whose(setting), setting.value));
  }
  if (now.grants != backed_up.grants) out.emplace_back("privileges on the database become those of the backup");
  return out;
}

base::Json to_json(const Attributes& attributes) {
  base::Json json{{"owner", attributes.owner},
                  {"encoding", attributes.encoding},
                  {"collate", attributes.collate},
                  {"ctype", attributes.ctype},
                  {"provider", attributes.provider},
                  {"locale", attributes.locale},
                  {"connection_limit", attributes.connection_limit},
                  {"comment", attributes.comment}};
  json["settings"] = base::Json::array();
  for (const auto& [role, name, value] : attributes.settings) {
    json["settings"].push_back({{"role", role}, {"name", name}, {"value", value}});
  }
  json["grants"] = nullptr;
  if (attributes.grants) {
    json["grants"] = base::Json::array();
    for (const auto& [grantee, privilege, grantable] : *attributes.grants) {
      json["grants"].push_back({{"grantee", grantee}, {"privilege", privilege}, {"grantable", grantable}});
    }
  }
  return json;
}

Attributes attributes_from_json(const base::Json& json) {
  Attributes out{.owner = json.at("owner"),
                 .encoding = json.at("encoding"),
                 .collate = json.at("collate"),
                 .ctype = json.at("ctype"),
                 .provider = json.at("provider"),
                 .locale = json.at("locale"),
                 .connection_limit = json.at("connection_limit"),
                 .comment = json.at("comment")};
  for (const auto& each : json.at("settings"))
    out.settings.push_back({each.at("role"), each.at("name"), each.at("value")});
  if (const auto& grants = json.at("grants"); !grants.is_null()) {
    out.grants.emplace();
    for (const auto& each : grants)
      out.grants->push_back({each.at("grantee"), each.at("privilege"), each.at("grantable")});
  }
  return out;
}

}  // namespace backup
