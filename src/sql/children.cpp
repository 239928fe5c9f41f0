// Which fields of which node lead further down: a table, so that one loop walks every tree. Trees grow as deep as a
// file's author likes (a || b || c …), so nothing in this room recurses over them.
#include <array>
#include <cstddef>
#include <span>

#include "sql/tree.h"

namespace sql {

namespace {

constexpr std::size_t most_children = 14;

struct Children {
  std::array<std::uint16_t, most_children> offsets{};
  std::size_t count = 0;
};

using Table = std::array<Children, raw::T_PublicationTable + 1>;

template <class... Offsets>
constexpr void set(Table& table, raw::NodeTag tag, Offsets... offsets) {
  static_assert(sizeof...(offsets) <= most_children);
  auto& children = table[tag];
  ((children.offsets[children.count++] = static_cast<std::uint16_t>(offsets)), ...);
}

// offsetof needs the type's name, and each line reads better with it said once.
#define AT(field) offsetof(Type, field)
#define CHILDREN(type, ...)                          \
  {                                                  \
    using Type = raw::type;                          \
    set(table, raw::tag_of<raw::type>, __VA_ARGS__); \
  }

constexpr Table build() {
  Table table{};
  // expressions
  CHILDREN(A_Expr, AT(lexpr), AT(rexpr))
  CHILDREN(BoolExpr, AT(args))
  CHILDREN(NullTest, AT(arg))
  CHILDREN(BooleanTest, AT(arg))
  CHILDREN(SubLink, AT(testexpr), AT(subselect))
  CHILDREN(CaseExpr, AT(arg), AT(args), AT(defresult))
  CHILDREN(CaseWhen, AT(expr), AT(result))
  CHILDREN(CoalesceExpr, AT(args))
  CHILDREN(MinMaxExpr, AT(args))
  CHILDREN(XmlExpr, AT(named_args), AT(args))
  CHILDREN(XmlSerialize, AT(expr))
  CHILDREN(RowExpr, AT(args))
  CHILDREN(GroupingFunc, AT(args))
  CHILDREN(NamedArgExpr, AT(arg))
  CHILDREN(FuncCall, AT(args), AT(agg_order), AT(agg_filter), AT(over))
  CHILDREN(A_Indices, AT(lidx), AT(uidx))
  CHILDREN(A_Indirection, AT(arg), AT(indirection))
  CHILDREN(A_ArrayExpr, AT(elements))
  CHILDREN(ResTarget, AT(val), AT(indirection))
  CHILDREN(MultiAssignRef, AT(source))
  CHILDREN(TypeCast, AT(arg))
  CHILDREN(CollateClause, AT(arg))
  CHILDREN(SortBy, AT(node))
  CHILDREN(WindowDef, AT(partitionClause), AT(orderClause), AT(startOffset), AT(endOffset))
  CHILDREN(GroupingSet, AT(content))
  // FROM
  CHILDREN(RangeSubselect, AT(subquery))
  CHILDREN(RangeFunction, AT(functions))
  CHILDREN(RangeTableSample, AT(relation), AT(args), AT(repeatable))
  CHILDREN(RangeTableFunc, AT(docexpr), AT(rowexpr), AT(namespaces), AT(columns))
  CHILDREN(RangeTableFuncCol, AT(colexpr), AT(coldefexpr))
  CHILDREN(JoinExpr, AT(larg), AT(rarg), AT(quals))
  // queries; their WITH, the relation written to and the FROM of a SELECT are left to the walk
  CHILDREN(SelectStmt, AT(distinctClause), AT(intoClause), AT(targetList), AT(whereClause), AT(groupClause),
           AT(havingClause), AT(windowClause), AT(valuesLists), AT(sortClause), AT(limitOffset), AT(limitCount),
           AT(larg), AT(rarg))
  CHILDREN(InsertStmt, AT(cols), AT(selectStmt), AT(onConflictClause), AT(returningList))
  CHILDREN(OnConflictClause, AT(infer), AT(targetList), AT(whereClause))
  CHILDREN(InferClause, AT(indexElems), AT(whereClause))
  CHILDREN(UpdateStmt, AT(targetList), AT(fromClause), AT(whereClause), AT(returningList))
  CHILDREN(DeleteStmt, AT(usingClause), AT(whereClause), AT(returningList))
  CHILDREN(MergeStmt, AT(sourceRelation), AT(joinCondition), AT(mergeWhenClauses))
  CHILDREN(MergeWhenClause, AT(condition), AT(targetList), AT(values))
  CHILDREN(CommonTableExpr, AT(ctequery))
  CHILDREN(ReturnStmt, AT(returnval))
  // tables
  CHILDREN(CreateStmt, AT(tableElts), AT(inhRelations), AT(partspec), AT(partbound), AT(constraints))
  // CreateForeignTableStmt begins with a CreateStmt.
  {
    using Type = raw::CreateStmt;
    set(table, raw::T_CreateForeignTableStmt, AT(tableElts), AT(inhRelations), AT(partbound), AT(constraints));
  }
  CHILDREN(ColumnDef, AT(raw_default), AT(constraints))
  CHILDREN(Constraint, AT(raw_expr), AT(exclusions), AT(where_clause), AT(pktable))
  CHILDREN(TableLikeClause, AT(relation))
  CHILDREN(PartitionSpec, AT(partParams))
  CHILDREN(PartitionElem, AT(expr))
  CHILDREN(PartitionBoundSpec, AT(listdatums), AT(lowerdatums), AT(upperdatums))
  CHILDREN(AlterTableStmt, AT(cmds))
  CHILDREN(AlterTableCmd, AT(def))
  CHILDREN(PartitionCmd, AT(name), AT(bound))
  CHILDREN(IndexStmt, AT(relation), AT(indexParams), AT(indexIncludingParams), AT(whereClause))
  CHILDREN(IndexElem, AT(expr))
  CHILDREN(ViewStmt, AT(query))
  CHILDREN(CreateTableAsStmt, AT(query), AT(into))
  CHILDREN(CreateTrigStmt, AT(relation), AT(whenClause), AT(constrrel))
  CHILDREN(CreatePolicyStmt, AT(table), AT(qual), AT(with_check))
  CHILDREN(AlterPolicyStmt, AT(table), AT(qual), AT(with_check))
  CHILDREN(RuleStmt, AT(relation), AT(whereClause), AT(actions))
  CHILDREN(CreateStatsStmt, AT(relations), AT(exprs))
  CHILDREN(StatsElem, AT(expr))
  // everything else that names relations or holds queries
  CHILDREN(CopyStmt, AT(query), AT(whereClause))
  CHILDREN(TruncateStmt, AT(relations))
  CHILDREN(LockStmt, AT(relations))
  CHILDREN(VacuumStmt, AT(rels))
  CHILDREN(VacuumRelation, AT(relation))
  CHILDREN(ClusterStmt, AT(relation))
  CHILDREN(ReindexStmt, AT(relation))
  CHILDREN(RefreshMatViewStmt, AT(relation))
  CHILDREN(ExplainStmt, AT(query))
  CHILDREN(PrepareStmt, AT(query))
  CHILDREN(ExecuteStmt, AT(params))
  CHILDREN(DeclareCursorStmt, AT(query))
  CHILDREN(CallStmt, AT(funccall))
  CHILDREN(GrantStmt, AT(objects))
  CHILDREN(AlterObjectDependsStmt, AT(relation))
  CHILDREN(CreatePublicationStmt, AT(pubobjects))
  CHILDREN(AlterPublicationStmt, AT(pubobjects))
  CHILDREN(PublicationObjSpec, AT(pubtable))
  CHILDREN(PublicationTable, AT(relation), AT(whereClause))
  CHILDREN(CreateFunctionStmt, AT(parameters), AT(sql_body))
  CHILDREN(FunctionParameter, AT(defexpr))
  CHILDREN(CreateDomainStmt, AT(constraints))
  CHILDREN(AlterDomainStmt, AT(def))
  CHILDREN(CreateSchemaStmt, AT(schemaElts))
  return table;
}

#undef CHILDREN
#undef AT

constexpr Table children = build();

}  // namespace

std::span<const std::uint16_t> child_offsets(raw::NodeTag tag) {
  if (static_cast<std::size_t>(tag) >= children.size()) return {};
  return std::span(children[tag].offsets).first(children[tag].count);
}

}  // namespace sql
