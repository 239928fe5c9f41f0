#include "apply/analyze.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "apply/operation.h"
#include "base/error.h"
#include "base/text.h"
#include "impact/simulate/simulation.h"
#include "journal/events/tables_analyzed.h"
#include "plan/reasons.h"
#include "plan/stale_statistics.h"

namespace apply {

using base::Error;

bool may_be_stale_after(const std::vector<const Script*>& scripts) {
  return std::ranges::any_of(scripts,
                             [](const Script* script) { return plan::may_be_stale_after(script->statements); });
}

// Of all scripts, each table once.
static std::vector<pg::Name> stale_after(const std::vector<const Script*>& scripts, impact::Simulation& simulation) {
  std::vector<pg::Name> tables;
  for (const auto* script : scripts) {
    plan::StaleStatistics stale;
    simulation.new_session();
    for (const auto& statement : script->statements) {
      stale.follow(statement, simulation.around(statement));
      const auto left = simulation.pass(statement);
      for (const auto& [from, to] : left.renamed) std::ranges::replace(tables, from, to);
      stale.note_made(left.made);
    }
    for (const auto& each : stale.tables()) {
      if (std::ranges::count(tables, each.table) == 0) tables.push_back(each.table);
    }
  }
  return tables;
}

namespace {

struct Table {
  pg::Name name;
  bool allowed = true;
};

}  // namespace

// A partition is analyzed with its whole tree: the statistics of a partitioned table are those over all partitions.
// Who inherits is a table of its own, which ANALYZE of the parent samples and leaves without statistics.
static constexpr auto wanted_tables = R"(
WITH RECURSIVE named (n, oid) AS (
  SELECT w.n, c.oid FROM (VALUES {}) AS w (n, schema, name)
  JOIN pg_catalog.pg_namespace s ON s.nspname = w.schema
  JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid AND c.relname = w.name
), tree (n, oid) AS (
  SELECT n, COALESCE(pg_catalog.pg_partition_root(oid), oid)::pg_catalog.oid FROM named
  UNION
  SELECT t.n, i.inhrelid FROM tree t JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
  JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid WHERE NOT c.relispartition
)
SELECT s.nspname AS schema, c.relname AS name,
  pg_catalog.pg_has_role(c.relowner, 'USAGE') OR pg_catalog.pg_has_role(d.datdba, 'USAGE'){} AS allowed
FROM tree t JOIN pg_catalog.pg_class c ON c.oid = t.oid JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace
JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND CASE c.relkind WHEN 'p' THEN EXISTS (
    SELECT FROM pg_catalog.pg_partition_tree(c.oid) p WHERE p.isleaf AND pg_catalog.pg_relation_size(p.relid) > 0)
  ELSE pg_catalog.pg_relation_size(c.oid) > 0 END
GROUP BY s.nspname, c.relname, c.relowner, d.datdba, c.oid ORDER BY min(t.n), c.oid)";

// What is there of them, and has rows.
static std::vector<Table> tables_of(pg::Session& session, const std::vector<pg::Name>& names) {
  std::vector<std::string> values;
  for (const auto& name : names)
    values.push_back(fmt::format("({}, {}::pg_catalog.name, {}::pg_catalog.name)", values.size(),
                                 pg::quote_literal(name.schema), pg::quote_literal(name.name)));
  const auto maintain = session.server_major() >= 17 ? " OR pg_catalog.has_table_privilege(c.oid, 'MAINTAIN')" : "";
  const auto rows = session.query_ours(fmt::format(wanted_tables, fmt::join(values, ", "), maintain));
  std::vector<Table> tables;
  for (std::size_t row = 0; row < rows.rows(); ++row)
    tables.push_back({{rows.text(row, "schema"), rows.text(row, "name")}, rows.boolean(row, "allowed")});
  return tables;
}

static std::string quoted(const pg::Name& name) {
  return fmt::format("{}.{}", pg::quote_identifier(name.schema), pg::quote_identifier(name.name));
}

// Why it was not; empty where it was.
static std::string analyze_one(Operation& operation, const Table& table) {
  // The server would only warn, and go on.
  if (!table.allowed) return "only its owner, or the database's, may";
  const pg::Request request{.sql = "ANALYZE " + quoted(table.name)};
  const auto failure = operation.run_batch({&request, 1});
  return failure ? failure->error.message() : "";
}

static void analyze_all(Operation& operation, const std::vector<pg::Name>& names, Analyzed& result) {
  operation.work.begin_file({});  // nothing of the last file reaches it
  for (const auto& table : tables_of(operation.session(), names)) {
    operation.check();
    auto shown = pg::shown(table.name);
    if (auto why = analyze_one(operation, table); why.empty()) {
      result.tables.push_back(std::move(shown));
    } else {
      note(operation.run, fmt::format("warning: {} is not analyzed: {}", shown, why));
      result.not_done.emplace_back(std::move(shown), std::move(why));
    }
  }
}

static std::string listed(const std::vector<std::string>& tables) {
  constexpr std::size_t enough = 8;
  if (tables.size() <= enough) return fmt::format("{}", fmt::join(tables, ", "));
  return fmt::format("{} and {} more", fmt::join(tables.begin(), tables.begin() + enough, ", "),
                     tables.size() - enough);
}

static void record(const Run& run, const Analyzed& result) {
  journal::TablesAnalyzed analyzed{.tables = result.tables, .duration = result.duration};
  for (const auto& [table, why] : result.not_done) analyzed.not_done.push_back({table, why});
  run.journal->append(event(run, analyzed));
}

Analyzed analyze(Operation& operation, const std::vector<const Script*>& scripts, pg::Catalog before) {
  Analyzed result;
  impact::Simulation simulation(std::move(before));
  const auto names = stale_after(scripts, simulation);
  if (names.empty()) return result;
  const auto start = std::chrono::steady_clock::now();
  try {
    analyze_all(operation, names, result);
  } catch (const Error& error) {
    // The migrations are applied, whatever becomes of this.
    note(operation.run, fmt::format("warning: not all tables are analyzed: {}", error.message()));
    result.not_done.emplace_back("others", error.message());
  }
  result.duration = std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - start);
  if (result.tables.empty() && result.not_done.empty()) return result;
  if (!result.tables.empty()) note(operation.run, "analyzed " + listed(result.tables));
  record(operation.run, result);
  return result;
}

}  // namespace apply
