// lockkeeper.toml, read and checked: where the migrations and the database are, and the limits a team has set.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/environment.h"
#include "config/messages.h"

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
  double sequence_percent = 70;               // of the numbers a sequence or its column can hold
  long long foreign_key_rows = 1000;          // smaller tables need no index on a foreign key
  long long unused_index_bytes = 10'485'760;  // smaller indexes that nobody uses are no finding
  base::Milliseconds slow_query{1'000};       // mean time of one call
  int slower_percent = 50;                    // mean time of a query against the baseline's
  long long slow_calls = 20;                  // queries called less often are not judged
  int growth_percent = 50;                    // bytes of a table against the baseline's
  std::vector<std::string> unique_keys = {};  // meant to be unique: "users (lower(email))"
};

/// What `up` does once migrations are applied.
struct Up {
  bool analyze = true;  // tables whose statistics they left stale
};

/// How the application is kept out, and let in again. Commands are lines for the shell.
struct Maintenance {
  std::string enter = {};
  std::string leave = {};
  std::vector<std::string> save = {};               // their output is kept before anything is changed
  std::vector<std::string> application_roles = {};  // as the application connects
  std::string fence = "none";                       // read_only, connection_limit, revoke_connect
  base::Milliseconds prove_for{10'000};
  base::Milliseconds drain{30'000};     // how long the application's sessions are waited for
  base::Milliseconds grace{60'000};     // dead-man: between the end of a run's process and leaving
  base::Milliseconds timeout{300'000};  // of one command
  std::string health = {};  // a command that ends with 0, or a URL that answers health_status, when it is on
  int health_status = 503;
};

struct Migrations {
  std::filesystem::path dir = "migrations";  // absolute once loaded
  std::string layout = "auto";
  std::string history = "auto";                          // another tool's record that is kept true: none, or its name
  std::vector<std::string> order = {};                   // names without an order of their own, in the order they run
  std::map<std::string, std::string> placeholders = {};  // values for ${name} in files of layouts that have them
  std::vector<std::string> ignore = {};  // names of files and folders that are not migrations; * for any text
};

struct Backup {
  std::filesystem::path dir = ".lockkeeper/backups";
  int jobs = 2;
};

/// How migrations are linted. Rules by their names; what is not named keeps its own severity.
struct Lint {
  std::string fail_on = "error";  // error | warning | advice
  std::vector<std::string> errors = {};
  std::vector<std::string> warnings = {};
  std::vector<std::string> advice = {};
  std::vector<std::string> off = {};
  std::string since = {};                // the last migration that is not judged; empty: all are
  bool runner_sets_lock_timeout = true;  // false: another runner applies them
};

struct Environment {
  std::string database_url = {};          // may name an environment variable: "$PROD_DATABASE_URL"
  bool production = false;                // asks twice
  std::vector<std::string> require = {};  // what has to be on record before `up` changes it: "backup proved 24h"
  std::string lint_fail_on = {};          // in place of [lint] fail_on; empty: that one holds
  std::vector<std::string> lint_errors = {};
  std::vector<std::string> lint_off = {};
};

/// A value that the fences of a runbook find in their environment.
struct Variable {
  std::optional<std::string> value = {};  // nothing: has to be given with --set
  std::string type = "text";              // text | number | choice
  std::vector<std::string> choices = {};
  bool secret = false;  // never in the journal, nor in what is shown
};

/// How runbooks are carried out.
struct Run {
  std::map<std::string, Variable> variables = {};
  std::map<std::string, std::string> people = {};         // name → roles, separated by commas
  int quorum = 1;                                         // votes for GO at a gate
  std::vector<std::string> gate_roles = {};               // each of which has to vote
  std::vector<std::string> escalation{"15min", "30min"};  // spans after which an open question is escalated
  bool review_required = false;  // no run begins while a step that would be asked about is not approved
  int review_people = 1;         // so many different ones approve a step
};

struct Config {
  std::filesystem::path file = {};    // empty: none was found, defaults hold
  std::filesystem::path folder = {};  // where relative paths start: the file's folder, else the current one
  Migrations migrations = {};
  Timeouts timeouts = {};
  Up up = {};
  Thresholds thresholds = {};
  Backup backup = {};
  Lint lint = {};
  Maintenance maintenance = {};
  Run run = {};
  Messages messages = {};
  std::map<std::string, std::string> metrics = {};  // name → command or URL that prints one number
  std::filesystem::path journal = ".lockkeeper/journal.db";
  std::string history_schema = "public";  // of _migration_history and its companions
  std::map<std::string, Environment> environments = {};
  base::Environment inherited = {};  // what "$NAME" stands for, and DATABASE_URL
};

/// Reads `file`, or ./lockkeeper.toml where none is given and one is there; else the defaults.
/// Paths come back absolute; secrets and addresses that name a variable take it from `inherited`. Throws
/// Error{Code::configuration} with file, line and the near match for an unknown key.
Config load(const std::optional<std::filesystem::path>& file, const base::Environment& inherited);

/// The connection string to use: the one given, else the environment's, else DATABASE_URL, else "" (libpq's own
/// environment: PGHOST, PGSERVICE …). Throws Error{Code::configuration} for an unknown environment or an unset
/// variable.
std::string database_url(const Config& config, const std::optional<std::string>& given,
                         const std::optional<std::string>& environment);

}  // namespace config
