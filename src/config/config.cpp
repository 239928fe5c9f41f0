#include "config/config.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "config/section.h"
#include "config/toml.h"

namespace config {

namespace fs = std::filesystem;
using base::Code;
using base::Error;

static fs::path absolute_below(const fs::path& folder, const fs::path& path) {
  auto whole = (folder / path).lexically_normal();
  // "migrations/" and "migrations" are the same folder; without this the first has an empty file name.
  if (!whole.has_filename() && whole.has_relative_path()) whole = whole.parent_path();
  return whole;
}

static void read_path(Section& section, std::string_view key, const fs::path& folder, fs::path& target) {
  std::string text = target.string();
  section.read(key, text);
  if (text.empty())
    throw section.refuse(key, "is empty", fmt::format("Name a path, or take the line '{}' out.", key));
  target = absolute_below(folder, text);
}

static void read_timeouts(Section section, Timeouts& timeouts) {
  section.read("lock", timeouts.lock);
  section.read("statement", timeouts.statement);
  section.read("idle_in_transaction", timeouts.idle_in_transaction);
  section.finish();
}

static void read_up(Section section, Up& up) {
  section.read("analyze", up.analyze);
  section.finish();
}

static void read_thresholds(Section section, Thresholds& thresholds) {
  section.read_percent("disk_free_percent", thresholds.disk_free_percent);
  section.read_percent("dead_tuples_percent", thresholds.dead_tuples_percent);
  section.read_count("dead_tuples_at_least", 0, thresholds.dead_tuples_at_least);
  section.read("long_transaction", thresholds.long_transaction);
  section.read("replication_lag", thresholds.replication_lag);
  section.read_percent("connections_percent", thresholds.connections_percent);
  section.read_count("min_server_version", 0, thresholds.min_server_version);
  section.read("extensions", thresholds.extensions);
  section.read("backup_age", thresholds.backup_age);
  section.read_percent("sequence_percent", thresholds.sequence_percent);
  section.read_count("foreign_key_rows", 0, thresholds.foreign_key_rows);
  section.read_count("unused_index_bytes", 0, thresholds.unused_index_bytes);
  section.read("slow_query", thresholds.slow_query);
  section.read_count("slower_percent", 0, thresholds.slower_percent);
  section.read_count("slow_calls", 1, thresholds.slow_calls);
  section.read_count("growth_percent", 0, thresholds.growth_percent);
  section.read("unique_keys", thresholds.unique_keys);
  section.finish();
}

static void read_migrations(Section section, const fs::path& folder, Migrations& migrations) {
  read_path(section, "dir", folder, migrations.dir);
  section.read("layout", migrations.layout);
  section.read("history", migrations.history);
  section.read("order", migrations.order);
  section.read("ignore", migrations.ignore);
  auto placeholders = section.section("placeholders");
  for (const auto& name : placeholders.keys()) placeholders.read(name, migrations.placeholders[name]);
  section.finish();
}

static void read_backup(Section section, const fs::path& folder, Backup& backup) {
  read_path(section, "dir", folder, backup.dir);
  section.read_count("jobs", 1, backup.jobs);
  section.finish();
}

static void read_maintenance(Section section, Maintenance& maintenance) {
  section.read("enter", maintenance.enter);
  section.read("leave", maintenance.leave);
  section.read("save", maintenance.save);
  section.read("application_roles", maintenance.application_roles);
  section.read("fence", maintenance.fence);
  constexpr std::array<std::string_view, 4> fences{"none", "read_only", "connection_limit", "revoke_connect"};
  if (std::ranges::find(fences, maintenance.fence) == fences.end()) {
    throw section.refuse("fence", fmt::format("is \"{}\", which is not a fence", maintenance.fence),
                         fmt::format("Take one of {}.", fmt::join(fences, ", ")));
  }
  section.read("prove_for", maintenance.prove_for);
  section.read("drain", maintenance.drain);
  section.read("grace", maintenance.grace);
  section.read("timeout", maintenance.timeout);
  section.read("health", maintenance.health);
  section.read_count("health_status", 100, maintenance.health_status);
  section.finish();
}

static void read_variable(Section section, Variable& variable) {
  std::string value;
  const auto keys = section.keys();
  section.read("value", value);
  if (std::ranges::find(keys, "value") != keys.end()) variable.value = value;
  section.read("choices", variable.choices);
  variable.type = variable.choices.empty() ? "text" : "choice";
  section.read("type", variable.type);
  constexpr std::array<std::string_view, 3> types{"text", "number", "choice"};
  if (std::ranges::find(types, variable.type) == types.end()) {
    throw section.refuse("type", fmt::format("is \"{}\", which is not a type", variable.type),
                         fmt::format("Take one of {}.", fmt::join(types, ", ")));
  }
  section.read("secret", variable.secret);
  section.finish();
}

static void read_variables(Section section, std::map<std::string, Variable>& variables) {
  for (const auto& name : section.keys()) {
    if (section.is_table(name)) {
      read_variable(section.section(name), variables[name]);
    } else {
      std::string value;
      section.read(name, value);
      variables[name].value = value;
    }
  }
}

static void read_run(Section& top, Run& run) {
  read_variables(top.section("variables"), run.variables);
  auto people = top.section("people");
  for (const auto& name : people.keys()) people.read(name, run.people[name]);
  auto gate = top.section("gate");
  gate.read_count("quorum", 1, run.quorum);
  gate.read("roles", run.gate_roles);
  gate.finish();
  auto section = top.section("run");
  section.read("escalation", run.escalation);
  for (const auto& span : run.escalation) {
    if (!base::parse_span(span))
      throw section.refuse("escalation", fmt::format("holds \"{}\", which is not a span", span),
                           "Write escalation = [\"15min\", \"30min\"].");
  }
  std::string review = "optional";
  section.read("review", review);
  if (review != "optional" && review != "required")
    throw section.refuse("review", fmt::format("is \"{}\"", review), "Write \"required\" or \"optional\".");
  run.review_required = review == "required";
  section.read_count("review_people", 1, run.review_people);
  section.finish();
}

static void read_metrics(Section section, std::map<std::string, std::string>& metrics) {
  for (const auto& name : section.keys()) section.read(name, metrics[name]);
}

static void read_severity(Section& section, std::string_view key, std::string& severity) {
  section.read(key, severity);
  if (severity.empty() || severity == "error" || severity == "warning" || severity == "advice") return;
  throw section.refuse(key, fmt::format("is \"{}\"", severity), "Write \"error\", \"warning\" or \"advice\".");
}

static void read_lint(Section section, Lint& lint) {
  read_severity(section, "fail_on", lint.fail_on);
  section.read("errors", lint.errors);
  section.read("warnings", lint.warnings);
  section.read("advice", lint.advice);
  section.read("off", lint.off);
  section.read("since", lint.since);
  section.read("runner_sets_lock_timeout", lint.runner_sets_lock_timeout);
  section.finish();
}

static void read_environments(Section section, std::map<std::string, Environment>& environments) {
  for (const auto& name : section.keys()) {
    auto inner = section.section(name);
    const auto lower = base::to_lower(name);
    Environment environment{.production = lower == "production" || lower == "prod"};
    inner.read("url", environment.database_url);
    inner.read("production", environment.production);
    inner.read("require", environment.require);
    read_severity(inner, "lint_fail_on", environment.lint_fail_on);
    inner.read("lint_errors", environment.lint_errors);
    inner.read("lint_off", environment.lint_off);
    inner.finish();
    environments.emplace(name, std::move(environment));
  }
}

static void read_journal(Section& top, const fs::path& folder, fs::path& journal) {
  std::string text = journal.string();
  top.read("journal", text);
  if (text.starts_with("postgres://") || text.starts_with("postgresql://"))
    throw top.refuse("journal", "names a PostgreSQL database, and only files are supported as yet",
                     "Name a file: journal = \".lockkeeper/journal.db\".");
  journal = text;
  read_path(top, "journal", folder, journal);
}

static void read_all(const Source& source, const toml::table& table, Config& config) {
  Section top(source, "", &table);
  read_journal(top, config.folder, config.journal);
  read_migrations(top.section("migrations"), config.folder, config.migrations);
  read_timeouts(top.section("timeouts"), config.timeouts);
  read_up(top.section("up"), config.up);
  read_thresholds(top.section("thresholds"), config.thresholds);
  read_backup(top.section("backup"), config.folder, config.backup);
  read_maintenance(top.section("maintenance"), config.maintenance);
  read_metrics(top.section("metrics"), config.metrics);
  read_run(top, config.run);
  config.messages = read_messages(top, config.folder.string());
  read_lint(top.section("lint"), config.lint);
  read_environments(top.section("environments"), config.environments);
  auto history = top.section("history");
  history.read("schema", config.history_schema);
  if (config.history_schema.empty())
    throw history.refuse("schema", "is empty",
                         "Name the schema that holds _migration_history, or take the line out.");
  history.finish();
  top.finish();
}

static toml::table parse(const Source& source) {
  try {
    return parse_toml(source.text);
  } catch (const toml::parse_error& error) {
    throw Error{Code::configuration, fmt::format("not valid TOML: {}", error.description()),
                "Mend the line shown; strings, paths and spans stand in double quotes."}
        .at(source.place(error.source()));
  }
}

static Config defaults(const fs::path& folder) {
  Config config{.folder = folder};
  config.migrations.dir = absolute_below(folder, config.migrations.dir);
  config.backup.dir = absolute_below(folder, config.backup.dir);
  config.journal = absolute_below(folder, config.journal);
  return config;
}

static Config load_file(const std::optional<fs::path>& file) {
  const fs::path path = file.value_or("lockkeeper.toml");
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    if (!file) return defaults(fs::current_path());
    throw Error{Code::configuration, fmt::format("the configuration file {} does not exist", path.string()),
                "Check the path given with --config; without it, lockkeeper.toml in the current folder is read."};
  }
  if (!fs::is_regular_file(path, ignored))
    throw Error{Code::configuration, fmt::format("{} is not a file", path.string()),
                "Name the file itself with --config, for example shop/lockkeeper.toml."};

  const auto text = base::read_file(path);
  const Source source{.shown = path.string(), .text = text};
  const auto absolute = fs::absolute(path).lexically_normal();
  auto config = Config{.file = absolute, .folder = absolute.parent_path()};
  read_all(source, parse(source), config);
  return config;
}

Config load(const std::optional<fs::path>& file, const base::Environment& inherited) {
  auto config = load_file(file);
  config.inherited = inherited;
  for (auto& channel : config.messages.channels) {
    for (auto* secret : {&channel.url_source, &channel.password, &channel.secret, &channel.token}) {
      if (!secret->environment.empty()) secret->value = inherited.value(secret->environment);
    }
  }
  return config;
}

static std::string variable(const Config& config, const std::string& name, const std::string& environment) {
  auto value = config.inherited.value(name);
  if (value.empty())
    throw Error{Code::configuration,
                fmt::format("environment '{}' takes its database from ${}, which is not set", environment, name),
                fmt::format("Set it before the command: export {}='postgresql://…', or give --database-url.", name)};
  return value;
}

// "$NAME" as the whole value, and "${NAME}" anywhere in it: a password may well contain a plain dollar sign.
static std::string expand(const Config& config, const std::string& text, const std::string& environment) {
  if (text.starts_with('$') && !text.starts_with("${")) return variable(config, text.substr(1), environment);
  std::string result;
  std::size_t at = 0;
  while (true) {
    const auto begin = text.find("${", at);
    const auto end = begin == std::string::npos ? begin : text.find('}', begin);
    if (end == std::string::npos) return result + text.substr(at);
    result += text.substr(at, begin - at) + variable(config, text.substr(begin + 2, end - begin - 2), environment);
    at = end + 1;
  }
}

static const Environment& known_environment(const Config& config, const std::string& name) {
  const auto found = config.environments.find(name);
  if (found != config.environments.end()) return found->second;
  std::vector<std::string> names;
  names.reserve(config.environments.size());
  for (const auto& [known, unused] : config.environments) names.push_back(known);
  const auto meant = base::near_match(name, names);
  std::string hint;
  if (meant)
    hint = fmt::format("Write --env {} if that is what is meant.", *meant);
  else if (names.empty())
    hint = fmt::format("Add [environments.{}] with its url to lockkeeper.toml, or give --database-url.", name);
  else
    hint = fmt::format("Use one of those in {}: {}.", config.file.string(), fmt::join(names, ", "));
  throw Error{Code::configuration, fmt::format("there is no environment '{}' in the configuration", name), hint};
}

std::string database_url(const Config& config, const std::optional<std::string>& given,
                         const std::optional<std::string>& environment) {
  // An unknown environment is an error even beside a URL: a mistyped --env must not lose its production guard.
  const auto* chosen = environment ? &known_environment(config, *environment) : nullptr;
  if (given) return *given;
  if (chosen && !chosen->database_url.empty()) return expand(config, chosen->database_url, *environment);
  return config.inherited.value("DATABASE_URL");
}

}  // namespace config
