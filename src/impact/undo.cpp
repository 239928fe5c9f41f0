#include "impact/undo.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "impact/impact.h"
#include "impact/simulate/schema.h"
#include "pg/session.h"

namespace impact {

using sql::AlterAction;

static std::string identifier(std::string_view name) {
  return pg::quote_identifier(name);
}

static Reversal by_sql(std::string sql, std::string reason = {}) {
  return {.kind = Undoing::by_sql, .sql = std::move(sql), .reason = std::move(reason)};
}
static Reversal loses(std::string sql, std::string reason) {
  return {.kind = Undoing::loses_data, .sql = std::move(sql), .reason = std::move(reason)};
}
static Reversal by_restore(std::string reason) {
  return {.kind = Undoing::by_restore, .reason = std::move(reason)};
}
static Reversal nothing(std::string reason = {}) {
  return {.kind = Undoing::nothing_to_undo, .reason = std::move(reason)};
}

static Reversal undo_column(const pg::Relation& table, const sql::AlterTableCommand& command) {
  const auto alter = fmt::format("ALTER TABLE {} ", table.name.text());
  const auto* column = table.column(command.name);
  const auto of = fmt::format("{}ALTER COLUMN {} ", alter, identifier(command.name));
  switch (command.action) {
    case AlterAction::add_column:
      if (column) return nothing("the column was there");
      return loses(fmt::format("{}DROP COLUMN {}", alter, identifier(command.name)),
                   "what was written into it since goes");
    case AlterAction::drop_column:
      if (!column) return nothing();
      return loses(
          fmt::format(
              "{}ADD COLUMN {} {}{}", alter, identifier(command.name), column->type,
              column->default_expression && !column->generated ? " DEFAULT " + *column->default_expression : ""),
          "its values come from a backup only; indexes and constraints over it are made anew");
    case AlterAction::alter_type:
      if (!column) return {};
      return by_sql(fmt::format("{}TYPE {}", of, column->type), "values that no longer fit are refused or cut");
    case AlterAction::set_default:
    case AlterAction::drop_default:
      if (!column) return {};
      return by_sql(column->default_expression ? fmt::format("{}SET DEFAULT {}", of, *column->default_expression)
                                               : of + "DROP DEFAULT",
                    "rows written since keep what they got");
    case AlterAction::set_not_null:
      return column && column->not_null ? nothing() : by_sql(of + "DROP NOT NULL");
    case AlterAction::drop_not_null:
      return by_sql(of + "SET NOT NULL", "refused once a row holds no value");
    case AlterAction::add_identity:
      return by_sql(of + "DROP IDENTITY");
    default:
      return {};
  }
}

// The foreign keys that look keys up in the constraint's index: CASCADE drops them with it.
static std::vector<Reference> looking_up(const pg::Relation& table, const pg::Constraint& constraint,
                                         const pg::Catalog& before) {
  auto keys = references_to(table.name, before);
  const std::set<std::string> own(constraint.columns.begin(), constraint.columns.end());
  std::erase_if(keys, [&](const Reference& key) {
    const auto& columns = key.constraint->referenced_columns;
    const bool known = !key.constraint->index.empty() && !constraint.index.empty();
    return std::set<std::string>(columns.begin(), columns.end()) != own ||
           (known && key.constraint->index != constraint.index);
  });
  return keys;
}

static Reversal undo_constraint(const pg::Relation& table, const sql::AlterTableCommand& command,
                                const pg::Catalog& before) {
  const auto alter = fmt::format("ALTER TABLE {} ", table.name.text());
  if (command.action == AlterAction::validate_constraint) return nothing("a constraint that holds may stay so");
  if (command.action == AlterAction::drop_constraint) {
    const auto* constraint = find_constraint(table, command.name);
    if (!constraint || constraint->definition.empty()) return {};
    auto sql = fmt::format("{}ADD CONSTRAINT {} {}", alter, identifier(command.name), constraint->definition);
    for (const auto& key : command.cascade ? looking_up(table, *constraint, before) : std::vector<Reference>{}) {
      if (key.constraint->definition.empty()) return {};
      sql += fmt::format("; ALTER TABLE {} ADD CONSTRAINT {} {}", key.child->name.text(),
                         identifier(key.constraint->name), key.constraint->definition);
    }
    return by_sql(std::move(sql), "reads every row again, and is refused once one breaks it");
  }
  if (!command.constraint || command.constraint->name.empty())
    return {.kind = Undoing::by_sql, .reason = "drop the constraint by the name that the server chose"};
  return by_sql(fmt::format("{}DROP CONSTRAINT {}", alter, identifier(command.constraint->name)));
}

static Reversal undo_action(const pg::Relation& table, const sql::AlterTableCommand& command,
                            const pg::Catalog& before) {
  const auto alter = fmt::format("ALTER TABLE {} ", table.name.text());
  switch (command.action) {
    case AlterAction::add_constraint:
    case AlterAction::drop_constraint:
    case AlterAction::validate_constraint:
      return undo_constraint(table, command, before);
    case AlterAction::enable_trigger:
      return by_sql(
          fmt::format("{}DISABLE TRIGGER {}", alter, command.name.empty() ? "ALL" : identifier(command.name)));
    case AlterAction::disable_trigger:
      return by_sql(
          fmt::format("{}ENABLE TRIGGER {}", alter, command.name.empty() ? "ALL" : identifier(command.name)),
          "what the trigger did not see in the meantime stays so");
    case AlterAction::enable_rls:
      return by_sql(alter + "DISABLE ROW LEVEL SECURITY");
    case AlterAction::disable_rls:
      return by_sql(alter + "ENABLE ROW LEVEL SECURITY");
    case AlterAction::owner:
      return table.owner.empty() ? Reversal{} : by_sql(fmt::format("{}OWNER TO {}", alter, identifier(table.owner)));
    case AlterAction::set_logged:
      return by_sql(alter + (command.name == "LOGGED" ? "SET UNLOGGED" : "SET LOGGED"),
                    "writes the table anew again");
    case AlterAction::attach_partition:
      return command.other ? by_sql(fmt::format("{}DETACH PARTITION {}", alter, command.other->text())) : Reversal{};
    case AlterAction::set_statistics:
    case AlterAction::set_storage:
    case AlterAction::set_options:
    case AlterAction::cluster_on:
      return nothing("it decides how rows are stored or planned, not what they are");
    default:
      return undo_column(table, command);
  }
}

// The last action first.
static Reversal undo(const sql::AlterTable& alter, const pg::Catalog& before) {
  const auto* table = find_relation(alter.table, before);
  if (!table) return {};
  Reversal all{.kind = Undoing::nothing_to_undo};
  std::vector<std::string> texts;
  for (auto command = alter.commands.rbegin(); command != alter.commands.rend(); ++command) {
    auto one = undo_action(*table, *command, before);
    all.kind = std::max(all.kind, one.kind);
    if (!one.sql.empty()) texts.push_back(std::move(one.sql));
    if (all.reason.empty()) all.reason = std::move(one.reason);
  }
  all.sql = fmt::format("{}", fmt::join(texts, "; "));
  return all;
}

static Reversal undo(const sql::CreateTable& create, const pg::Catalog& before) {
  if (create.if_not_exists && find_relation(create.table, before)) return nothing("it was there");
  return loses("DROP TABLE " + create.table.text(), "with the rows written since");
}
static Reversal undo(const sql::CreateIndex& create, const pg::Catalog& before) {
  const auto* table = find_relation(create.table, before);
  if (create.name.empty())
    return {.kind = Undoing::by_sql, .reason = "drop the index by the name that the server chose"};
  // Of that table or of another: IF NOT EXISTS looks at the name alone.
  if (table && exists({table->name.schema, create.name}, before)) return nothing("it was there");
  return by_sql(
      fmt::format("DROP INDEX {}{}", create.concurrently ? "CONCURRENTLY " : "",
                  sql::QualifiedName{table ? table->name.schema : create.table.schema, create.name}.text()));
}

static Reversal undo_drop(const sql::Drop& drop, const sql::QualifiedName& name, const pg::Catalog& before) {
  const auto* relation = find_relation(name, before);
  if (drop.object == "INDEX") {
    const auto found = find_index(name, before);
    return found && !found.index->definition.empty()
               ? by_sql(found.index->definition,
                        "reads every row and writes wait meanwhile; CONCURRENTLY lets them go on")
               : Reversal{};
  }
  if (drop.object == "VIEW" && relation && !relation->definition.empty())
    return by_sql(fmt::format("CREATE VIEW {} AS {}", relation->name.text(), base::trim(relation->definition)),
                  "grants on it are given anew");
  if (drop.object == "TRIGGER" && relation) {
    const auto found = std::ranges::find(relation->triggers, drop.name, &pg::Trigger::name);
    if (found != relation->triggers.end() && !found->definition.empty()) return by_sql(found->definition);
  }
  if (drop.object == "TABLE" || drop.object == "SCHEMA" || drop.object == "MATERIALIZED VIEW" ||
      drop.object == "SEQUENCE")
    return by_restore(fmt::format("what was in {} comes from a backup only", name.text()));
  return {.kind = Undoing::unknown, .reason = fmt::format("the definition of {} is not in the catalog", name.text())};
}
static Reversal undo(const sql::Drop& drop, const pg::Catalog& before) {
  Reversal all{.kind = Undoing::nothing_to_undo};
  for (const auto& name : drop.names) {
    auto one = drop.cascade ? by_restore("CASCADE takes what depends on it along") : undo_drop(drop, name, before);
    all.kind = std::max(all.kind, one.kind);
    if (!one.sql.empty()) all.sql += (all.sql.empty() ? "" : "; ") + one.sql;
    if (all.reason.empty()) all.reason = std::move(one.reason);
  }
  return all;
}

static Reversal undo(const sql::Rename& rename, const pg::Catalog& before) {
  (void)before;
  const auto moved = sql::QualifiedName{rename.relation.schema, rename.to};
  if (rename.object == "COLUMN" || rename.object == "CONSTRAINT")
    return by_sql(fmt::format("ALTER TABLE {} RENAME {} {} TO {}", rename.relation.text(), rename.object,
                              identifier(rename.to), identifier(rename.from)));
  if (rename.object == "SCHEMA" || rename.object == "ROLE" || rename.object == "DATABASE")
    return by_sql(fmt::format("ALTER {} {} RENAME TO {}", rename.object, identifier(rename.to),
                              identifier(rename.from.empty() ? rename.relation.name : rename.from)));
  if (rename.object == "FUNCTION" || rename.object == "TRIGGER" || rename.object == "POLICY" ||
      rename.object == "RULE")
    return {.kind = Undoing::by_sql, .reason = "rename it back"};
  return by_sql(
      fmt::format("ALTER {} {} RENAME TO {}", rename.object, moved.text(), identifier(rename.relation.name)));
}
static Reversal undo(const sql::SetSchema& move, const pg::Catalog& before) {
  const auto* relation = find_relation(move.name, before);
  if (!relation) return {};
  return by_sql(fmt::format("ALTER {} {} SET SCHEMA {}", move.object,
                            sql::QualifiedName{move.schema, move.name.name}.text(),
                            identifier(relation->name.schema)));
}
static Reversal undo(const sql::CreateView& create, const pg::Catalog& before) {
  const auto* existing = find_relation(create.name, before);
  const auto* what = create.materialized ? "MATERIALIZED VIEW" : "VIEW";
  if (existing && create.replace && !existing->definition.empty())
    return by_sql(
        fmt::format("CREATE OR REPLACE VIEW {} AS {}", existing->name.text(), base::trim(existing->definition)),
        "refused where columns came to it: then drop it first");
  if (existing) return nothing("it was there");
  return by_sql(fmt::format("DROP {} {}", what, create.name.text()));
}
static Reversal undo(const sql::CreateType& create, const pg::Catalog&) {
  return by_sql(fmt::format("DROP {} {}", create.kind == "domain" ? "DOMAIN" : "TYPE", create.name.text()));
}
static Reversal undo(const sql::AlterEnum& alter, const pg::Catalog& before) {
  const auto type = std::ranges::find_if(before.enums, [&](const auto& each) {
    return each.first.name == alter.name.name &&
           (alter.name.schema.empty() || each.first.schema == alter.name.schema);
  });
  if (alter.if_not_exists && type != before.enums.end() && std::ranges::count(type->second, alter.value) > 0)
    return nothing("it was there");
  if (!alter.renamed_from.empty())
    return by_sql(fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", alter.name.text(),
                              pg::quote_literal(alter.value), pg::quote_literal(alter.renamed_from)));
  return {.kind = Undoing::by_restore,
          .reason = "PostgreSQL cannot take a value out of an enum: make the type anew and move the columns over"};
}
static Reversal undo(const sql::CreateSequence& create, const pg::Catalog& before) {
  if (find_relation(create.name, before)) return nothing("it was there");
  return by_sql("DROP SEQUENCE " + create.name.text());
}
static Reversal undo(const sql::CreateSchema& create, const pg::Catalog& before) {
  if (std::ranges::count(before.schemas, create.name) > 0) return nothing("it was there");
  return by_sql("DROP SCHEMA " + identifier(create.name));
}
static Reversal undo(const sql::CreateExtension& create, const pg::Catalog& before) {
  if (std::ranges::count(before.extensions, create.name, &pg::Extension::name) > 0) return nothing("it was there");
  return by_sql("DROP EXTENSION " + identifier(create.name));
}
static Reversal undo(const sql::CreateTrigger& create, const pg::Catalog&) {
  return by_sql(fmt::format("DROP TRIGGER {} ON {}", identifier(create.name), create.table.text()));
}
static Reversal undo(const sql::CreateFunction& create, const pg::Catalog& before) {
  for (const auto& routine : before.routines) {
    if (routine.name.name == create.name.name && create.replace)
      return {.kind = Undoing::by_sql, .reason = "create it again as it was: its source is in the catalog"};
  }
  return by_sql(fmt::format("DROP {} {}({})", create.procedure ? "PROCEDURE" : "FUNCTION", create.name.text(),
                            fmt::join(create.arguments, ", ")));
}
static Reversal undo(const sql::Policy& policy, const pg::Catalog&) {
  return by_sql(fmt::format("DROP POLICY {} ON {}", identifier(policy.name), policy.table.text()),
                "where it was not there before");
}
static Reversal undo(const sql::Insert&, const pg::Catalog&) {
  return {.kind = Undoing::unknown, .reason = "delete the new rows, where they can be told from the others"};
}
static Reversal undo(const sql::Update&, const pg::Catalog&) {
  return by_restore("the values from before are gone");
}
static Reversal undo(const sql::Delete&, const pg::Catalog&) {
  return by_restore("the rows are gone");
}
static Reversal undo(const sql::Truncate&, const pg::Catalog&) {
  return by_restore("the rows are gone");
}
static Reversal undo(const sql::Select&, const pg::Catalog&) {
  return nothing();
}
static Reversal undo(const sql::Lock&, const pg::Catalog&) {
  return nothing();
}
static Reversal undo(const sql::Set&, const pg::Catalog&) {
  return nothing();
}
static Reversal undo(const sql::TransactionControl&, const pg::Catalog&) {
  return nothing();
}
static Reversal undo(const sql::Reindex&, const pg::Catalog&) {
  return nothing();
}
static Reversal undo(const sql::Vacuum&, const pg::Catalog&) {
  return nothing();
}
static Reversal undo(const sql::Cluster&, const pg::Catalog&) {
  return nothing();
}
static Reversal undo(const sql::RefreshView&, const pg::Catalog&) {
  return nothing("the view's rows can be computed again");
}
static Reversal undo(const sql::Grant& grant, const pg::Catalog&) {
  return {.kind = Undoing::by_sql,
          .reason = grant.revoke ? "grant it again" : "revoke it, where it was not granted before"};
}
template <class Statement>
static Reversal undo(const Statement&, const pg::Catalog&) {
  return {};
}

Reversal undo_of(const sql::Statement& statement, const pg::Catalog& before) {
  return std::visit([&](const auto& node) { return undo(node, before); }, statement.node);
}

std::string_view in_words(Undoing kind) {
  switch (kind) {
    case Undoing::nothing_to_undo:
      return "nothing to undo";
    case Undoing::by_sql:
      return "by SQL";
    case Undoing::loses_data:
      return "by SQL, without the data";
    case Undoing::by_restore:
      return "from a backup";
    case Undoing::unknown:
      return "unknown";
  }
  return "";
}

}  // namespace impact
