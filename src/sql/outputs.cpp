// Names as FigureColname in PostgreSQL 15's parse_target.c gives them.
#include "sql/outputs.h"

#include "sql/tree.h"

namespace sql {

static std::string last_of(const raw::List* names) {
  const auto items = Items(names);
  return items.size() > 0 ? text_of(items[items.size() - 1]) : std::string{};
}

// The name that a select list gives an expression without AS; empty where it is not known here.
static std::string name_given(const raw::Node* value) {
  if (const auto* column = as<raw::ColumnRef>(value)) return last_of(column->fields);
  if (const auto* call = as<raw::FuncCall>(value)) return last_of(call->funcname);
  if (const auto* collate = as<raw::CollateClause>(value)) return name_given(collate->arg);
  if (const auto* cast = as<raw::TypeCast>(value)) {
    auto name = name_given(cast->arg);
    return name.empty() && cast->typeName ? last_of(cast->typeName->names) : name;
  }
  return {};
}

static void set_column(Output& output, const raw::Node* value) {
  const auto* column = as<raw::ColumnRef>(value);
  if (!column) return;
  const auto fields = Items(column->fields);
  if (fields.size() == 0 || fields.size() > 2) return;
  output.star = fields[fields.size() - 1]->type == raw::T_A_Star;
  if (!output.star) output.column = text_of(fields[fields.size() - 1]);
  if (fields.size() == 2) output.table = text_of(fields[0]);
}

// The tables of FROM, in order; nothing more is known once there is anything else.
static void add_sources(const raw::Node* item, Outputs& outputs) {
  if (const auto* relation = as<raw::RangeVar>(item)) {
    const raw::Alias* alias = relation->alias;
    if (alias && alias->colnames) outputs.known = false;
    outputs.sources.emplace_back(alias ? text_of(alias->aliasname) : text_of(relation->relname), name_of(relation));
    return;
  }
  const auto* join = as<raw::JoinExpr>(item);
  if (!join || join->isNatural || join->usingClause || join->alias) {
    outputs.known = false;
    return;
  }
  add_sources(join->larg, outputs);
  add_sources(join->rarg, outputs);
}

// Nothing for types with modifiers, whose values are not read here.
static std::string cast_type(const raw::TypeName& type) {
  if (type.typmods || type.arrayBounds) return {};
  const auto name = name_of(type.names);
  return name.schema.empty() || name.schema == "pg_catalog" ? name.name : name.text();
}

Outputs outputs_of(const raw::Node* query) {
  Outputs outputs;
  const auto* select = as<raw::SelectStmt>(query);
  while (select && select->larg) {  // UNION: names of the first, types of both
    select = select->larg;
    outputs.united = true;
  }
  if (!select || select->valuesLists || select->withClause || is_too_deep(query)) return outputs;
  outputs.known = true;
  for (const auto* item : Items(select->fromClause)) add_sources(item, outputs);
  for (const auto* item : Items(select->targetList)) {
    const auto* target = as<raw::ResTarget>(item);
    if (!target) continue;
    Output output;
    const auto* cast = as<raw::TypeCast>(target->val);
    if (cast && cast->typeName) output.type = cast_type(*cast->typeName);
    set_column(output, target->val);
    output.name = target->name ? text_of(target->name) : name_given(target->val);
    outputs.columns.push_back(std::move(output));
  }
  return outputs;
}

}  // namespace sql
