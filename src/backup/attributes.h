// What belongs to a database and is not in a dump of it: owner, encoding, connection limit, ALTER DATABASE … SET,
// ALTER ROLE … IN DATABASE … SET, privileges, comment. A restore into a new database would lose it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "pg/session.h"

namespace backup {

struct Setting {
  std::string role = {};   // empty: for everyone
  std::string name = {};   // "search_path"
  std::string value = {};  // as pg_db_role_setting has it: lists come with their quotes
  bool operator==(const Setting&) const = default;
};

struct DatabaseGrant {
  std::string grantee = {};    // empty: PUBLIC
  std::string privilege = {};  // CONNECT, CREATE, TEMPORARY
  bool grantable = false;
  bool operator==(const DatabaseGrant&) const = default;
};

struct Attributes {
  std::string owner = {};
  std::string encoding = "UTF8";
  std::string collate = "C";
  std::string ctype = "C";
  std::string provider = "c";  // pg_database.datlocprovider: c libc, i ICU, b built in
  std::string locale = {};     // of ICU or the built-in provider
  int connection_limit = -1;
  std::string comment = {};
  std::vector<Setting> settings = {};
  std::optional<std::vector<DatabaseGrant>> grants = {};  // nothing: the defaults hold (PUBLIC may connect)
};

/// Reads them for `database`, from a session on any database of the server. Nothing if there is no such database.
std::optional<Attributes> read_attributes(pg::Session& session, std::string_view database);

/// CREATE DATABASE `name` with encoding and collation of `attributes`, owned by the session's role, from template0.
/// `server_major` is that of the server it is sent to. `tablespace` may be empty.
std::string create_statement(const Attributes& attributes, std::string_view name, int server_major,
                             std::string_view tablespace = {});

/// What gives database `name` all else, in the order to be sent; the owner last, as only an owner may do the rest.
std::vector<std::string> attribute_statements(const Attributes& attributes, std::string_view name);

/// ALTER … SET name = …, after `prefix` ("ALTER DATABASE shop"). Lists such as search_path are written as lists.
std::string set_statement(std::string_view prefix, const Setting& setting);

/// What a restore with `backed_up` changes in a database that has `now`, for people: "connection limit 100 becomes
/// 50".
std::vector<std::string> attribute_changes(const Attributes& now, const Attributes& backed_up);

base::Json to_json(const Attributes& attributes);
Attributes attributes_from_json(const base::Json& json);

}  // namespace backup
