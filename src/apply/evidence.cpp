#include "apply/evidence.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace apply {

using base::Code;
using base::Error;

static Finding exists_or_not(const pg::Result& rows, std::string what) {
  return {rows.empty() ? Evidence::not_done : Evidence::done, std::move(what)};
}

static Finding relation(pg::Session& session, const sql::QualifiedName& name, std::string_view kind) {
  return exists_or_not(session.query("SELECT 1 WHERE pg_catalog.to_regclass($1) IS NOT NULL", {name.text()}),
                       fmt::format("{} {}", kind, name.text()));
}

// The index of that name on that table: an index always lies in its table's schema. The cast to name cuts as the
// server does when it makes the index.
static pg::Result index_rows(pg::Session& session, const sql::CreateIndex& index) {
  return session.query(
      "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, i.indisvalid AS valid, p.pid AS built_by"
      " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.index_relid = c.oid AND p.datname = "
      "current_database()"
      " WHERE i.indrelid = pg_catalog.to_regclass($1) AND c.relname = $2::name",
      {index.table.text(), index.name});
}

static Finding look_for_index(pg::Session& session, const sql::CreateIndex& index) {
  if (index.name.empty())
    return {Evidence::unknown, fmt::format("an index without a name on {}", index.table.text())};
  const auto rows = index_rows(session, index);
  const auto what = fmt::format("index {} on {}", index.name, index.table.text());
  if (rows.empty()) return {Evidence::not_done, what};
  return {rows.boolean(0, "valid") ? Evidence::done : Evidence::not_done, what};
}

static Finding look_for_drop(pg::Session& session, const sql::Drop& drop) {
  const bool relations = drop.object == "INDEX" || drop.object == "TABLE" || drop.object == "VIEW" ||
                         drop.object == "MATERIALIZED VIEW" || drop.object == "SEQUENCE";
  if (!relations) return {drop.if_exists ? Evidence::repeatable : Evidence::unknown, "DROP " + drop.object};
  for (const auto& name : drop.names) {
    const auto there = relation(session, name, drop.object);
    if (there.evidence == Evidence::done) return {Evidence::not_done, "absence of " + there.what};
  }
  return {Evidence::done, drop.names.empty() ? "" : fmt::format("absence of {}", drop.names.front().text())};
}

static Finding look_for_label(pg::Session& session, const sql::AlterEnum& alter) {
  const auto& label = alter.value;
  return exists_or_not(
      session.query("SELECT 1 FROM pg_catalog.pg_enum WHERE enumtypid = pg_catalog.to_regtype($1) AND enumlabel = $2",
                    {alter.name.text(), label}),
      fmt::format("value '{}' of {}", label, alter.name.text()));
}

static Finding look_for_detached(pg::Session& session, const sql::QualifiedName& parent,
                                 const sql::QualifiedName& child) {
  const auto rows = session.query(
      "SELECT 1 FROM pg_catalog.pg_inherits WHERE inhparent = pg_catalog.to_regclass($1)"
      " AND inhrelid = pg_catalog.to_regclass($2)",
      {parent.text(), child.text()});
  return {rows.empty() ? Evidence::done : Evidence::not_done,
          fmt::format("partition {} apart from {}", child.text(), parent.text())};
}

static Finding look_for_alter(pg::Session& session, const sql::AlterTable& alter) {
  if (alter.commands.size() != 1) return {Evidence::unknown, "ALTER " + alter.object};
  const auto& command = alter.commands.front();
  const auto table = alter.table.text();
  switch (command.action) {
    case sql::AlterAction::detach_partition:
      return command.other ? look_for_detached(session, alter.table, *command.other) : Finding{};
    case sql::AlterAction::add_column: {
      const auto name = command.column ? command.column->name : command.name;
      return exists_or_not(
          session.query("SELECT 1 FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass($1)"
                        " AND attname = $2::name AND NOT attisdropped",
                        {table, name}),
          fmt::format("column {}.{}", table, name));
    }
    case sql::AlterAction::validate_constraint:
      return {Evidence::repeatable, fmt::format("constraint on {}", table)};
    default:
      return {Evidence::unknown, "ALTER " + alter.object};
  }
}

// A block that says of itself that it may be run again: each of its batches commits together with the note of it.
static bool is_repeatable(const sql::DoBlock& block) {
  for (const auto line : base::lines(block.body)) {
    if (base::trim(line) == "-- lockkeeper: repeatable") return true;
  }
  return false;
}

static Finding look_for_other(pg::Session& session, const sql::Statement& statement) {
  const auto kind = sql::kind_of(statement);
  if (const auto* block = statement.as<sql::DoBlock>(); block && is_repeatable(*block))
    return {Evidence::repeatable, kind};
  for (const std::string_view harmless : {"VACUUM", "ANALYZE", "REINDEX", "CLUSTER", "REFRESH MATERIALIZED VIEW",
                                          "CHECKPOINT", "ALTER SYSTEM", "SET", "RESET"}) {
    if (kind == harmless) return {Evidence::repeatable, kind};
  }
  if (const auto* extension = statement.as<sql::CreateExtension>()) {
    return exists_or_not(session.query("SELECT 1 FROM pg_catalog.pg_extension WHERE extname = $1", {extension->name}),
                         fmt::format("extension {}", extension->name));
  }
  if (const auto* schema = statement.as<sql::CreateSchema>()) {
    return exists_or_not(session.query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", {schema->name}),
                         fmt::format("schema {}", schema->name));
  }
  if (const auto* type = statement.as<sql::CreateType>()) {
    return exists_or_not(session.query("SELECT 1 WHERE pg_catalog.to_regtype($1) IS NOT NULL", {type->name.text()}),
                         fmt::format("type {}", type->name.text()));
  }
  return {Evidence::unknown, kind};
}

Finding look_for(pg::Session& session, const sql::Statement& statement) {
  if (const auto* index = statement.as<sql::CreateIndex>()) return look_for_index(session, *index);
  if (const auto* table = statement.as<sql::CreateTable>()) return relation(session, table->table, "table");
  if (const auto* sequence = statement.as<sql::CreateSequence>())
    return relation(session, sequence->name, "sequence");
  if (const auto* view = statement.as<sql::CreateView>()) {
    return view->replace ? Finding{Evidence::repeatable, "view " + view->name.text()}
                         : relation(session, view->name, "view");
  }
  if (const auto* drop = statement.as<sql::Drop>()) return look_for_drop(session, *drop);
  if (const auto* label = statement.as<sql::AlterEnum>()) {
    return label->renamed_from.empty() ? look_for_label(session, *label) : Finding{Evidence::unknown, "ALTER TYPE"};
  }
  if (const auto* alter = statement.as<sql::AlterTable>()) return look_for_alter(session, *alter);
  if (statement.as<sql::Reindex>() || statement.as<sql::Vacuum>() || statement.as<sql::RefreshView>() ||
      statement.as<sql::Set>() || sql::only_reads(statement)) {
    return {Evidence::repeatable, sql::kind_of(statement)};
  }
  return look_for_other(session, statement);
}

static void refuse_foreign_build(const pg::Result& rows, std::size_t row) {
  if (!rows.at(row, "built_by")) return;
  throw Error{Code::server,
              fmt::format("backend {} is building the index {} right now", rows.text(row, "built_by"),
                          rows.text(row, "name")),
              "Wait until it has ended, then run 'lockkeeper up' again."};
}

static std::vector<std::string> invalid_index(pg::Session& session, const sql::CreateIndex& index) {
  if (index.name.empty()) return {};
  const auto rows = index_rows(session, index);
  if (rows.empty() || rows.boolean(0, "valid")) return {};
  refuse_foreign_build(rows, 0);
  return {rows.text(0, "name")};
}

// REINDEX CONCURRENTLY builds beside under the name …_ccnew, with a number where that is taken (PostgreSQL docs,
// REINDEX).
static std::vector<std::string> reindex_copies(pg::Session& session, const sql::Reindex& reindex) {
  if (!reindex.concurrently || (reindex.object != "INDEX" && reindex.object != "TABLE")) return {};
  const auto rows = session.query(
      "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, p.pid AS built_by"
      " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.index_relid = c.oid AND p.datname = "
      "current_database()"
      " WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND (i.indrelid = pg_catalog.to_regclass($1)"
      " OR i.indrelid = (SELECT o.indrelid FROM pg_catalog.pg_index o WHERE o.indexrelid = "
      "pg_catalog.to_regclass($1)))",
      {reindex.name.text()});
  std::vector<std::string> names;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    refuse_foreign_build(rows, row);
    names.push_back(rows.text(row, "name"));
  }
  return names;
}

std::vector<std::string> leftovers_of(pg::Session& session, const sql::Statement& statement) {
  if (const auto* index = statement.as<sql::CreateIndex>(); index && index->concurrently)
    return invalid_index(session, *index);
  if (const auto* reindex = statement.as<sql::Reindex>()) return reindex_copies(session, *reindex);
  return {};
}

static std::string join_names(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

static std::string invalid_after_drop(pg::Session& session, const sql::Drop& drop) {
  std::vector<std::string> invalid;
  for (const auto& name : drop.names) {
    const auto found = session.query(
        "SELECT 1 FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass($1) AND NOT indisvalid",
        {name.text()});
    if (!found.empty()) invalid.push_back(name.text());
  }
  if (invalid.empty()) return {};
  return fmt::format(
      "the index {} is still there and invalid: no query uses it, and every write keeps it up until it "
      "is dropped",
      join_names(invalid));
}

static std::string pending_detach(pg::Session& session, const sql::AlterTable& alter) {
  for (const auto& command : alter.commands) {
    if (command.action != sql::AlterAction::detach_partition || !command.other || session.server_major() < 14)
      continue;
    const auto pending = session.query(
        "SELECT 1 FROM pg_catalog.pg_inherits WHERE inhparent = pg_catalog.to_regclass($1)"
        " AND inhrelid = pg_catalog.to_regclass($2) AND inhdetachpending",
        {alter.table.text(), command.other->text()});
    if (!pending.empty()) {
      return fmt::format("{} is half detached: queries do not see it any more, and the next try finishes that",
                         command.other->text());
    }
  }
  return {};
}

std::string remains_of(pg::Session& session, const sql::Statement& statement) {
  if (const auto* drop = statement.as<sql::Drop>()) return invalid_after_drop(session, *drop);
  if (const auto* alter = statement.as<sql::AlterTable>()) return pending_detach(session, *alter);
  const auto invalid = leftovers_of(session, statement);
  if (invalid.empty()) return {};
  return fmt::format(
      "the index {} is there and invalid: no query uses it, every write keeps it up, and the next try "
      "drops it first",
      join_names(invalid));
}

}  // namespace apply
