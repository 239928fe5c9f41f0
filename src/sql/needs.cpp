#include "sql/needs.h"

#include <string_view>

namespace sql {

using Answer = std::optional<Need>;

static Answer since(int major, std::string_view what) {
  return Need{.major = major, .what = std::string(what)};
}

static Answer of_constraint(const raw::Constraint& constraint) {
  switch (constraint.contype) {
    case raw::CONSTR_NOTNULL:
      if (constraint.keys) return since(18, "NOT NULL as a constraint of the table");
      return constraint.is_no_inherit ? since(18, "NOT NULL … NO INHERIT") : std::nullopt;
    case raw::CONSTR_ATTR_ENFORCED:
    case raw::CONSTR_ATTR_NOT_ENFORCED:
      return since(18, "ENFORCED and NOT ENFORCED");
    case raw::CONSTR_CHECK:
      return constraint.is_enforced ? std::nullopt : since(18, "NOT ENFORCED");
    case raw::CONSTR_FOREIGN:
      if (constraint.fk_with_period || constraint.pk_with_period) return since(18, "a foreign key with PERIOD");
      if (!constraint.is_enforced) return since(18, "NOT ENFORCED");
      return constraint.fk_del_set_cols ? since(15, "ON DELETE SET … with a list of columns") : std::nullopt;
    case raw::CONSTR_GENERATED:
      return constraint.generated_kind == 'v' ? since(18, "a virtual generated column") : std::nullopt;
    default:
      if (constraint.without_overlaps) return since(18, "WITHOUT OVERLAPS");
      return constraint.nulls_not_distinct ? since(15, "NULLS NOT DISTINCT") : std::nullopt;
  }
}

static Answer of_command(const raw::AlterTableCmd& command) {
  switch (command.subtype) {
    case raw::AT_SetExpression:
      return since(17, "SET EXPRESSION");
    case raw::AT_SetStatistics:
      return command.def ? std::nullopt : since(17, "SET STATISTICS DEFAULT");
    case raw::AT_SetAccessMethod:
      return command.name ? since(15, "SET ACCESS METHOD") : since(17, "SET ACCESS METHOD DEFAULT");
    case raw::AT_SetStorage: {
      const auto storage = text_of(command.def);
      return storage == "default" ? since(16, "SET STORAGE DEFAULT") : std::nullopt;
    }
    case raw::AT_SetCompression:
      return since(14, "SET COMPRESSION");
    case raw::AT_DetachPartitionFinalize:
      return since(14, "DETACH PARTITION … FINALIZE");
    default:
      return std::nullopt;
  }
}

static Answer of_role(const raw::GrantRoleStmt& grant) {
  for (const auto* item : Items(grant.opt)) {
    const auto* option = as<raw::DefElem>(item);
    const auto name = option ? text_of(option->defname) : "";
    if (name == "inherit" || name == "set") return since(16, "GRANT of a role WITH INHERIT or SET");
    if (name == "admin" && grant.is_grant && !option_is_on(grant.opt, "admin"))
      return since(16, "GRANT of a role WITH ADMIN FALSE");
  }
  return std::nullopt;
}

static Answer of_query(const raw::Node& node) {
  switch (node.type) {
    case raw::T_MergeStmt:
      if (as<raw::MergeStmt>(&node)->returningClause) return since(17, "MERGE … RETURNING");
      return since(15, "MERGE");
    case raw::T_MergeWhenClause:
      if (as<raw::MergeWhenClause>(&node)->matchKind != raw::MERGE_WHEN_NOT_MATCHED_BY_SOURCE) return std::nullopt;
      return since(17, "WHEN NOT MATCHED BY SOURCE");
    case raw::T_MergeSupportFunc:
      return since(17, "merge_action()");
    case raw::T_ReturningClause:
      return as<raw::ReturningClause>(&node)->options ? since(18, "RETURNING WITH (OLD AS …, NEW AS …)")
                                                      : std::nullopt;
    case raw::T_RangeSubselect:
      return as<raw::RangeSubselect>(&node)->alias ? std::nullopt : since(16, "a sub-query in FROM without an alias");
    case raw::T_CommonTableExpr: {
      const auto& table = *as<raw::CommonTableExpr>(&node);
      if (as<raw::MergeStmt>(table.ctequery)) return since(17, "MERGE in WITH");
      return table.search_clause || table.cycle_clause ? since(14, "SEARCH and CYCLE of WITH") : std::nullopt;
    }
    case raw::T_FuncCall: {
      const auto& call = *as<raw::FuncCall>(&node);
      const bool local = call.funcformat == raw::COERCE_SQL_SYNTAX && Items(call.args).size() == 1 &&
                         name_of(call.funcname).name == "timezone";
      return local ? since(17, "AT LOCAL") : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

static Answer of_json(const raw::Node& node) {
  switch (node.type) {
    case raw::T_JsonObjectConstructor:
    case raw::T_JsonObjectAgg:
    case raw::T_JsonArrayConstructor:
    case raw::T_JsonArrayQueryConstructor:
    case raw::T_JsonArrayAgg:
      return since(16, "JSON_OBJECT, JSON_ARRAY and their aggregates");
    case raw::T_JsonIsPredicate:
      return since(16, "IS JSON");
    case raw::T_JsonParseExpr: {
      // json(x) alone is a cast in older ones.
      const auto& parse = *as<raw::JsonParseExpr>(&node);
      return parse.unique_keys || parse.output ? since(17, "JSON(… WITH UNIQUE KEYS)") : std::nullopt;
    }
    case raw::T_JsonScalarExpr:
    case raw::T_JsonSerializeExpr:
      return since(17, "JSON_SCALAR and JSON_SERIALIZE");
    case raw::T_JsonFuncExpr:
      return since(17, "JSON_VALUE, JSON_QUERY and JSON_EXISTS");
    case raw::T_JsonTable:
      return since(17, "JSON_TABLE");
    case raw::T_XmlSerialize:
      return as<raw::XmlSerialize>(&node)->indent ? since(16, "XMLSERIALIZE … INDENT") : std::nullopt;
    default:
      return std::nullopt;
  }
}

static Answer of_definition(const raw::Node& node) {
  switch (node.type) {
    case raw::T_Constraint:
      return of_constraint(*as<raw::Constraint>(&node));
    case raw::T_ColumnDef:
      if (as<raw::ColumnDef>(&node)->storage_name) return since(16, "STORAGE in a column's definition");
      return as<raw::ColumnDef>(&node)->compression ? since(14, "COMPRESSION") : std::nullopt;
    case raw::T_AlterTableCmd:
      return of_command(*as<raw::AlterTableCmd>(&node));
    case raw::T_ATAlterConstraint: {
      const auto& alter = *as<raw::ATAlterConstraint>(&node);
      if (alter.alterEnforceability) return since(18, "ALTER CONSTRAINT … ENFORCED");
      return alter.alterInheritability ? since(18, "ALTER CONSTRAINT … INHERIT") : std::nullopt;
    }
    case raw::T_PartitionCmd:
      return as<raw::PartitionCmd>(&node)->concurrent ? since(14, "DETACH PARTITION … CONCURRENTLY") : std::nullopt;
    case raw::T_IndexStmt:
      return as<raw::IndexStmt>(&node)->nulls_not_distinct ? since(15, "NULLS NOT DISTINCT") : std::nullopt;
    case raw::T_CreateStatsStmt:
      return as<raw::CreateStatsStmt>(&node)->defnames ? std::nullopt : since(16, "CREATE STATISTICS without a name");
    case raw::T_CreateFunctionStmt:
      return as<raw::CreateFunctionStmt>(&node)->sql_body ? since(14, "a function's body without quotes")
                                                          : std::nullopt;
    case raw::T_PublicationTable:
      return as<raw::PublicationTable>(&node)->whereClause ? since(15, "WHERE of a publication") : std::nullopt;
    default:
      return std::nullopt;
  }
}

static Answer of_upkeep(const raw::Node& node) {
  switch (node.type) {
    case raw::T_GrantRoleStmt:
      return of_role(*as<raw::GrantRoleStmt>(&node));
    case raw::T_ReindexStmt: {
      const auto& reindex = *as<raw::ReindexStmt>(&node);
      const bool of_database =
          reindex.kind == raw::REINDEX_OBJECT_DATABASE || reindex.kind == raw::REINDEX_OBJECT_SYSTEM;
      return of_database && !reindex.name ? since(16, "REINDEX without the database's name") : std::nullopt;
    }
    case raw::T_VacuumRelation: {
      const auto* relation = as<raw::VacuumRelation>(&node)->relation.get();
      return relation && !relation->inh ? since(18, "VACUUM and ANALYZE of ONLY a table") : std::nullopt;
    }
    case raw::T_CopyStmt:
      return as<raw::MergeStmt>(as<raw::CopyStmt>(&node)->query) ? since(17, "COPY of a MERGE") : std::nullopt;
    case raw::T_AlterDefaultPrivilegesStmt: {
      const auto* action = as<raw::AlterDefaultPrivilegesStmt>(&node)->action.get();
      return action && action->objtype == raw::OBJECT_LARGEOBJECT ? since(18, "default privileges ON LARGE OBJECTS")
                                                                  : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

Answer need_of(const raw::Node& node) {
  if (auto answer = of_query(node)) return answer;
  if (auto answer = of_definition(node)) return answer;
  if (auto answer = of_json(node)) return answer;
  return of_upkeep(node);
}

}  // namespace sql
