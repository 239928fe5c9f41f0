#include "sql/query_blocks.h"

#include <algorithm>
#include <set>

#include "sql/parser.h"
#include "sql/row_terms.h"
#include "sql/tree.h"

namespace sql {

namespace {

constexpr std::size_t rows_kept = 100;

using Names = std::vector<std::string>;  // that a WITH has bound

class Scopes {
 public:
  void statement(const raw::Node* node, int around, const Names& bound);
  std::vector<QueryBlock> found = {};

 private:
  int add(QueryBlock::Kind kind, int around);
  Names bind(const raw::WithClause* with, int around, const Names& bound);
  void select(const raw::SelectStmt& select, int around, const Names& bound);
  void insert(const raw::InsertStmt& insert, int around, const Names& bound);
  void update(const raw::UpdateStmt& update, int around, const Names& bound);
  void remove(const raw::DeleteStmt& removal, int around, const Names& bound);
  void merge(const raw::MergeStmt& merge, int around, const Names& bound);
  void from(int scope, const raw::Node* item, const Names& bound, bool keeps_all);
  void expressions(int scope, const raw::Node* node, const Names& bound);
  void set_target(int scope, const raw::RangeVar* relation);
  void returning(int scope, const raw::ReturningClause* clause, const Names& bound);
};

}  // namespace

int Scopes::add(QueryBlock::Kind kind, int around) {
  found.push_back({.kind = kind, .around = around});
  return static_cast<int>(found.size()) - 1;
}

Names Scopes::bind(const raw::WithClause* with, int around, const Names& bound) {
  Names all = bound;
  if (!with) return all;
  if (with->recursive) {
    for (const auto* item : Items(with->ctes)) all.push_back(text_of(as<raw::CommonTableExpr>(item)->ctename));
  }
  for (const auto* item : Items(with->ctes)) {
    const auto* table = as<raw::CommonTableExpr>(item);
    const auto first = found.size();
    statement(table->ctequery, around, all);
    if (found.size() > first) found[first].with_name = text_of(table->ctename);
    all.push_back(text_of(table->ctename));
  }
  return all;
}

// Columns that an expression names, and the queries inside it.
void Scopes::expressions(int scope, const raw::Node* node, const Names& bound) {
  any_of(node, [&](const raw::Node* each, bool& deeper) {
    if (const auto column = column_of(each); !column.column.empty()) {
      found[static_cast<std::size_t>(scope)].columns_used.push_back({column.table, column.column});
      deeper = false;
    }
    if (const auto* link = as<raw::SubLink>(each)) {
      expressions(scope, link->testexpr, bound);
      const auto first = found.size();
      statement(link->subselect, scope, bound);
      if (found.size() > first && link->subLinkType == raw::EXISTS_SUBLINK) found[first].in_exists = true;
      deeper = false;
    }
    return false;
  });
}

void Scopes::from(int scope, const raw::Node* item, const Names& bound, bool keeps_all) {
  auto* here = &found[static_cast<std::size_t>(scope)];
  if (const auto* relation = as<raw::RangeVar>(item)) {
    if (!relation->schemaname && std::ranges::count(bound, text_of(relation->relname)) > 0) {
      ++here->others;
      return;
    }
    here->from.push_back({.name = name_of(relation),
                          .alias = relation->alias ? text_of(relation->alias->aliasname) : text_of(relation->relname),
                          .only = !relation->inh,
                          .outer_inside = keeps_all});
    if (relation->alias && relation->alias->colnames) ++here->others;  // its columns have other names
    return;
  }
  if (const auto* join = as<raw::JoinExpr>(item)) {
    const auto type = join->jointype;
    from(scope, join->larg, bound, keeps_all || type == raw::JOIN_LEFT || type == raw::JOIN_FULL);
    from(scope, join->rarg, bound, keeps_all || type == raw::JOIN_RIGHT || type == raw::JOIN_FULL);
    here = &found[static_cast<std::size_t>(scope)];
    if (join->alias) ++here->others;
    bool never = false;
    auto& terms = here->where;
    add_terms(join->quals, terms, never);
    for (const auto* column : Items(join->usingClause))
      terms.push_back({.column = text_of(column), .operation = "=", .other = {"", text_of(column)}});
    expressions(scope, join->quals, bound);
    return;
  }
  if (const auto* sample = as<raw::RangeTableSample>(item)) {
    from(scope, sample->relation, bound, keeps_all);
    auto& items = found[static_cast<std::size_t>(scope)].from;
    if (!items.empty()) items.back().sampled = true;
    return;
  }
  ++here->others;
  if (const auto* inner = as<raw::RangeSubselect>(item)) return statement(inner->subquery, scope, bound);
  expressions(scope, item, bound);
}

static bool is_aggregate(const std::string& name) {
  static const std::set<std::string> names{"count",      "sum",
                                           "avg",        "min",
                                           "max",        "array_agg",
                                           "string_agg", "bool_and",
                                           "bool_or",    "json_agg",
                                           "jsonb_agg",  "stddev",
                                           "variance",   "json_object_agg",
                                           "every",      "jsonb_object_agg",
                                           "bit_and",    "bit_or",
                                           "xmlagg",     "stddev_pop"};
  return names.contains(name);
}

static bool aggregates(const raw::Node* expression) {
  return any_of(expression, [](const raw::Node* node, bool& deeper) {
    deeper = node->type != raw::T_SubLink;
    if (node->type == raw::T_JsonObjectAgg || node->type == raw::T_JsonArrayAgg) return true;
    const auto* call = as<raw::FuncCall>(node);
    return call && (call->over || is_aggregate(name_of(call->funcname).name));
  });
}

// SELECT min(x), max(y)
static std::vector<std::string> extremes(const raw::List* targets) {
  std::vector<std::string> columns;
  for (const auto* item : Items(targets)) {
    const auto* target = as<raw::ResTarget>(item);
    const raw::Node* value = target ? target->val : nullptr;
    // coalesce(max(id), 0) + 1
    while (value) {
      if (const auto* sum = as<raw::A_Expr>(value); sum && sum->kind == raw::AEXPR_OP && sum->lexpr) {
        value = aggregates(sum->lexpr) ? sum->lexpr : sum->rexpr;
      } else if (const auto* coalesce = as<raw::CoalesceExpr>(value)) {
        value = Items(coalesce->args)[0];
      } else if (const auto* cast = as<raw::TypeCast>(value)) {
        value = cast->arg;
      } else if (const auto* outer = as<raw::FuncCall>(value);
                 outer && !is_aggregate(name_of(outer->funcname).name)) {
        const raw::Node* inside = nullptr;
        for (const auto* argument : Items(outer->args)) {
          if (aggregates(argument)) inside = argument;
        }
        value = inside;
      } else {
        break;
      }
    }
    const auto* call = as<raw::FuncCall>(value);
    if (!call || call->over || Items(call->args).size() != 1) return {};
    const auto name = name_of(call->funcname).name;
    const auto column = column_of(Items(call->args)[0]);
    if ((name != "min" && name != "max") || column.column.empty()) return {};
    columns.push_back(column.column);
  }
  return columns;
}

static bool is_star(const raw::Node* item) {
  const auto* target = as<raw::ResTarget>(item);
  const auto* column = target ? as<raw::ColumnRef>(target->val) : nullptr;
  return column && Items(column->fields).size() >= 1 &&
         Items(column->fields)[Items(column->fields).size() - 1]->type == raw::T_A_Star;
}

void Scopes::select(const raw::SelectStmt& select, int around, const Names& outside) {
  const auto at = add(QueryBlock::Kind::select, around);
  const auto bound = bind(select.withClause, around, outside);
  const auto here = [&]() -> QueryBlock& { return found[static_cast<std::size_t>(at)]; };
  if (select.larg) {
    ++here().others;
    here().gathers = true;
    statement(node_of(select.larg), around, bound);
    statement(node_of(select.rarg), around, bound);
    return;
  }
  for (const auto* item : Items(select.fromClause)) from(at, item, bound, false);
  add_terms(select.whereClause, here().where, here().never);
  here().has_where = select.whereClause != nullptr;
  for (const auto* item : Items(select.targetList)) here().gathers = here().gathers || aggregates(item);
  here().gathers = here().gathers || select.groupClause || select.havingClause || select.distinctClause;
  here().sorts = select.sortClause != nullptr;
  if (!select.groupClause && !select.havingClause) here().extremes = extremes(select.targetList);
  here().limited = select.limitCount != nullptr;
  here().offset = select.limitOffset != nullptr;
  here().has_with = select.withClause != nullptr;
  if (const auto sorts = Items(select.sortClause); sorts.size() > 0)
    here().sorted_by = column_of(as<raw::SortBy>(sorts[0])->node).column;
  if (select.limitCount) {
    if (const auto limit = value_of_row(select.limitCount); limit.kind == RowValue::Kind::constant) {
      here().never = here().never || limit.text == "0";
    }
  }
  for (const auto* item : Items(select.lockingClause)) {
    const auto* clause = as<raw::LockingClause>(item);
    here().locks_rows = true;
    for (auto& table : here().from) {
      bool named = !clause->lockedRels;
      for (const auto* one : Items(clause->lockedRels))
        named = named || table.alias == text_of(as<raw::RangeVar>(one)->relname);
      table.locked = table.locked || named;
    }
  }
  for (const auto* item : Items(select.targetList)) {
    const auto* target = as<raw::ResTarget>(item);
    const auto column = target ? column_of(target->val) : ColumnUse{};
    here().shown.push_back(is_star(item) ? "*" : target && target->name ? text_of(target->name) : column.column);
  }
  const auto targets = Items(select.targetList);
  if (targets.size() == 1 && is_star(targets[0]) && Items(select.fromClause).size() == 1 && !select.groupClause) {
    if (const auto* table = as<raw::RangeVar>(Items(select.fromClause)[0])) here().star = name_of(table);
    if (!select.whereClause && !select.limitCount) here().copies = here().star.text();
  }
  for (const raw::Node* part :
       std::initializer_list<const raw::Node*>{node_of(select.targetList), select.whereClause, select.havingClause,
                                               node_of(select.valuesLists), select.limitCount, select.limitOffset})
    expressions(at, part, bound);
  for (const auto* row : Items(select.valuesLists)) {
    if (here().rows.size() >= rows_kept) {
      here().more_rows = true;
      break;
    }
    std::vector<RowValue> values;
    for (const auto* value : Items(as<raw::List>(row))) values.push_back(value_of_row(value));
    here().rows.push_back(std::move(values));
  }
  if (!select.valuesLists) {
    std::vector<RowValue> values;
    for (const auto* item : Items(select.targetList)) values.push_back(value_of_row(as<raw::ResTarget>(item)->val));
    here().rows.push_back(std::move(values));
  }
}

void Scopes::set_target(int scope, const raw::RangeVar* relation) {
  auto& here = found[static_cast<std::size_t>(scope)];
  here.target = name_of(relation);
  here.target_alias = relation->alias ? text_of(relation->alias->aliasname) : text_of(relation->relname);
  here.target_only = !relation->inh;
}

void Scopes::returning(int scope, const raw::ReturningClause* clause, const Names& bound) {
  if (!clause) return;
  for (const auto* item : Items(clause->exprs)) {
    if (is_star(item)) found[static_cast<std::size_t>(scope)].returns_all = true;
  }
  expressions(scope, node_of(clause->exprs), bound);
}

static void add_set(QueryBlock& scope, const raw::List* targets) {
  for (const auto* item : Items(targets)) {
    const auto* target = as<raw::ResTarget>(item);
    if (!target) continue;
    scope.set.emplace_back(text_of(target->name), target->indirection ? RowValue{} : value_of_row(target->val));
  }
}

void Scopes::insert(const raw::InsertStmt& insert, int around, const Names& outside) {
  const auto at = add(QueryBlock::Kind::insert, around);
  const auto bound = bind(insert.withClause, around, outside);
  const auto here = [&]() -> QueryBlock& { return found[static_cast<std::size_t>(at)]; };
  set_target(at, insert.relation);
  for (const auto* item : Items(insert.cols)) here().columns.push_back(text_of(as<raw::ResTarget>(item)->name));
  here().overrides = insert.override != raw::OVERRIDING_NOT_SET;
  here().standard_values = insert.selectStmt == nullptr;
  if (const auto* select = as<raw::SelectStmt>(insert.selectStmt)) {
    here().from_query = !select->valuesLists;
    const auto first = found.size();
    statement(insert.selectStmt, around, bound);
    if (found.size() > first) {
      here().rows = found[first].rows;
      here().more_rows = found[first].more_rows;
      here().shown = found[first].shown;
      here().copies = found[first].copies;
      here().star = found[first].star;
    }
  }
  if (const raw::OnConflictClause* conflict = insert.onConflictClause) {
    here().conflict =
        conflict->action == raw::ONCONFLICT_UPDATE ? QueryBlock::Conflict::update : QueryBlock::Conflict::nothing;
    add_set(here(), conflict->targetList);
    if (const raw::InferClause* target = conflict->infer) {
      here().conflict_constraint = text_of(target->conname);
      here().conflict_partial = target->whereClause != nullptr;
      for (const auto* item : Items(target->indexElems)) {
        const auto* element = as<raw::IndexElem>(item);
        here().conflict_columns.push_back(element->name ? text_of(element->name) : "(…)");
      }
    }
    expressions(at, node_of(conflict->targetList), bound);
    expressions(at, conflict->whereClause, bound);
  }
  returning(at, insert.returningClause, bound);
}

void Scopes::update(const raw::UpdateStmt& update, int around, const Names& outside) {
  const auto at = add(QueryBlock::Kind::update, around);
  const auto bound = bind(update.withClause, around, outside);
  const auto here = [&]() -> QueryBlock& { return found[static_cast<std::size_t>(at)]; };
  set_target(at, update.relation);
  for (const auto* item : Items(update.fromClause)) from(at, item, bound, false);
  add_terms(update.whereClause, here().where, here().never);
  here().has_where = update.whereClause != nullptr;
  add_set(here(), update.targetList);
  if (const auto* current = as<raw::CurrentOfExpr>(update.whereClause))
    here().current_of = text_of(current->cursor_name);
  expressions(at, node_of(update.targetList), bound);
  expressions(at, update.whereClause, bound);
  returning(at, update.returningClause, bound);
}

void Scopes::remove(const raw::DeleteStmt& removal, int around, const Names& outside) {
  const auto at = add(QueryBlock::Kind::remove, around);
  const auto bound = bind(removal.withClause, around, outside);
  const auto here = [&]() -> QueryBlock& { return found[static_cast<std::size_t>(at)]; };
  set_target(at, removal.relation);
  for (const auto* item : Items(removal.usingClause)) from(at, item, bound, false);
  add_terms(removal.whereClause, here().where, here().never);
  here().has_where = removal.whereClause != nullptr;
  if (const auto* current = as<raw::CurrentOfExpr>(removal.whereClause))
    here().current_of = text_of(current->cursor_name);
  expressions(at, removal.whereClause, bound);
  returning(at, removal.returningClause, bound);
}

void Scopes::merge(const raw::MergeStmt& merge, int around, const Names& outside) {
  const auto at = add(QueryBlock::Kind::merge, around);
  const auto bound = bind(merge.withClause, around, outside);
  const auto here = [&]() -> QueryBlock& { return found[static_cast<std::size_t>(at)]; };
  set_target(at, merge.relation);
  from(at, merge.sourceRelation, bound, false);
  add_terms(merge.joinCondition, here().where, here().never);
  here().has_where = true;
  expressions(at, merge.joinCondition, bound);
  for (const auto* item : Items(merge.mergeWhenClauses)) {
    const auto* when = as<raw::MergeWhenClause>(item);
    if (when->commandType == raw::CMD_UPDATE) add_set(here(), when->targetList), here().updates = true;
    if (when->commandType == raw::CMD_DELETE) here().removes = true;
    if (when->commandType == raw::CMD_INSERT) {
      here().inserts = true;
      std::vector<RowValue> values;
      for (const auto* value : Items(when->values)) values.push_back(value_of_row(value));
      here().rows.push_back(std::move(values));
      for (const auto* target : Items(when->targetList))
        here().columns.push_back(text_of(as<raw::ResTarget>(target)->name));
    }
    expressions(at, when->condition, bound);
    expressions(at, node_of(when->values), bound);
    if (when->commandType == raw::CMD_UPDATE) expressions(at, node_of(when->targetList), bound);
  }
  returning(at, merge.returningClause, bound);
}

void Scopes::statement(const raw::Node* node, int around, const Names& bound) {
  if (const auto* one = as<raw::SelectStmt>(node)) return select(*one, around, bound);
  if (const auto* one = as<raw::InsertStmt>(node)) return insert(*one, around, bound);
  if (const auto* one = as<raw::UpdateStmt>(node)) return update(*one, around, bound);
  if (const auto* one = as<raw::DeleteStmt>(node)) return remove(*one, around, bound);
  if (const auto* one = as<raw::MergeStmt>(node)) return merge(*one, around, bound);
  if (const auto* one = as<raw::CreateTableAsStmt>(node)) return statement(one->query, around, bound);
  if (const auto* one = as<raw::ViewStmt>(node)) return statement(one->query, around, bound);
  if (const auto* one = as<raw::CopyStmt>(node)) return statement(one->query, around, bound);
  if (const auto* one = as<raw::PrepareStmt>(node)) return statement(one->query, around, bound);
  if (const auto* one = as<raw::DeclareCursorStmt>(node)) return statement(one->query, around, bound);
  if (const auto* one = as<raw::ExplainStmt>(node)) return statement(one->query, around, bound);
}

std::vector<QueryBlock> row_scopes(const raw::Node* statement) {
  Scopes scopes;
  scopes.statement(statement, -1, {});
  return std::move(scopes.found);
}

std::vector<QueryBlock> row_scopes(std::string_view text) {
  const Parsed parsed{std::string(text)};
  Scopes scopes;
  if (parsed.failure()) return {};
  for (const auto* item : Items(parsed.statements())) {
    const auto* one = as<raw::RawStmt>(item);
    if (one && !is_too_deep(one->stmt)) scopes.statement(one->stmt, -1, {});
  }
  return std::move(scopes.found);
}

}  // namespace sql
