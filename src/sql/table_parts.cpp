#include "sql/table_parts.h"

#include <set>

#include "sql/expressions.h"
#include "sql/volatility.h"

namespace sql {

static std::string internal_type(const raw::TypeName& type) {
  const auto name = name_of(type.names);
  auto text = name.schema.empty() || name.schema == "pg_catalog" ? name.name : name.text();
  for (std::size_t i = 0; i < Items(type.arrayBounds).size(); ++i) text += "[]";
  return text;
}

void set_type(ColumnDefinition& definition, const raw::TypeName* type, const Source& source) {
  if (!type) return;  // a typed table or partition gives only options
  definition.internal_type = internal_type(*type);
  definition.type =
      type->location >= 0 ? type_text(source, static_cast<std::size_t>(type->location)) : definition.internal_type;
  static const std::set<std::string> serials{"smallserial", "serial2", "serial", "serial4", "bigserial", "serial8"};
  definition.serial = serials.contains(definition.internal_type);
}

static void set_default(ColumnDefinition& definition, const raw::Constraint& constraint, const Source& source) {
  constexpr std::size_t keyword_length = 7;  // the location is that of DEFAULT
  definition.has_default = true;
  definition.default_calls = volatile_calls(constraint.raw_expr);
  definition.default_volatile = !definition.default_calls.empty();
  definition.default_expression = facts_of(constraint.raw_expr);
  if (constraint.location >= 0)
    definition.default_text =
        expression_text(source, static_cast<std::size_t>(constraint.location) + keyword_length, true);
}

static void add(Expression& to, Expression from) {
  to.columns.insert(to.columns.end(), from.columns.begin(), from.columns.end());
  to.volatile_calls.insert(to.volatile_calls.end(), from.volatile_calls.begin(), from.volatile_calls.end());
  to.subquery = to.subquery || from.subquery;
}

// NOT ENFORCED stands behind the column's constraint as one of its own, before the next that is more than an
// attribute.
static bool is_unenforced(const raw::List* constraints, const raw::Constraint* which) {
  bool behind = false;
  for (const auto* item : Items(constraints)) {
    const auto* constraint = as<raw::Constraint>(item);
    if (constraint == which) {
      behind = true;
    } else if (behind && constraint) {
      if (constraint->contype == raw::CONSTR_ATTR_NOT_ENFORCED) return true;
      if (constraint->contype < raw::CONSTR_ATTR_DEFERRABLE) return false;
    }
  }
  return false;
}

ColumnDefinition column_definition(const raw::ColumnDef& column, const Source& source) {
  ColumnDefinition definition{.name = text_of(column.colname)};
  set_type(definition, column.typeName, source);
  if (column.collClause) definition.collation = name_of(column.collClause->collname).name;
  for (const auto* item : Items(column.constraints)) {
    const auto* constraint = as<raw::Constraint>(item);
    if (!constraint) continue;
    switch (constraint->contype) {
      case raw::CONSTR_NOTNULL:
        definition.not_null = true;
        break;
      case raw::CONSTR_DEFAULT:
        set_default(definition, *constraint, source);
        break;
      case raw::CONSTR_IDENTITY:
        definition.identity = true;
        break;
      case raw::CONSTR_GENERATED:
        definition.generated_virtual = constraint->generated_kind == 'v';
        definition.generated_stored = !definition.generated_virtual;
        definition.generated_expression = facts_of(constraint->raw_expr);
        break;
      case raw::CONSTR_CHECK:
        definition.has_check = true;
        definition.check_unenforced = is_unenforced(column.constraints, constraint);
        add(definition.check_expression, facts_of(constraint->raw_expr));
        break;
      case raw::CONSTR_PRIMARY:
        definition.primary_key = true;
        break;
      case raw::CONSTR_UNIQUE:
        definition.unique = true;
        break;
      case raw::CONSTR_FOREIGN:
        definition.references = name_of(constraint->pktable);
        definition.references_unenforced = is_unenforced(column.constraints, constraint);
        definition.referenced_columns = texts_of(constraint->pk_attrs);
        break;
      default:
        break;
    }
  }
  return definition;
}

static ConstraintType constraint_type(raw::ConstrType type) {
  switch (type) {
    case raw::CONSTR_FOREIGN:
      return ConstraintType::foreign_key;
    case raw::CONSTR_PRIMARY:
      return ConstraintType::primary_key;
    case raw::CONSTR_UNIQUE:
      return ConstraintType::unique;
    case raw::CONSTR_EXCLUSION:
      return ConstraintType::exclusion;
    case raw::CONSTR_NOTNULL:
      return ConstraintType::not_null;
    default:
      return ConstraintType::check;
  }
}

std::vector<std::string> index_columns(const raw::List* elements) {
  std::vector<std::string> columns;
  for (const auto* item : Items(elements)) {
    if (const auto* element = as<raw::IndexElem>(item)) columns.push_back(element->name ? element->name : "(…)");
  }
  return columns;
}

// Each of them is a pair: the element and its operator.
static std::vector<std::string> excluded_columns(const raw::List* exclusions) {
  std::vector<std::string> columns;
  for (const auto* item : Items(exclusions)) {
    const auto* pair = as<raw::List>(item);
    const auto* element = pair ? as<raw::IndexElem>(Items(pair)[0]) : nullptr;
    if (element) columns.push_back(element->name ? element->name : "(…)");
  }
  return columns;
}

// CASCADE, SET NULL, SET DEFAULT by their letters in pg_constraint.
static bool writes_key(char action) {
  return action == 'c' || action == 'n' || action == 'd';
}

TableConstraint table_constraint(const raw::Constraint& constraint, const Source& source) {
  TableConstraint result{
      .type = constraint_type(constraint.contype),
      .name = text_of(constraint.conname),
      .not_valid = constraint.skip_validation,
      .not_enforced = (constraint.contype == raw::CONSTR_CHECK || constraint.contype == raw::CONSTR_FOREIGN) &&
                      !constraint.is_enforced,
      .without_overlaps = constraint.without_overlaps,
      .using_index = text_of(constraint.indexname),
      .deferrable = constraint.deferrable,
      .initially_deferred = constraint.initdeferred,
      .no_inherit = constraint.is_no_inherit,
      .writes_on_update = writes_key(constraint.fk_upd_action),
      .writes_on_delete = constraint.fk_del_action != 'c' && writes_key(constraint.fk_del_action)};
  if (result.type == ConstraintType::foreign_key) {
    result.columns = texts_of(constraint.fk_attrs);
    result.references = name_of(constraint.pktable);
    result.referenced_columns = texts_of(constraint.pk_attrs);
  } else if (result.type == ConstraintType::exclusion) {
    result.columns = excluded_columns(constraint.exclusions);
  } else {
    result.columns = texts_of(constraint.keys);
  }
  result.expression = facts_of(constraint.raw_expr ? constraint.raw_expr : constraint.where_clause);
  if (constraint.location >= 0)
    result.text = expression_text(source, static_cast<std::size_t>(constraint.location), false);
  return result;
}

}  // namespace sql
