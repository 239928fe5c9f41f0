#include "check/baseline.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "check/gathering.h"
#include "check/statements.h"
#include "pg/catalog.h"
#include "pg/cluster.h"

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

static base::Json figures_of(pg::Session& session, const base::Json& names) {
  return {{"tables", names.at("tables").size()},
          {"indexes", names.at("indexes").size()},
          {"constraints", names.at("constraints").size()},
          {"bytes", session.query("SELECT pg_database_size(current_database()) AS bytes").integer(0, "bytes")}};
}

base::Json count_figures(pg::Session& session) {
  return figures_of(session, schema_names(session));
}

base::Json capture_baseline(pg::Session& session) {
  auto names = schema_names(session);
  std::string why;
  base::Json out{{"database", session.database()}, {"server", server_of(session)}};
  if (auto cluster = pg::cluster_of(session); !cluster.empty()) out["cluster"] = std::move(cluster);
  out.update(figures_of(session, names));
  out["rows"] = row_counts(session);
  out["names"] = std::move(names);
  out["sizes"] = table_sizes(session);
  out["statements"] = capture_statements(session, why);
  return out;
}

static bool is_of(const base::Json& baseline, const Whose& whose) {
  if (text(baseline, "database") != whose.database) return false;
  const auto cluster = text(baseline, "cluster");
  if (!cluster.empty() && !whose.cluster.empty()) return cluster == whose.cluster;
  const auto server = text(baseline, "server");
  return server.empty() || server == whose.server;
}

static base::Json newest(const std::vector<journal::Event>& events, const Whose& whose) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (!is_of(event->data, whose)) continue;
    auto data = event->data;
    data["seq"] = event->seq;
    return data;
  }
  return nullptr;
}

base::Json latest_baseline(const journal::Journal& journal, const std::string& run, const Whose& whose) {
  if (!run.empty()) {
    auto of_run = newest(journal.read({.run = run, .kind = "baseline.captured"}), whose);
    if (!of_run.is_null()) return of_run;
  }
  return newest(journal.read({.kind = "baseline.captured"}), whose);
}

static Whose whose_here(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  return {.database = session.database(), .server = server_of(session), .cluster = pg::cluster_of(session)};
}

base::Json expected_gone_since(const Surroundings& surroundings, const base::Json& baseline) {
  base::Json all = base::Json::object();
  for (const auto* kind : {"tables", "indexes", "constraints"}) all[kind] = base::Json::array();
  auto events = surroundings.journal.read({.kind = "schema.expected"});
  std::ranges::move(surroundings.journal.read({.kind = "migration."}), std::back_inserter(events));
  std::ranges::stable_sort(events, {}, &journal::Event::seq);
  const auto whose = whose_here(surroundings);
  std::map<std::string, base::Json> planned;  // by the migration's name
  std::map<std::string, base::Json> done;     // what it took away when it was applied
  for (const auto& event : events) {
    if (event.seq < integer(baseline, "seq")) continue;
    if (event.kind == "schema.expected" && is_of(event.data, whose)) {
      planned[text(event.data, "migration")] = event.data.at("gone");
    } else if (const auto name = text(event.data, "name");
               event.kind == "migration.applied" && planned.contains(name)) {
      done[name] = planned.at(name);
    } else if (event.kind == "migration.undone") {
      done.erase(name);
    }
  }
  for (const auto& [migration, gone] : done) {
    for (auto& [kind, names] : all.items()) {
      for (const auto& name : gone.at(kind)) names.push_back(name);
    }
  }
  return all;
}

base::Json baseline_here(const Surroundings& surroundings) {
  return latest_baseline(surroundings.journal, journal::current_run(), whose_here(surroundings));
}

}  // namespace check
