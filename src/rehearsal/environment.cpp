#include "rehearsal/environment.h"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"

namespace rehearsal {

static std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte < 0x80 && std::isalnum(byte) != 0) || c == '_' || c == '-' || c == '.';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

std::string Copy::url() const {
  return fmt::format("postgresql://postgres@{}:{}/{}", percent_encoded(host), port, percent_encoded(database));
}

bool is_database_url(std::string_view value) {
  value = base::trim(value);
  for (const auto* prefix : {"postgres:", "postgresql:", "jdbc:postgresql:", "pgsql:"}) {
    if (base::starts_with_ignoring_case(value, prefix)) return true;
  }
  if (!base::starts_with_ignoring_case(value, "postgres")) return false;
  const auto scheme = value.substr(0, value.find("://"));  // postgresql+psycopg2, postgis is none of them
  return scheme.size() < value.size() && scheme.find('+') != std::string_view::npos &&
         scheme.find_first_of(" \t") == std::string_view::npos;
}

// "host=db.internal dbname=shop": key=value words with a host or a service among them.
static bool is_connection_string(std::string_view value) {
  const auto has = [&](std::string_view key) {
    return value.starts_with(key) || value.find(" " + std::string(key)) != std::string_view::npos;
  };
  const bool address = has("host=") || has("hostaddr=") || has("service=");
  return address && (has("dbname=") || has("user=") || has("port=") || has("service=") || has("password="));
}

// What libpq reads, but for those that say where the copy is: PostgreSQL 17 docs, 34.15 Environment Variables.
static bool belongs_to_libpq(std::string_view name) {
  static constexpr const char* names[] = {
      "PGHOSTADDR",      "PGPASSWORD",         "PGPASSFILE",           "PGSERVICE",    "PGSERVICEFILE",
      "PGOPTIONS",       "PGSSLMODE",          "PGREQUIRESSL",         "PGSSLCERT",    "PGSSLKEY",
      "PGSSLROOTCERT",   "PGSSLCRL",           "PGREQUIREPEER",        "PGKRBSRVNAME", "PGCHANNELBINDING",
      "PGGSSENCMODE",    "PGREQUIREAUTH",      "PGTARGETSESSIONATTRS", "PGSYSCONFDIR", "PGSSLNEGOTIATION",
      "PGGSSDELEGATION", "PGLOADBALANCEHOSTS", "PGSSLCERTMODE",        "PGCLUSTER"};
  return std::any_of(std::begin(names), std::end(names), [&](const char* each) { return name == each; });
}

static bool named_like_an_address(std::string_view name) {
  for (const auto* end : {"DATABASE_URL", "DB_URL", "POSTGRES_URL", "PG_URL", "DATABASE_URI", "DB_URI"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

std::vector<Change> replace_addresses(const base::Environment& environment, const Copy& copy,
                                      const std::set<std::string>& mentioned) {
  std::vector<Change> out;
  const std::string jdbc = "jdbc:postgresql://localhost:1/" + copy.database;  // cannot speak to a socket
  for (const auto& [name, value] : environment.values()) {
    if (belongs_to_libpq(name))
      out.push_back({name, std::nullopt});
    else if (base::starts_with_ignoring_case(value, "jdbc:"))
      is_database_url(value) ? out.push_back({name, jdbc}) : void();
    else if (is_database_url(value))
      out.push_back({name, copy.url()});
    else if (is_connection_string(value))
      out.push_back(
          {name, fmt::format("host={} port={} dbname={} user=postgres", copy.host, copy.port, copy.database)});
  }
  for (const auto& name : mentioned) {
    if (named_like_an_address(name) && !environment.find(name)) out.push_back({name, copy.url()});
  }
  if (!environment.find("DATABASE_URL") && !mentioned.contains("DATABASE_URL"))
    out.push_back({"DATABASE_URL", copy.url()});
  out.push_back({"PGHOST", copy.host});
  out.push_back({"PGPORT", copy.port});
  out.push_back({"PGUSER", "postgres"});
  out.push_back({"PGDATABASE", copy.database});
  // No file: ~/.pgpass and ~/.pg_service.conf belong to other servers, and an empty one makes libpq warn.
  out.push_back({"PGPASSFILE", copy.host + "/no-passwords"});
  out.push_back({"PGSERVICEFILE", copy.host + "/no-services"});
  return out;
}

std::set<std::string> variables_in(std::string_view script) {
  std::set<std::string> out;
  for (std::size_t at = script.find('$'); at != std::string_view::npos; at = script.find('$', at + 1)) {
    std::size_t begin = at + 1;
    if (begin < script.size() && script[begin] == '{') ++begin;
    std::size_t end = begin;
    while (end < script.size() && (std::isalnum(static_cast<unsigned char>(script[end])) != 0 || script[end] == '_'))
      ++end;
    if (end > begin && std::isdigit(static_cast<unsigned char>(script[begin])) == 0)
      out.emplace(script.substr(begin, end - begin));
  }
  return out;
}

static void set(const Change& change) {
  if (change.value)
    ::setenv(change.name.c_str(), change.value->c_str(), 1);
  else
    ::unsetenv(change.name.c_str());
}

base::Environment changed(base::Environment environment, const std::vector<Change>& changes) {
  for (const auto& change : changes) environment.set(change.name, change.value);
  return environment;
}

Surroundings::Surroundings(const std::vector<Change>& changes, const base::Environment& now) {
  for (const auto& change : changes) {
    if (!change.name.starts_with("PG")) continue;
    before_.push_back({change.name, now.find(change.name)});
    set(change);
  }
}

Surroundings::~Surroundings() {
  std::for_each(before_.rbegin(), before_.rend(), set);
}

}  // namespace rehearsal
