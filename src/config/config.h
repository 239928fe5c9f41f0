// lockkeeper.toml, read and checked: where the migrations and the database are, and the limits a team has set.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"

namespace config {

struct Timeouts {
  base::Milliseconds lock{2'000};  // for statements that take exclusive locks
  base::Milliseconds statement{5 * 60'000};
  base::Milliseconds idle_in_transaction{10 * 60'000};
};

struct Thresholds {
  double disk_free_percent = 20;
  double dead_tuples_percent = 20;
  long long dead_tuples_at_least = 1000;  // smaller numbers are no finding, whatever the percentage
  base::Milliseconds long_transaction{5 * 60'000};
  base::Milliseconds replication_lag{10 * 60'000};
  double connections_percent = 80;
  int min_server_version = 13;               // major
  std::vector<std::string> extensions = {};  // that must be installed
  base::Milliseconds backup_age{24 * 3600'000LL};
};

struct Migrations {
  std::filesystem::path dir = "migrations";  // absolute once loaded
  std::string layout = "auto";
  std::vector<std::string> order = {};  // names without an order of their own, in the order they run
};

struct Backup {
  std::filesystem::path dir = ".lockkeeper/backups";
  int jobs = 2;
};

struct Environment {
  std::string database_url = {};  // may name an environment variable: "$PROD_DATABASE_URL"
  bool production = false;        // asks twice
};

struct Config {
  std::filesystem::path file = {};    // empty: none was found, defaults hold
  std::filesystem::path folder = {};  // where relative paths start: the file's folder, else the current one
  Migrations migrations = {};
  Timeouts timeouts = {};
  Thresholds thresholds = {};
  Backup backup = {};
  std::filesystem::path journal = ".lockkeeper/journal.db";
  std::string history_schema = "public";  // of _migration_history and its companions
  std::map<std::string, Environment> environments = {};
};

/// Reads `file`, or ./lockkeeper.toml where none is given and one is there; else the defaults.
/// Paths come back absolute. Throws Error{Code::configuration} with file, line and the near match for an unknown key.
Config load(const std::optional<std::filesystem::path>& file);

/// The connection string to use: the one given, else the environment's, else DATABASE_URL, else "" (libpq's own
/// environment: PGHOST, PGSERVICE …). Throws Error{Code::configuration} for an unknown environment or an unset
/// variable.
std::string database_url(const Config& config, const std::optional<std::string>& given,
                         const std::optional<std::string>& environment);

}  // namespace config
