#include "apply/catalog_probe.h"

#include <algorithm>

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
      "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, i.indisvalid AS valid,"
      " i.indisunique AS is_unique, p.pid AS built_by"
      " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid"
      " JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace"
      " LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.index_relid OPERATOR(pg_catalog.=) c.oid AND "
      "p.datname OPERATOR(pg_catalog.=) "
      "current_database()"
      " WHERE i.indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1) AND c.relname OPERATOR(pg_catalog.=) "
      "$2::pg_catalog.name",
      {index.table.text(), index.name});
}

static Finding look_for_index(pg::Session& session, const sql::CreateIndex& index) {
  if (index.name.empty())
    return {Evidence::unknown, fmt::format("an index without a name on {}", index.table.text())};
  const auto rows = index_rows(session, index);
  const auto what =
      fmt::format("{} {} on {}", index.unique ? "unique index" : "index", index.name, index.table.text());
  if (rows.empty() || rows.boolean(0, "is_unique") != index.unique) return {Evidence::not_done, what};
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
  return exists_or_not(session.query("SELECT 1 FROM pg_catalog.pg_enum WHERE enumtypid OPERATOR(pg_catalog.=) "
                                     "pg_catalog.to_regtype($1) AND enumlabel OPERATOR(pg_catalog.=) $2",
                                     {alter.name.text(), label}),
                       fmt::format("value '{}' of {}", label, alter.name.text()));
}

static Finding look_for_detached(pg::Session& session, const sql::QualifiedName& parent,
                                 const sql::QualifiedName& child) {
  const auto rows = session.query(
      "SELECT 1 FROM pg_catalog.pg_inherits WHERE inhparent OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
      " AND inhrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2)",
      {parent.text(), child.text()});
  return {rows.empty() ? Evidence::done : Evidence::not_done,
          fmt::format("partition {} apart from {}", child.text(), parent.text())};
}

static Finding holds_or_not(const pg::Result& rows, std::string what) {
  if (rows.empty()) return {Evidence::not_done, std::move(what)};
  return {rows.boolean(0, "holds") ? Evidence::done : Evidence::not_done, std::move(what)};
}

static Finding opposite(Finding finding) {
  if (finding.evidence == Evidence::done) return {Evidence::not_done, "absence of " + finding.what};
  if (finding.evidence == Evidence::not_done) return {Evidence::done, "absence of " + finding.what};
  return finding;
}

static Finding look_for_column(pg::Session& session, const std::string& table, const std::string& name) {
  return exists_or_not(
      session.query(
          "SELECT 1 FROM pg_catalog.pg_attribute WHERE attrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
          " AND attname OPERATOR(pg_catalog.=) $2::pg_catalog.name AND NOT attisdropped",
          {table, name}),
      fmt::format("column {}.{}", table, name));
}

// `condition` over pg_attribute.
static Finding look_at_column(pg::Session& session, const std::string& table, const std::string& name,
                              std::string_view condition, std::string_view what) {
  return holds_or_not(
      session.query(fmt::format("SELECT {} AS holds FROM pg_catalog.pg_attribute WHERE attrelid "
                                "OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
                                " AND attname OPERATOR(pg_catalog.=) $2::pg_catalog.name AND NOT attisdropped",
                                condition),
                    {table, name}),
      fmt::format("{} of {}.{}", what, table, name));
}

static Finding look_for_constraint(pg::Session& session, const std::string& table, const sql::TableConstraint& made) {
  const bool primary = made.type == sql::ConstraintType::primary_key;
  if (made.name.empty() && !primary)
    return {Evidence::unknown, fmt::format("a constraint without a name on {}", table)};
  const auto what = made.name.empty() ? fmt::format("primary key of {}", table)
                                      : fmt::format("constraint {} on {}", made.name, table);
  return exists_or_not(
      session.query(
          "SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
          " AND CASE WHEN $2 OPERATOR(pg_catalog.=) '' THEN contype OPERATOR(pg_catalog.=) 'p' ELSE conname "
          "OPERATOR(pg_catalog.=) $2::pg_catalog.name END",
          {table, made.name}),
      what);
}

// The type's own name; its length or precision is looked at where the server can tell.
static Finding look_for_type_of(pg::Session& session, const std::string& table,
                                const sql::AlterTableCommand& command) {
  const auto wanted = command.column ? command.column->type : std::string();
  const auto rows = session.query(
      "SELECT a.atttypid OPERATOR(pg_catalog.=) pg_catalog.to_regtype($3) AND (a.atttypmod OPERATOR(pg_catalog.=) "
      "-1) OPERATOR(pg_catalog.=) (pg_catalog.strpos($3, '(') OPERATOR(pg_catalog.=) 0) AS "
      "holds"
      " FROM pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1) AND "
      "a.attname OPERATOR(pg_catalog.=) $2::pg_catalog.name"
      " AND NOT a.attisdropped AND pg_catalog.to_regtype($3) IS NOT NULL",
      {table, command.name, wanted});
  const auto what = fmt::format("type {} of {}.{}", wanted, table, command.name);
  if (rows.empty()) return {Evidence::unknown, what};
  auto finding = holds_or_not(rows, what);
  if (finding.evidence == Evidence::done && wanted.find('(') != std::string::npos)
    finding.evidence = Evidence::unknown;
  return finding;
}

static Finding look_at_table(pg::Session& session, const std::string& table, std::string_view condition,
                             std::string_view what) {
  return holds_or_not(
      session.query(fmt::format("SELECT {} AS holds FROM pg_catalog.pg_class WHERE oid OPERATOR(pg_catalog.=) "
                                "pg_catalog.to_regclass($1)",
                                condition),
                    {table}),
      fmt::format("{} of {}", what, table));
}

static Finding look_for_command(pg::Session& session, const sql::AlterTable& alter,
                                const sql::AlterTableCommand& command) {
  using sql::AlterAction;
  const auto table = alter.table.text();
  const auto column = [&](std::string_view condition, std::string_view what) {
    return look_at_column(session, table, command.name, condition, what);
  };
  switch (command.action) {
    case AlterAction::attach_partition:
      return command.other ? opposite(look_for_detached(session, alter.table, *command.other)) : Finding{};
    case AlterAction::detach_partition:
      return command.other ? look_for_detached(session, alter.table, *command.other) : Finding{};
    case AlterAction::add_column:
      return look_for_column(session, table, command.column ? command.column->name : command.name);
    case AlterAction::drop_column:
      return opposite(look_for_column(session, table, command.name));
    case AlterAction::add_constraint:
      return command.constraint ? look_for_constraint(session, table, *command.constraint) : Finding{};
    case AlterAction::drop_constraint:
      return opposite(look_for_constraint(session, table, {.name = command.name}));
    case AlterAction::validate_constraint: {
      const auto rows = session.query(
          "SELECT convalidated AS holds FROM pg_catalog.pg_constraint WHERE conrelid OPERATOR(pg_catalog.=) "
          "pg_catalog.to_regclass($1)"
          " AND conname OPERATOR(pg_catalog.=) $2::pg_catalog.name",
          {table, command.name});
      const auto what = fmt::format("validation of constraint {} on {}", command.name, table);
      return {!rows.empty() && rows.boolean(0, "holds") ? Evidence::done : Evidence::repeatable, what};
    }
    case AlterAction::set_not_null:
      return column("attnotnull", "NOT NULL");
    case AlterAction::drop_not_null:
      return column("NOT attnotnull", "absence of NOT NULL");
    case AlterAction::drop_default:
      return column("NOT atthasdef", "absence of a default");
    case AlterAction::set_default: {
      auto found = column("atthasdef", "a default");
      if (found.evidence == Evidence::done) found.evidence = Evidence::unknown;  // it may be an older one
      return found;
    }
    case AlterAction::add_identity:
      return column("attidentity <> ''", "identity");
    case AlterAction::drop_identity:
      return column("attidentity OPERATOR(pg_catalog.=) ''", "absence of identity");
    case AlterAction::alter_type:
      return look_for_type_of(session, table, command);
    case AlterAction::enable_rls:
      return look_at_table(session, table, "relrowsecurity", "row security");
    case AlterAction::disable_rls:
      return look_at_table(session, table, "NOT relrowsecurity", "absence of row security");
    default:
      return {Evidence::unknown, "ALTER " + alter.object};
  }
}

// One statement takes effect as a whole: where its parts say different things, somebody else had a hand in it.
static Finding together(const std::vector<Finding>& parts, std::string what) {
  if (parts.size() == 1) return parts.front();
  const auto all = [&](Evidence evidence) {
    return !parts.empty() &&
           std::all_of(parts.begin(), parts.end(), [&](const Finding& part) { return part.evidence == evidence; });
  };
  for (const auto evidence : {Evidence::done, Evidence::not_done, Evidence::repeatable})
    if (all(evidence)) return {evidence, parts.front().what};
  return {Evidence::unknown, std::move(what)};
}

static std::vector<Finding> look_for_commands(pg::Session& session, const sql::AlterTable& alter) {
  std::vector<Finding> parts;
  for (const auto& command : alter.commands) parts.push_back(look_for_command(session, alter, command));
  return parts;
}

// Both names are asked for: a new one that is there proves nothing while the old one is there too.
static Finding renamed_or_not(const Finding& old_name, const Finding& new_name, std::string what) {
  const bool old_there = old_name.evidence == Evidence::done;
  const bool new_there = new_name.evidence == Evidence::done;
  if (old_there == new_there) return {Evidence::unknown, std::move(what)};
  return {new_there ? Evidence::done : Evidence::not_done, std::move(what)};
}

static Finding look_for_rename(pg::Session& session, const sql::Rename& rename) {
  const auto what = fmt::format("{} {} under its new name {}", rename.object,
                                rename.from.empty() ? rename.relation.text() : rename.from, rename.to);
  const auto table = rename.relation.text();
  if (rename.object == "COLUMN")
    return renamed_or_not(look_for_column(session, table, rename.from), look_for_column(session, table, rename.to),
                          what);
  if (rename.object == "CONSTRAINT")
    return renamed_or_not(look_for_constraint(session, table, {.name = rename.from}),
                          look_for_constraint(session, table, {.name = rename.to}), what);
  if (!rename.from.empty()) return {Evidence::unknown, what};
  const bool relation_like = rename.object == "TABLE" || rename.object == "INDEX" || rename.object == "VIEW" ||
                             rename.object == "SEQUENCE" || rename.object == "MATERIALIZED VIEW";
  if (!relation_like) return {Evidence::unknown, what};
  return renamed_or_not(relation(session, rename.relation, ""),
                        relation(session, {rename.relation.schema, rename.to}, ""), what);
}

static Finding look_for_function(pg::Session& session, const sql::CreateFunction& function) {
  const auto what = fmt::format("function {}", function.name.text());
  // A body in quotes is stored as it is written: the same text is the same function.
  const bool by_body = function.replace && !function.body.empty();
  const auto rows = session.query(
      "SELECT pg_catalog.bool_or(NOT $4::pg_catalog.bool OR p.prosrc OPERATOR(pg_catalog.=) $3) AS holds FROM "
      "pg_catalog.pg_proc p"
      " WHERE p.proname OPERATOR(pg_catalog.=) $2::pg_catalog.name AND CASE WHEN $1 OPERATOR(pg_catalog.=) '' THEN "
      "pg_catalog.pg_function_is_visible(p.oid)"
      " ELSE p.pronamespace OPERATOR(pg_catalog.=) pg_catalog.to_regnamespace($1) END HAVING pg_catalog.count(*) > 0",
      {function.name.schema.empty() ? "" : pg::quote_identifier(function.name.schema), function.name.name,
       function.body, by_body ? "t" : "f"});
  auto found = holds_or_not(rows, what);
  if (found.evidence == Evidence::done && function.replace && !by_body) found.evidence = Evidence::unknown;
  return found;
}

static Finding look_for_part_of(pg::Session& session, std::string_view query, const sql::QualifiedName& table,
                                const std::string& name, std::string_view kind) {
  return exists_or_not(session.query(std::string(query), {table.text(), name}),
                       fmt::format("{} {} on {}", kind, name, table.text()));
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
    return exists_or_not(
        session.query("SELECT 1 FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) $1",
                      {extension->name}),
        fmt::format("extension {}", extension->name));
  }
  if (const auto* schema = statement.as<sql::CreateSchema>()) {
    return exists_or_not(
        session.query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname OPERATOR(pg_catalog.=) $1",
                      {schema->name}),
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
  if (const auto* alter = statement.as<sql::AlterTable>())
    return together(look_for_commands(session, *alter), "ALTER " + alter->object);
  if (const auto* rename = statement.as<sql::Rename>()) return look_for_rename(session, *rename);
  if (const auto* function = statement.as<sql::CreateFunction>()) return look_for_function(session, *function);
  if (const auto* trigger = statement.as<sql::CreateTrigger>(); trigger && !trigger->table.name.empty())
    return look_for_part_of(
        session,
        "SELECT 1 FROM pg_catalog.pg_trigger WHERE tgrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
        " AND tgname OPERATOR(pg_catalog.=) $2::pg_catalog.name",
        trigger->table, trigger->name, "trigger");
  if (const auto* policy = statement.as<sql::Policy>(); policy && sql::kind_of(statement).starts_with("CREATE"))
    return look_for_part_of(
        session,
        "SELECT 1 FROM pg_catalog.pg_policy WHERE polrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
        " AND polname OPERATOR(pg_catalog.=) $2::pg_catalog.name",
        policy->table, policy->name, "policy");
  if (statement.as<sql::Reindex>() || statement.as<sql::Vacuum>() || statement.as<sql::RefreshView>() ||
      statement.as<sql::Set>() || sql::only_reads(statement)) {
    return {Evidence::repeatable, sql::kind_of(statement)};
  }
  return look_for_other(session, statement);
}

std::vector<Finding> look_for_parts(pg::Session& session, const sql::Statement& statement) {
  if (const auto* alter = statement.as<sql::AlterTable>()) return look_for_commands(session, *alter);
  if (const auto* view = statement.as<sql::CreateView>(); view && view->replace) {
    auto found = relation(session, view->name, "view");
    if (found.evidence == Evidence::done) found.evidence = Evidence::unknown;  // it may be the one before
    return {found};
  }
  const auto* table = statement.as<sql::CreateTable>();
  if (!table || table->if_not_exists) return {look_for(session, statement)};
  std::vector<Finding> parts{look_for(session, statement)};
  if (parts.front().evidence != Evidence::done) return parts;
  for (const auto& column : table->columns)
    parts.push_back(look_for_column(session, table->table.text(), column.name));
  return parts;
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
      " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid"
      " JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace"
      " LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.index_relid OPERATOR(pg_catalog.=) c.oid AND "
      "p.datname OPERATOR(pg_catalog.=) "
      "current_database()"
      " WHERE NOT i.indisvalid AND c.relname OPERATOR(pg_catalog.~) '_cc(new|old)[0-9]*$' AND (i.indrelid "
      "OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
      " OR i.indrelid OPERATOR(pg_catalog.=) (SELECT o.indrelid FROM pg_catalog.pg_index o WHERE o.indexrelid "
      "OPERATOR(pg_catalog.=) "
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
