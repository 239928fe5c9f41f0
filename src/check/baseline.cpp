#include "check/baseline.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "check/query_helpers.h"
#include "check/statements.h"
#include "journal/events/baseline_captured.h"
#include "journal/events/migration_applied.h"
#include "journal/events/migration_undone.h"
#include "journal/events/schema_expected.h"
#include "journal/typed.h"
#include "pg/catalog.h"
#include "pg/system_identifier.h"

namespace check {

base::Json schema_names(pg::Session& session) {
  // What belongs to our own tables is left out: it comes and grows with every migration.
  return row(session, R"(
WITH kept AS (
  SELECT c.oid, c.relname, n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND c.relname !~ '^_migration_')
SELECT (SELECT coalesce(json_agg(format('%I.%I', nspname, relname) ORDER BY 1), '[]') FROM kept) AS tables,
       (SELECT coalesce(json_agg(format('%I.%I', nspname, i.relname) ORDER BY 1), '[]')
        FROM pg_catalog.pg_index x JOIN kept ON kept.oid = x.indrelid JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid) AS indexes,
       (SELECT coalesce(json_agg(format('%I on %I.%I', k.conname, nspname, relname) ORDER BY 1), '[]')
        FROM pg_catalog.pg_constraint k JOIN kept ON kept.oid = k.conrelid WHERE k.contype <> 'n') AS constraints)");
}

std::string server_of(const pg::Session& session) {
  return fmt::format("{}:{}", session.host(), session.port());
}

base::Json row_counts(pg::Session& session) {
  base::Json out = base::Json::object();
  for (const auto& [name, count] : pg::count_rows(session)) {
    if (!name.name.starts_with("_migration_")) out[name.text()] = count;
  }
  return out;
}

base::Json table_sizes(pg::Session& session) {
  base::Json out = base::Json::object();
  for (const auto& table : rows(session, R"(
SELECT format('%I.%I', n.nspname, c.relname) AS name, pg_total_relation_size(c.oid) AS bytes
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND c.relname !~ '^_migration_' ORDER BY 2 DESC LIMIT 500)")) {
    out[text(table, "name")] = integer(table, "bytes");
  }
  return out;
}

static journal::DatabaseFigures figures_of(pg::Session& session, const base::Json& names) {
  const auto count = [&](const char* kind) { return static_cast<long long>(names.at(kind).size()); };
  return {.tables = count("tables"),
          .indexes = count("indexes"),
          .constraints = count("constraints"),
          .bytes = session.query("SELECT pg_database_size(current_database()) AS bytes").integer(0, "bytes")};
}

journal::DatabaseFigures count_figures(pg::Session& session) {
  return figures_of(session, schema_names(session));
}

base::Json capture_baseline(pg::Session& session) {
  auto names = schema_names(session);
  std::string why;
  base::Json out{{"database", session.database()}, {"server", server_of(session)}};
  if (auto cluster = pg::system_identifier_of(session); !cluster.empty()) out["cluster"] = std::move(cluster);
  const auto figures = figures_of(session, names);
  out.update({{"tables", *figures.tables},
              {"indexes", *figures.indexes},
              {"constraints", *figures.constraints},
              {"bytes", *figures.bytes}});
  out["rows"] = row_counts(session);
  out["names"] = std::move(names);
  out["sizes"] = table_sizes(session);
  out["statements"] = capture_statements(session, why);
  return out;
}

static bool is_of(const journal::BaselineCaptured& baseline, const Whose& whose) {
  if (baseline.database != whose.database) return false;
  if (!baseline.cluster.empty() && !whose.cluster.empty()) return baseline.cluster == whose.cluster;
  return baseline.server.empty() || baseline.server == whose.server;
}

static bool is_of(const journal::SchemaExpected& expected, const Whose& whose) {
  if (expected.database != whose.database) return false;
  return expected.cluster.empty() || whose.cluster.empty() || expected.cluster == whose.cluster;
}

static base::Json newest(const std::vector<journal::Event>& events, const Whose& whose) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const auto baseline = journal::as<journal::BaselineCaptured>(*event);
    if (!baseline || !is_of(*baseline, whose)) continue;
    auto data = event->data;
    data["seq"] = event->seq;
    return data;
  }
  return nullptr;
}

base::Json latest_baseline(const journal::Journal& journal, const std::string& run, const Whose& whose) {
  if (!run.empty()) {
    auto of_run = newest(journal.read({.run = run, .kind = std::string(journal::BaselineCaptured::kind)}), whose);
    if (!of_run.is_null()) return of_run;
  }
  return newest(journal.read({.kind = std::string(journal::BaselineCaptured::kind)}), whose);
}

static Whose whose_here(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  return {.database = session.database(), .server = server_of(session), .cluster = pg::system_identifier_of(session)};
}

base::Json expected_gone_since(const Surroundings& surroundings, const base::Json& baseline) {
  auto events = surroundings.journal.read({.kind = std::string(journal::SchemaExpected::kind)});
  std::ranges::move(surroundings.journal.read({.kind = "migration."}), std::back_inserter(events));
  std::ranges::stable_sort(events, {}, &journal::Event::seq);
  const auto whose = whose_here(surroundings);
  std::map<std::string, journal::SchemaNames> planned;  // by the migration's name
  std::map<std::string, journal::SchemaNames> done;     // what it took away when it was applied
  for (const auto& event : events) {
    if (event.seq < integer(baseline, "seq")) continue;
    if (const auto expected = journal::as<journal::SchemaExpected>(event)) {
      if (is_of(*expected, whose)) planned[expected->migration] = expected->gone;
    } else if (const auto applied = journal::as<journal::MigrationApplied>(event)) {
      if (planned.contains(applied->name)) done[applied->name] = planned.at(applied->name);
    } else if (const auto undone = journal::as<journal::MigrationUndone>(event)) {
      done.erase(undone->name);
    }
  }
  journal::SchemaNames all;
  const auto add = [](std::vector<std::string>& into, const std::vector<std::string>& names) {
    into.insert(into.end(), names.begin(), names.end());
  };
  for (const auto& [migration, gone] : done) {
    add(all.tables, gone.tables);
    add(all.indexes, gone.indexes);
    add(all.constraints, gone.constraints);
  }
  return {{"tables", all.tables}, {"indexes", all.indexes}, {"constraints", all.constraints}};
}

base::Json baseline_here(const Surroundings& surroundings) {
  return latest_baseline(surroundings.journal, surroundings.journal.context().run, whose_here(surroundings));
}

}  // namespace check
