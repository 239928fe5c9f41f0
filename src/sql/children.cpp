// Which fields of which node lead further down: a table, so that one loop walks every tree. Trees grow as deep as a
// file's author likes (a || b || c …), so nothing in this room recurses over them.
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "sql/tree.h"

namespace sql {

namespace {

constexpr std::size_t most_children = 14;

struct Children {
  std::array<std::uint16_t, most_children> offsets{};
  std::size_t count = 0;
};

using Table = std::array<Children, raw::T_OidList + 1>;

template <class T, class Field>
std::uint16_t offset_of(Field T::* field) {
  static const T node{};
  const auto* begin = reinterpret_cast<const char*>(&node);
  return static_cast<std::uint16_t>(reinterpret_cast<const char*>(&(node.*field)) - begin);
}

template <class T, class... Fields>
void set(Table& table, raw::NodeTag tag, Fields T::*... fields) {
  static_assert(sizeof...(fields) <= most_children);
  auto& children = table[tag];
  ((children.offsets[children.count++] = offset_of(fields)), ...);
}

template <class T, class... Fields>
void set(Table& table, Fields T::*... fields) {
  set(table, raw::tag_of<T>, fields...);
}

void set_expressions(Table& table) {
  using namespace raw;
  set(table, &A_Expr::lexpr, &A_Expr::rexpr);
  set(table, &BoolExpr::args);
  set(table, &NullTest::arg);
  set(table, &BooleanTest::arg);
  set(table, &SubLink::testexpr, &SubLink::subselect);
  set(table, &CaseExpr::arg, &CaseExpr::args, &CaseExpr::defresult);
  set(table, &CaseWhen::expr, &CaseWhen::result);
  set(table, &CoalesceExpr::args);
  set(table, &MinMaxExpr::args);
  set(table, &XmlExpr::named_args, &XmlExpr::args);
  set(table, &XmlSerialize::expr);
  set(table, &RowExpr::args);
  set(table, &GroupingFunc::args);
  set(table, &NamedArgExpr::arg);
  set(table, &FuncCall::args, &FuncCall::agg_order, &FuncCall::agg_filter, &FuncCall::over);
  set(table, &A_Indices::lidx, &A_Indices::uidx);
  set(table, &A_Indirection::arg, &A_Indirection::indirection);
  set(table, &A_ArrayExpr::elements);
  set(table, &ResTarget::val, &ResTarget::indirection);
  set(table, &MultiAssignRef::source);
  set(table, &TypeCast::arg);
  set(table, &CollateClause::arg);
  set(table, &SortBy::node);
  set(table, &WindowDef::partitionClause, &WindowDef::orderClause, &WindowDef::startOffset, &WindowDef::endOffset);
  set(table, &GroupingSet::content);
}

// SQL/JSON of PostgreSQL 16 and 17.
void set_json(Table& table) {
  using namespace raw;
  set(table, &JsonValueExpr::raw_expr);
  set(table, &JsonIsPredicate::expr);
  set(table, &JsonBehavior::expr);
  set(table, &JsonArgument::val);
  set(table, &JsonFuncExpr::context_item, &JsonFuncExpr::pathspec, &JsonFuncExpr::passing, &JsonFuncExpr::on_empty,
      &JsonFuncExpr::on_error);
  set(table, &JsonTablePathSpec::string);
  set(table, &JsonTable::context_item, &JsonTable::pathspec, &JsonTable::passing, &JsonTable::columns,
      &JsonTable::on_error);
  set(table, &JsonTableColumn::pathspec, &JsonTableColumn::columns, &JsonTableColumn::on_empty,
      &JsonTableColumn::on_error);
  set(table, &JsonKeyValue::key, &JsonKeyValue::value);
  set(table, &JsonParseExpr::expr);
  set(table, &JsonScalarExpr::expr);
  set(table, &JsonSerializeExpr::expr);
  set(table, &JsonObjectConstructor::exprs);
  set(table, &JsonArrayConstructor::exprs);
  set(table, &JsonArrayQueryConstructor::query);
  set(table, &JsonAggConstructor::agg_filter, &JsonAggConstructor::agg_order, &JsonAggConstructor::over);
  set(table, &JsonObjectAgg::constructor, &JsonObjectAgg::arg);
  set(table, &JsonArrayAgg::constructor, &JsonArrayAgg::arg);
}

// FROM items and queries. A query's WITH, the relation it writes to and the FROM of a SELECT are left to the walk.
void set_queries(Table& table) {
  using namespace raw;
  set(table, &RangeSubselect::subquery);
  set(table, &RangeFunction::functions);
  set(table, &RangeTableSample::relation, &RangeTableSample::args, &RangeTableSample::repeatable);
  set(table, &RangeTableFunc::docexpr, &RangeTableFunc::rowexpr, &RangeTableFunc::namespaces,
      &RangeTableFunc::columns);
  set(table, &RangeTableFuncCol::colexpr, &RangeTableFuncCol::coldefexpr);
  set(table, &JoinExpr::larg, &JoinExpr::rarg, &JoinExpr::quals);
  set(table, &SelectStmt::distinctClause, &SelectStmt::intoClause, &SelectStmt::targetList, &SelectStmt::whereClause,
      &SelectStmt::groupClause, &SelectStmt::havingClause, &SelectStmt::windowClause, &SelectStmt::valuesLists,
      &SelectStmt::sortClause, &SelectStmt::limitOffset, &SelectStmt::limitCount, &SelectStmt::larg,
      &SelectStmt::rarg);
  set(table, &InsertStmt::cols, &InsertStmt::selectStmt, &InsertStmt::onConflictClause, &InsertStmt::returningClause);
  set(table, &OnConflictClause::infer, &OnConflictClause::targetList, &OnConflictClause::whereClause);
  set(table, &InferClause::indexElems, &InferClause::whereClause);
  set(table, &UpdateStmt::targetList, &UpdateStmt::fromClause, &UpdateStmt::whereClause,
      &UpdateStmt::returningClause);
  set(table, &DeleteStmt::usingClause, &DeleteStmt::whereClause, &DeleteStmt::returningClause);
  set(table, &MergeStmt::sourceRelation, &MergeStmt::joinCondition, &MergeStmt::mergeWhenClauses,
      &MergeStmt::returningClause);
  set(table, &ReturningClause::exprs);
  set(table, &MergeWhenClause::condition, &MergeWhenClause::targetList, &MergeWhenClause::values);
  set(table, &CommonTableExpr::ctequery);
  set(table, &ReturnStmt::returnval);
}

void set_definitions(Table& table) {
  using namespace raw;
  set(table, &CreateStmt::tableElts, &CreateStmt::inhRelations, &CreateStmt::partspec, &CreateStmt::partbound,
      &CreateStmt::constraints);
  // CreateForeignTableStmt begins with a CreateStmt.
  set(table, T_CreateForeignTableStmt, &CreateStmt::tableElts, &CreateStmt::inhRelations, &CreateStmt::partbound,
      &CreateStmt::constraints);
  set(table, &ColumnDef::raw_default, &ColumnDef::constraints);
  set(table, &Constraint::raw_expr, &Constraint::exclusions, &Constraint::where_clause, &Constraint::pktable);
  set(table, &TableLikeClause::relation);
  set(table, &PartitionSpec::partParams);
  set(table, &PartitionElem::expr);
  set(table, &PartitionBoundSpec::listdatums, &PartitionBoundSpec::lowerdatums, &PartitionBoundSpec::upperdatums);
  set(table, &AlterTableStmt::cmds);
  set(table, &AlterTableCmd::def);
  set(table, &PartitionCmd::name, &PartitionCmd::bound);
  set(table, &IndexStmt::relation, &IndexStmt::indexParams, &IndexStmt::indexIncludingParams,
      &IndexStmt::whereClause);
  set(table, &IndexElem::expr);
  set(table, &ViewStmt::query);
  set(table, &CreateTableAsStmt::query, &CreateTableAsStmt::into);
  set(table, &CreateTrigStmt::relation, &CreateTrigStmt::whenClause, &CreateTrigStmt::constrrel);
  set(table, &CreatePolicyStmt::table, &CreatePolicyStmt::qual, &CreatePolicyStmt::with_check);
  set(table, &AlterPolicyStmt::table, &AlterPolicyStmt::qual, &AlterPolicyStmt::with_check);
  set(table, &CreateStatsStmt::relations, &CreateStatsStmt::exprs);
  set(table, &StatsElem::expr);
  set(table, &CreateFunctionStmt::parameters, &CreateFunctionStmt::sql_body);
  set(table, &FunctionParameter::defexpr);
  set(table, &CreateDomainStmt::constraints);
  set(table, &AlterDomainStmt::def);
  set(table, &CreateSchemaStmt::schemaElts);
  set(table, &CreatePublicationStmt::pubobjects);
  set(table, &AlterPublicationStmt::pubobjects);
  set(table, &PublicationObjSpec::pubtable);
  set(table, &PublicationTable::relation, &PublicationTable::whereClause);
}

void set_upkeep(Table& table) {
  using namespace raw;
  set(table, &CopyStmt::query, &CopyStmt::whereClause);
  set(table, &TruncateStmt::relations);
  set(table, &LockStmt::relations);
  set(table, &VacuumStmt::rels);
  set(table, &VacuumRelation::relation);
  set(table, &ClusterStmt::relation);
  set(table, &ReindexStmt::relation);
  set(table, &RefreshMatViewStmt::relation);
  set(table, &ExplainStmt::query);
  set(table, &PrepareStmt::query);
  set(table, &ExecuteStmt::params);
  set(table, &DeclareCursorStmt::query);
  set(table, &CallStmt::funccall);
  set(table, &GrantStmt::objects);
  set(table, &AlterObjectDependsStmt::relation);
}

Table build() {
  Table table{};
  set_expressions(table);
  set_json(table);
  set_queries(table);
  set_definitions(table);
  set_upkeep(table);
  return table;
}

const Table children = build();

}  // namespace

std::span<const std::uint16_t> child_offsets(raw::NodeTag tag) {
  if (static_cast<std::size_t>(tag) >= children.size()) return {};
  return std::span(children[tag].offsets).first(children[tag].count);
}

}  // namespace sql
