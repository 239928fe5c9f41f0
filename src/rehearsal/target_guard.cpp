#include "rehearsal/target_guard.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/redact.h"
#include "base/text.h"
#include "pg/target.h"

namespace rehearsal {

namespace {

// Short options that take a value; positional arguments that name a database: none, or the first.
struct Client {
  std::string_view name;
  std::string_view valued;
  enum class Names { nothing, first } database;
};

// The programs' pages in the PostgreSQL 17 docs, VI. Reference.
constexpr std::array clients{
    Client{"psql", "cdfvoFPRTLhpU", Client::Names::first},
    Client{"pg_dump", "fFjZnNtTSEhpUdeK", Client::Names::first},
    Client{"pg_dumpall", "fESdlhpU", Client::Names::nothing},
    Client{"pg_restore", "dfFIjlLnNPSTthpUKZ", Client::Names::nothing},
    Client{"createdb", "DEhlOTpU", Client::Names::nothing},
    Client{"dropdb", "hpU", Client::Names::nothing},
    Client{"createuser", "acgmvhpU", Client::Names::nothing},
    Client{"dropuser", "hpU", Client::Names::nothing},
    Client{"vacuumdb", "djnNPtThpU", Client::Names::first},
    Client{"reindexdb", "dijStThpU", Client::Names::first},
    Client{"clusterdb", "dthpU", Client::Names::first},
    Client{"pg_isready", "dhptU", Client::Names::nothing},
    Client{"pg_basebackup", "DFTXZclrtdhpsSUi", Client::Names::nothing},
    Client{"pg_receivewal", "DESZdhpsU", Client::Names::nothing},
    Client{"pg_recvlogical", "FfPoSIEdhpsU", Client::Names::nothing},
    Client{"pgbench", "bcDfFhIjLMpPRstTU", Client::Names::first},
};

struct Target {
  std::vector<std::string> connections;  // -d, --dbname, positional: a name, a URL or a connection string
  std::optional<std::string> host;
  std::optional<std::string> port;
};

}  // namespace

static const Client* client(std::string_view name) {
  const auto* const found =
      std::find_if(clients.begin(), clients.end(), [&](const Client& each) { return each.name == name; });
  return found == clients.end() ? nullptr : found;
}

bool is_postgres_client(std::string_view name) {
  return client(name) != nullptr;
}

static bool takes_value(std::string_view name) {
  for (const std::string_view each :
       {"host", "port", "dbname", "maintenance-db", "command", "file", "username", "variable", "output", "format",
        "table", "schema", "jobs", "set", "pset", "log-file"}) {
    if (name.size() >= 2 && each.starts_with(name)) return true;
  }
  return false;
}

static void take_long(std::string_view name, const std::string& value, Target& target) {
  const auto means = [&](std::string_view option) { return option.starts_with(name); };  // abbreviated
  if (means("host"))
    target.host = value;
  else if (means("port"))
    target.port = value;
  else if (means("dbname") || means("maintenance-db"))
    target.connections.push_back(value);
}

static void take_short(const Client& tool, char option, const std::string& value, Target& target) {
  const bool benchmark = tool.name == "pgbench";
  if (option == 'h') target.host = value;
  if (option == 'p') target.port = value;
  if (option == 'd' && tool.valued.find('d') != std::string_view::npos && !benchmark)
    target.connections.push_back(value);
  if (option == 'l' && tool.name == "pg_dumpall") target.connections.push_back(value);
}

static bool is_conninfo(std::string_view text) {
  return text.starts_with("postgres://") || text.starts_with("postgresql://") ||
         text.find('=') != std::string_view::npos;
}

static Target read_arguments(const Client& tool, std::span<const std::string> arguments) {
  Target out;
  bool only_positional = false;
  std::size_t positional = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto& word = arguments[i];
    const bool has_next = i + 1 < arguments.size();
    if (only_positional || word.size() < 2 || word[0] != '-') {
      if (tool.database != Client::Names::nothing && positional++ == 0)
        out.connections.push_back(word);
      else if (is_conninfo(word))  // whatever option it may belong to
        out.connections.push_back(word);
    } else if (word == "--") {
      only_positional = true;
    } else if (word.starts_with("--")) {
      const auto equals = word.find('=');
      const auto name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
      if (equals != std::string::npos)
        take_long(name, word.substr(equals + 1), out);
      else if (has_next && takes_value(name))
        take_long(name, arguments[++i], out);
      // Of other options nobody knows here whether they take the next word: it is looked at as a word of its own.
    } else {
      for (std::size_t at = 1; at < word.size(); ++at) {
        if (tool.valued.find(word[at]) == std::string_view::npos) continue;
        if (at + 1 < word.size())
          take_short(tool, word[at], word.substr(at + 1), out);
        else if (has_next)
          take_short(tool, word[at], arguments[++i], out);
        break;
      }
    }
  }
  return out;
}

std::optional<std::string> elsewhere(std::string_view program, std::span<const std::string> arguments,
                                     const Lookup& environment, const Copy& copy) {
  const auto* tool = client(program);
  if (!tool) return std::nullopt;
  auto target = read_arguments(*tool, arguments);
  auto host = environment("PGHOST");
  auto port = environment("PGPORT");
  auto address = environment("PGHOSTADDR");
  auto service = environment("PGSERVICE");
  for (const auto& each : target.connections) {
    if (!is_conninfo(each)) continue;
    try {
      const auto parameters = pg::parameters({.target = each});
      if (const auto* value = pg::find(parameters, "host"); value && !value->empty()) host = *value;
      if (const auto* value = pg::find(parameters, "port"); value && !value->empty()) port = *value;
      if (const auto* value = pg::find(parameters, "hostaddr"); value && !value->empty()) address = *value;
      if (const auto* value = pg::find(parameters, "service"); value && !value->empty()) service = *value;
    } catch (const base::Error&) {
      return fmt::format("an address that cannot be read ({})", base::shorten(base::redact(each), 60));
    }
  }
  if (target.host) host = target.host;
  if (target.port) port = target.port;
  if (service && !service->empty()) return fmt::format("service {}", *service);
  if (address && !address->empty()) return fmt::format("address {}", *address);
  if (!host || host->empty()) return "the server of this machine";
  if (*host != copy.host) return fmt::format("host {}", *host);
  if (port && !port->empty() && *port != copy.port) return fmt::format("port {}", *port);
  return std::nullopt;
}

}  // namespace rehearsal
