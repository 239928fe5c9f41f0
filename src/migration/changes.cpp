#include "migration/changes.h"

#include <algorithm>
#include <array>
#include <optional>

#include "sql/objects.h"

namespace migration {

using Kind = Change::Kind;
using Changes = std::vector<Change>;

// What shares its names with others: one word for all of them.
static std::string family_of(const std::string& object) {
  if (object == "TABLE" || object == "VIEW" || object == "MATERIALIZED VIEW" || object == "SEQUENCE" ||
      object == "INDEX" || object == "FOREIGN TABLE")
    return "relation";
  if (object == "TYPE" || object == "DOMAIN") return "type";
  if (object == "FUNCTION" || object == "PROCEDURE" || object == "ROUTINE" || object == "AGGREGATE") return "routine";
  return object;
}

static Change change(Kind kind, std::string what, const sql::QualifiedName& of, std::string name = {},
                     bool lasting = true) {
  return {.kind = kind, .what = std::move(what), .of = of, .name = std::move(name), .lasting = lasting};
}

static std::optional<Change> of_command(const sql::AlterTableCommand& command, const sql::QualifiedName& table) {
  using sql::AlterAction;
  const auto property = [&](Kind kind, std::string what) {
    return change(kind, std::move(what), table, command.name, false);
  };
  switch (command.action) {
    case AlterAction::add_column:
      return change(Kind::makes, "column", table, command.column ? command.column->name : command.name);
    case AlterAction::drop_column:
      return change(Kind::takes, "column", table, command.name);
    case AlterAction::add_constraint:
      return change(Kind::makes, "constraint", table, command.constraint ? command.constraint->name : command.name);
    case AlterAction::drop_constraint:
      return change(Kind::takes, "constraint", table, command.name);
    case AlterAction::set_default:
      return property(Kind::makes, "default");
    case AlterAction::drop_default:
      return property(Kind::takes, "default");
    case AlterAction::set_not_null:
      return property(Kind::makes, "not null");
    case AlterAction::drop_not_null:
      return property(Kind::takes, "not null");
    case AlterAction::add_identity:
      return property(Kind::makes, "identity");
    case AlterAction::drop_identity:
      return property(Kind::takes, "identity");
    case AlterAction::enable_rls:
      return property(Kind::makes, "row security");
    case AlterAction::disable_rls:
      return property(Kind::takes, "row security");
    case AlterAction::enable_trigger:
      return property(Kind::makes, "firing");
    case AlterAction::disable_trigger:
      return property(Kind::takes, "firing");
    case AlterAction::attach_partition:
    case AlterAction::detach_partition:
      return change(command.action == AlterAction::attach_partition ? Kind::makes : Kind::takes, "partition", table,
                    command.other ? command.other->name : "", false);
    case AlterAction::alter_type:
      return property(Kind::sets, "type of a column");
    case AlterAction::validate_constraint:
      return std::nullopt;
    default:
      return change(Kind::sets, "ALTER " + command.subtype, table, command.name, false);
  }
}

static Change of_rename(const sql::Rename& rename) {
  Change out = change(Kind::sets, "name of " + (rename.from.empty() ? family_of(rename.object) : rename.object),
                      rename.relation, rename.to);
  out.from = rename.from.empty() ? rename.relation.name : rename.from;
  return out;
}

static Changes of_drop(const sql::Drop& drop) {
  Changes all;
  for (const auto& name : drop.names) all.push_back(change(Kind::takes, family_of(drop.object), name, drop.name));
  return all;
}

static Change of_other(const sql::Other& other, std::string_view text) {
  if (other.tag == "CreateRoleStmt" || other.tag == "DropRoleStmt") {
    const auto facts = sql::object_facts(text);
    const bool made = other.tag == "CreateRoleStmt";
    const auto& names = made ? facts.new_roles : facts.roles;
    if (!names.empty()) return change(made ? Kind::makes : Kind::takes, "ROLE", {"", names.front()});
  }
  const auto kind = other.tag.starts_with("Create") ? Kind::makes
                    : other.tag.starts_with("Drop") ? Kind::takes
                                                    : Kind::unknown;
  if (kind == Kind::unknown || other.names.empty()) return {};
  return change(kind, other.object, other.names.front());
}

// Of statements that make one thing.
static std::optional<Change> of_creation(const sql::Statement& statement) {
  if (const auto* table = statement.as<sql::CreateTable>()) return change(Kind::makes, "relation", table->table);
  if (const auto* index = statement.as<sql::CreateIndex>()) {
    auto made = change(Kind::makes, "relation", {index->table.schema, index->name});
    made.on = index->table;
    return made;
  }
  if (const auto* view = statement.as<sql::CreateView>())
    return change(view->replace ? Kind::sets : Kind::makes, "relation", view->name);
  if (const auto* sequence = statement.as<sql::CreateSequence>())
    return change(Kind::makes, "relation", sequence->name);
  if (const auto* type = statement.as<sql::CreateType>()) return change(Kind::makes, "type", type->name);
  if (const auto* schema = statement.as<sql::CreateSchema>())
    return change(Kind::makes, "SCHEMA", {"", schema->name});
  if (const auto* extension = statement.as<sql::CreateExtension>())
    return change(Kind::makes, "EXTENSION", {"", extension->name});
  if (const auto* function = statement.as<sql::CreateFunction>())
    return change(function->replace ? Kind::sets : Kind::makes, "routine", function->name);
  if (const auto* trigger = statement.as<sql::CreateTrigger>())
    return change(Kind::makes, "TRIGGER", trigger->table, trigger->name);
  if (const auto* policy = statement.as<sql::Policy>())
    return change(Kind::makes, "POLICY", policy->table, policy->name);
  if (const auto* label = statement.as<sql::AlterEnum>())
    return change(Kind::sets, "label", label->name, label->value);
  return std::nullopt;
}

static Changes of_rows(const sql::Statement& statement) {
  if (const auto* insert = statement.as<sql::Insert>()) return {change(Kind::makes, "rows", insert->table)};
  if (const auto* copy = statement.as<sql::Copy>())
    return copy->from && copy->table ? Changes{change(Kind::makes, "rows", *copy->table)} : Changes{};
  if (const auto* update = statement.as<sql::Update>()) return {change(Kind::sets, "rows", update->table, "", false)};
  if (const auto* gone = statement.as<sql::Delete>()) return {change(Kind::takes, "rows", gone->table)};
  Changes all;
  if (const auto* truncate = statement.as<sql::Truncate>())
    for (const auto& table : truncate->tables) all.push_back(change(Kind::takes, "rows", table));
  return all;
}

Changes changes_of(const sql::Statement& statement) {
  if (auto made = of_creation(statement)) return {*std::move(made)};
  if (const auto* alter = statement.as<sql::AlterTable>()) {
    Changes all;
    for (const auto& command : alter->commands)
      if (auto one = of_command(command, alter->table)) all.push_back(*std::move(one));
    return all;
  }
  if (const auto* rename = statement.as<sql::Rename>()) return {of_rename(*rename)};
  if (const auto* move = statement.as<sql::SetSchema>())
    return {change(Kind::sets, "schema of " + move->object, {"", move->name.name}, move->schema, false)};
  if (const auto* drop = statement.as<sql::Drop>()) return of_drop(*drop);
  if (const auto* grant = statement.as<sql::Grant>())
    return {change(grant->revoke ? Kind::takes : Kind::makes, "privileges",
                   grant->relations.empty() ? sql::QualifiedName{} : grant->relations.front(), "", false)};
  if (statement.as<sql::DoBlock>()) return {Change{}};
  if (const auto* other = statement.as<sql::Other>()) {
    const bool leaves_nothing = other->tag.ends_with("ShowStmt") || other->tag == "ExplainStmt" ||
                                other->tag == "ConstraintsSetStmt" || other->tag == "CheckPointStmt" ||
                                other->tag == "NotifyStmt";
    return leaves_nothing ? Changes{} : Changes{of_other(*other, statement.text)};
  }
  return of_rows(statement);
}

// A schema that only one of the two writes is taken for the same.
static bool same(const sql::QualifiedName& one, const sql::QualifiedName& other) {
  return one.name == other.name && (one.schema.empty() || other.schema.empty() || one.schema == other.schema);
}

// A name that the server chose begins with the table's.
static bool same_part(const Change& later, const Change& earlier) {
  if (later.name == earlier.name) return true;
  return earlier.name.empty() && earlier.what == "constraint" && later.name.starts_with(earlier.of.name + "_");
}

static bool renames_back(const Change& later, const Change& earlier) {
  if (earlier.from.empty() || later.what != earlier.what) return false;
  const bool itself = earlier.from == earlier.of.name;
  if (itself) return later.of.name == earlier.name && later.name == earlier.of.name;
  return same(later.of, earlier.of) && later.from == earlier.name && later.name == earlier.from;
}

static bool belongs_to_a_table(const Change& change) {
  static constexpr std::array<std::string_view, 12> parts{
      "column",       "constraint", "rows",      "default",    "not null",         "identity",
      "row security", "firing",     "partition", "privileges", "type of a column", "RULE"};
  return std::ranges::find(parts, change.what) != parts.end() || change.what == "TRIGGER" ||
         change.what == "POLICY" || change.what.starts_with("ALTER ");
}

// What goes with the table, column or schema that is dropped.
static bool goes_with(const Change& later, const Change& earlier) {
  if (later.kind != Kind::takes || earlier.kind == Kind::unknown) return false;
  if (later.what == "SCHEMA") return earlier.of.schema == later.of.name;
  if (later.what == "relation")
    return (belongs_to_a_table(earlier) && same(later.of, earlier.of)) ||
           (!earlier.on.name.empty() && same(later.of, earlier.on));
  return later.what == "column" && !earlier.lasting && same(later.of, earlier.of) && later.name == earlier.name;
}

TakesBack takes_back(const Change& later, const Change& earlier) {
  if (renames_back(later, earlier)) return TakesBack::thing;
  if (later.kind == Kind::takes && later.what == "rows" && earlier.kind == Kind::makes &&
      earlier.what == "relation" && same(later.of, earlier.of))
    return TakesBack::property;  // the table stays
  if (goes_with(later, earlier)) return TakesBack::thing;
  const bool index_of_unknown_name = earlier.what == "relation" && earlier.of.name.empty();
  if (later.what != earlier.what || index_of_unknown_name || !same(later.of, earlier.of) ||
      !same_part(later, earlier))
    return TakesBack::no;
  if (earlier.kind == Kind::makes && later.kind == Kind::takes)
    return earlier.lasting ? TakesBack::thing : TakesBack::property;
  const bool back = (earlier.kind == Kind::takes && later.kind == Kind::makes) ||
                    (earlier.kind == Kind::sets && later.kind == Kind::sets) ||
                    (earlier.kind == Kind::sets && later.kind == Kind::takes);
  return back ? TakesBack::property : TakesBack::no;
}

}  // namespace migration
