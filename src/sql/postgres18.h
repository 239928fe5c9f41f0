// PostgreSQL 18's raw parse tree as its parser lays it out in the memory of the WebAssembly machine it runs in.
//
// Handing the tree out as JSON takes longer than parsing does and recurses over it. Inside this room the tree is read
// where the parser built it. The declarations are those of nodes.h, value.h, pg_list.h, primnodes.h and parsenodes.h
// of PostgreSQL 18 (all of it that the grammar builds), without their comments: those headers explain the fields.
// Pointers are those of a 32-bit machine: sql/pointer.h. layout_test.cpp compares what is read here with the parser's
// own JSON.
//
// Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group
// Portions Copyright (c) 1994, Regents of the University of California
// Permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee,
// and without a written agreement is hereby granted, provided that the above copyright notice and this paragraph and
// the following two paragraphs appear in all copies.
// IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR
// CONSEQUENTIAL DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION, EVEN
// IF THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE. THE UNIVERSITY OF CALIFORNIA
// SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
// FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN "AS IS" BASIS, AND THE UNIVERSITY OF
// CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.
// clang-format off
#pragma once

#include <cstdint>

#include "sql/pointer.h"

namespace sql::raw {

using Oid = std::uint32_t;
using int16 = std::int16_t;
using int32 = std::int32_t;
using uint32 = std::uint32_t;
using bits32 = std::uint32_t;
using SubTransactionId = std::uint32_t;
using Index = unsigned int;

struct FuncExpr;  // never built by the grammar

enum NodeTag {
  T_Invalid = 0, T_List = 1, T_Alias = 2, T_RangeVar = 3, T_IntoClause = 5, T_GroupingFunc = 10,
  T_MergeSupportFunc = 13, T_NamedArgExpr = 16, T_BoolExpr = 21, T_SubLink = 22, T_CaseExpr = 32, T_CaseWhen = 33,
  T_RowExpr = 36, T_CoalesceExpr = 38, T_MinMaxExpr = 39, T_SQLValueFunction = 40, T_XmlExpr = 41, T_JsonFormat = 42,
  T_JsonReturning = 43, T_JsonValueExpr = 44, T_JsonIsPredicate = 46, T_JsonBehavior = 47, T_NullTest = 52,
  T_BooleanTest = 53, T_SetToDefault = 57, T_CurrentOfExpr = 58, T_JoinExpr = 64, T_TypeName = 68, T_ColumnRef = 69,
  T_ParamRef = 70, T_A_Expr = 71, T_A_Const = 72, T_TypeCast = 73, T_CollateClause = 74, T_RoleSpec = 75,
  T_FuncCall = 76, T_A_Star = 77, T_A_Indices = 78, T_A_Indirection = 79, T_A_ArrayExpr = 80, T_ResTarget = 81,
  T_MultiAssignRef = 82, T_SortBy = 83, T_WindowDef = 84, T_RangeSubselect = 85, T_RangeFunction = 86,
  T_RangeTableFunc = 87, T_RangeTableFuncCol = 88, T_RangeTableSample = 89, T_ColumnDef = 90, T_TableLikeClause = 91,
  T_IndexElem = 92, T_DefElem = 93, T_LockingClause = 94, T_XmlSerialize = 95, T_PartitionElem = 96,
  T_PartitionSpec = 97, T_PartitionBoundSpec = 98, T_PartitionRangeDatum = 99, T_PartitionCmd = 100,
  T_GroupingSet = 107, T_WithClause = 110, T_InferClause = 111, T_OnConflictClause = 112, T_CTESearchClause = 113,
  T_CTECycleClause = 114, T_CommonTableExpr = 115, T_MergeWhenClause = 116, T_ReturningOption = 117,
  T_ReturningClause = 118, T_TriggerTransition = 119, T_JsonOutput = 120, T_JsonArgument = 121, T_JsonFuncExpr = 122,
  T_JsonTablePathSpec = 123, T_JsonTable = 124, T_JsonTableColumn = 125, T_JsonKeyValue = 126, T_JsonParseExpr = 127,
  T_JsonScalarExpr = 128, T_JsonSerializeExpr = 129, T_JsonObjectConstructor = 130, T_JsonArrayConstructor = 131,
  T_JsonArrayQueryConstructor = 132, T_JsonAggConstructor = 133, T_JsonObjectAgg = 134, T_JsonArrayAgg = 135,
  T_RawStmt = 136, T_InsertStmt = 137, T_DeleteStmt = 138, T_UpdateStmt = 139, T_MergeStmt = 140, T_SelectStmt = 141,
  T_ReturnStmt = 143, T_CreateSchemaStmt = 145, T_AlterTableStmt = 146, T_AlterTableCmd = 147,
  T_ATAlterConstraint = 148, T_ReplicaIdentityStmt = 149, T_AlterCollationStmt = 150, T_AlterDomainStmt = 151,
  T_GrantStmt = 152, T_ObjectWithArgs = 153, T_AccessPriv = 154, T_GrantRoleStmt = 155,
  T_AlterDefaultPrivilegesStmt = 156, T_CopyStmt = 157, T_VariableSetStmt = 158, T_VariableShowStmt = 159,
  T_CreateStmt = 160, T_Constraint = 161, T_CreateTableSpaceStmt = 162, T_DropTableSpaceStmt = 163,
  T_AlterTableSpaceOptionsStmt = 164, T_AlterTableMoveAllStmt = 165, T_CreateExtensionStmt = 166,
  T_AlterExtensionStmt = 167, T_AlterExtensionContentsStmt = 168, T_CreateFdwStmt = 169, T_AlterFdwStmt = 170,
  T_CreateForeignServerStmt = 171, T_AlterForeignServerStmt = 172, T_CreateForeignTableStmt = 173,
  T_CreateUserMappingStmt = 174, T_AlterUserMappingStmt = 175, T_DropUserMappingStmt = 176,
  T_ImportForeignSchemaStmt = 177, T_CreatePolicyStmt = 178, T_AlterPolicyStmt = 179, T_CreateAmStmt = 180,
  T_CreateTrigStmt = 181, T_CreateEventTrigStmt = 182, T_AlterEventTrigStmt = 183, T_CreatePLangStmt = 184,
  T_CreateRoleStmt = 185, T_AlterRoleStmt = 186, T_AlterRoleSetStmt = 187, T_DropRoleStmt = 188,
  T_CreateSeqStmt = 189, T_AlterSeqStmt = 190, T_DefineStmt = 191, T_CreateDomainStmt = 192,
  T_CreateOpClassStmt = 193, T_CreateOpClassItem = 194, T_CreateOpFamilyStmt = 195, T_AlterOpFamilyStmt = 196,
  T_DropStmt = 197, T_TruncateStmt = 198, T_CommentStmt = 199, T_SecLabelStmt = 200, T_DeclareCursorStmt = 201,
  T_ClosePortalStmt = 202, T_FetchStmt = 203, T_IndexStmt = 204, T_CreateStatsStmt = 205, T_StatsElem = 206,
  T_AlterStatsStmt = 207, T_CreateFunctionStmt = 208, T_FunctionParameter = 209, T_AlterFunctionStmt = 210,
  T_DoStmt = 211, T_CallStmt = 213, T_RenameStmt = 215, T_AlterObjectDependsStmt = 216,
  T_AlterObjectSchemaStmt = 217, T_AlterOwnerStmt = 218, T_AlterOperatorStmt = 219, T_AlterTypeStmt = 220,
  T_RuleStmt = 221, T_NotifyStmt = 222, T_ListenStmt = 223, T_UnlistenStmt = 224, T_TransactionStmt = 225,
  T_CompositeTypeStmt = 226, T_CreateEnumStmt = 227, T_CreateRangeStmt = 228, T_AlterEnumStmt = 229,
  T_ViewStmt = 230, T_LoadStmt = 231, T_CreatedbStmt = 232, T_AlterDatabaseStmt = 233,
  T_AlterDatabaseRefreshCollStmt = 234, T_AlterDatabaseSetStmt = 235, T_DropdbStmt = 236, T_AlterSystemStmt = 237,
  T_ClusterStmt = 238, T_VacuumStmt = 239, T_VacuumRelation = 240, T_ExplainStmt = 241, T_CreateTableAsStmt = 242,
  T_RefreshMatViewStmt = 243, T_CheckPointStmt = 244, T_DiscardStmt = 245, T_LockStmt = 246,
  T_ConstraintsSetStmt = 247, T_ReindexStmt = 248, T_CreateConversionStmt = 249, T_CreateCastStmt = 250,
  T_CreateTransformStmt = 251, T_PrepareStmt = 252, T_ExecuteStmt = 253, T_DeallocateStmt = 254,
  T_DropOwnedStmt = 255, T_ReassignOwnedStmt = 256, T_AlterTSDictionaryStmt = 257, T_AlterTSConfigurationStmt = 258,
  T_PublicationTable = 259, T_PublicationObjSpec = 260, T_CreatePublicationStmt = 261, T_AlterPublicationStmt = 262,
  T_CreateSubscriptionStmt = 263, T_AlterSubscriptionStmt = 264, T_DropSubscriptionStmt = 265, T_Integer = 465,
  T_Float = 466, T_Boolean = 467, T_String = 468, T_BitString = 469, T_IntList = 471, T_OidList = 472
};

struct Node {
  NodeTag type;
};

enum CmdType {
  CMD_UNKNOWN, CMD_SELECT, CMD_UPDATE, CMD_INSERT, CMD_DELETE, CMD_MERGE, CMD_UTILITY, CMD_NOTHING
};

enum JoinType {
  JOIN_INNER, JOIN_LEFT, JOIN_FULL, JOIN_RIGHT, JOIN_SEMI, JOIN_ANTI, JOIN_RIGHT_SEMI, JOIN_RIGHT_ANTI,
  JOIN_UNIQUE_OUTER, JOIN_UNIQUE_INNER
};

enum OnConflictAction {
  ONCONFLICT_NONE, ONCONFLICT_NOTHING, ONCONFLICT_UPDATE
};

enum LimitOption {
  LIMIT_OPTION_DEFAULT, LIMIT_OPTION_COUNT, LIMIT_OPTION_WITH_TIES
};

enum LockClauseStrength {
  LCS_NONE, LCS_FORKEYSHARE, LCS_FORSHARE, LCS_FORNOKEYUPDATE, LCS_FORUPDATE
};

enum LockWaitPolicy {
  LockWaitBlock, LockWaitSkip, LockWaitError
};

enum OnCommitAction {
  ONCOMMIT_NOOP, ONCOMMIT_PRESERVE_ROWS, ONCOMMIT_DELETE_ROWS, ONCOMMIT_DROP
};

enum CoercionContext {
  COERCION_IMPLICIT, COERCION_ASSIGNMENT, COERCION_PLPGSQL, COERCION_EXPLICIT
};

enum CoercionForm {
  COERCE_EXPLICIT_CALL, COERCE_EXPLICIT_CAST, COERCE_IMPLICIT_CAST, COERCE_SQL_SYNTAX
};

enum BoolExprType {
  AND_EXPR, OR_EXPR, NOT_EXPR
};

enum SubLinkType {
  EXISTS_SUBLINK, ALL_SUBLINK, ANY_SUBLINK, ROWCOMPARE_SUBLINK, EXPR_SUBLINK, MULTIEXPR_SUBLINK, ARRAY_SUBLINK,
  CTE_SUBLINK
};

enum MinMaxOp {
  IS_GREATEST, IS_LEAST
};

enum SQLValueFunctionOp {
  SVFOP_CURRENT_DATE, SVFOP_CURRENT_TIME, SVFOP_CURRENT_TIME_N, SVFOP_CURRENT_TIMESTAMP, SVFOP_CURRENT_TIMESTAMP_N,
  SVFOP_LOCALTIME, SVFOP_LOCALTIME_N, SVFOP_LOCALTIMESTAMP, SVFOP_LOCALTIMESTAMP_N, SVFOP_CURRENT_ROLE,
  SVFOP_CURRENT_USER, SVFOP_USER, SVFOP_SESSION_USER, SVFOP_CURRENT_CATALOG, SVFOP_CURRENT_SCHEMA
};

enum XmlExprOp {
  IS_XMLCONCAT, IS_XMLELEMENT, IS_XMLFOREST, IS_XMLPARSE, IS_XMLPI, IS_XMLROOT, IS_XMLSERIALIZE, IS_DOCUMENT
};

enum XmlOptionType {
  XMLOPTION_DOCUMENT, XMLOPTION_CONTENT
};

enum NullTestType {
  IS_NULL, IS_NOT_NULL
};

enum BoolTestType {
  IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE, IS_UNKNOWN, IS_NOT_UNKNOWN
};

enum OverridingKind {
  OVERRIDING_NOT_SET = 0, OVERRIDING_USER_VALUE, OVERRIDING_SYSTEM_VALUE
};

enum SortByDir {
  SORTBY_DEFAULT, SORTBY_ASC, SORTBY_DESC, SORTBY_USING
};

enum SortByNulls {
  SORTBY_NULLS_DEFAULT, SORTBY_NULLS_FIRST, SORTBY_NULLS_LAST
};

enum A_Expr_Kind {
  AEXPR_OP, AEXPR_OP_ANY, AEXPR_OP_ALL, AEXPR_DISTINCT, AEXPR_NOT_DISTINCT, AEXPR_NULLIF, AEXPR_IN, AEXPR_LIKE,
  AEXPR_ILIKE, AEXPR_SIMILAR, AEXPR_BETWEEN, AEXPR_NOT_BETWEEN, AEXPR_BETWEEN_SYM, AEXPR_NOT_BETWEEN_SYM
};

enum RoleSpecType {
  ROLESPEC_CSTRING, ROLESPEC_CURRENT_ROLE, ROLESPEC_CURRENT_USER, ROLESPEC_SESSION_USER, ROLESPEC_PUBLIC
};

enum DefElemAction {
  DEFELEM_UNSPEC, DEFELEM_SET, DEFELEM_ADD, DEFELEM_DROP
};

enum PartitionRangeDatumKind {
  PARTITION_RANGE_DATUM_MINVALUE = -1, PARTITION_RANGE_DATUM_VALUE = 0, PARTITION_RANGE_DATUM_MAXVALUE = 1
};

enum GroupingSetKind {
  GROUPING_SET_EMPTY, GROUPING_SET_SIMPLE, GROUPING_SET_ROLLUP, GROUPING_SET_CUBE, GROUPING_SET_SETS
};

enum CTEMaterialize {
  CTEMaterializeDefault, CTEMaterializeAlways, CTEMaterializeNever
};

enum SetOperation {
  SETOP_NONE = 0, SETOP_UNION, SETOP_INTERSECT, SETOP_EXCEPT
};

enum ObjectType {
  OBJECT_ACCESS_METHOD, OBJECT_AGGREGATE, OBJECT_AMOP, OBJECT_AMPROC, OBJECT_ATTRIBUTE, OBJECT_CAST, OBJECT_COLUMN,
  OBJECT_COLLATION, OBJECT_CONVERSION, OBJECT_DATABASE, OBJECT_DEFAULT, OBJECT_DEFACL, OBJECT_DOMAIN,
  OBJECT_DOMCONSTRAINT, OBJECT_EVENT_TRIGGER, OBJECT_EXTENSION, OBJECT_FDW, OBJECT_FOREIGN_SERVER,
  OBJECT_FOREIGN_TABLE, OBJECT_FUNCTION, OBJECT_INDEX, OBJECT_LANGUAGE, OBJECT_LARGEOBJECT, OBJECT_MATVIEW,
  OBJECT_OPCLASS, OBJECT_OPERATOR, OBJECT_OPFAMILY, OBJECT_PARAMETER_ACL, OBJECT_POLICY, OBJECT_PROCEDURE,
  OBJECT_PUBLICATION, OBJECT_PUBLICATION_NAMESPACE, OBJECT_PUBLICATION_REL, OBJECT_ROLE, OBJECT_ROUTINE,
  OBJECT_RULE, OBJECT_SCHEMA, OBJECT_SEQUENCE, OBJECT_SUBSCRIPTION, OBJECT_STATISTIC_EXT, OBJECT_TABCONSTRAINT,
  OBJECT_TABLE, OBJECT_TABLESPACE, OBJECT_TRANSFORM, OBJECT_TRIGGER, OBJECT_TSCONFIGURATION, OBJECT_TSDICTIONARY,
  OBJECT_TSPARSER, OBJECT_TSTEMPLATE, OBJECT_TYPE, OBJECT_USER_MAPPING, OBJECT_VIEW
};

enum DropBehavior {
  DROP_RESTRICT, DROP_CASCADE
};

enum AlterTableType {
  AT_AddColumn, AT_AddColumnToView, AT_ColumnDefault, AT_CookedColumnDefault, AT_DropNotNull, AT_SetNotNull,
  AT_SetExpression, AT_DropExpression, AT_SetStatistics, AT_SetOptions, AT_ResetOptions, AT_SetStorage,
  AT_SetCompression, AT_DropColumn, AT_AddIndex, AT_ReAddIndex, AT_AddConstraint, AT_ReAddConstraint,
  AT_ReAddDomainConstraint, AT_AlterConstraint, AT_ValidateConstraint, AT_AddIndexConstraint, AT_DropConstraint,
  AT_ReAddComment, AT_AlterColumnType, AT_AlterColumnGenericOptions, AT_ChangeOwner, AT_ClusterOn, AT_DropCluster,
  AT_SetLogged, AT_SetUnLogged, AT_DropOids, AT_SetAccessMethod, AT_SetTableSpace, AT_SetRelOptions,
  AT_ResetRelOptions, AT_ReplaceRelOptions, AT_EnableTrig, AT_EnableAlwaysTrig, AT_EnableReplicaTrig, AT_DisableTrig,
  AT_EnableTrigAll, AT_DisableTrigAll, AT_EnableTrigUser, AT_DisableTrigUser, AT_EnableRule, AT_EnableAlwaysRule,
  AT_EnableReplicaRule, AT_DisableRule, AT_AddInherit, AT_DropInherit, AT_AddOf, AT_DropOf, AT_ReplicaIdentity,
  AT_EnableRowSecurity, AT_DisableRowSecurity, AT_ForceRowSecurity, AT_NoForceRowSecurity, AT_GenericOptions,
  AT_AttachPartition, AT_DetachPartition, AT_DetachPartitionFinalize, AT_AddIdentity, AT_SetIdentity,
  AT_DropIdentity, AT_ReAddStatistics
};

enum GrantTargetType {
  ACL_TARGET_OBJECT, ACL_TARGET_ALL_IN_SCHEMA, ACL_TARGET_DEFAULTS
};

enum VariableSetKind {
  VAR_SET_VALUE, VAR_SET_DEFAULT, VAR_SET_CURRENT, VAR_SET_MULTI, VAR_RESET, VAR_RESET_ALL
};

enum ConstrType {
  CONSTR_NULL, CONSTR_NOTNULL, CONSTR_DEFAULT, CONSTR_IDENTITY, CONSTR_GENERATED, CONSTR_CHECK, CONSTR_PRIMARY,
  CONSTR_UNIQUE, CONSTR_EXCLUSION, CONSTR_FOREIGN, CONSTR_ATTR_DEFERRABLE, CONSTR_ATTR_NOT_DEFERRABLE,
  CONSTR_ATTR_DEFERRED, CONSTR_ATTR_IMMEDIATE, CONSTR_ATTR_ENFORCED, CONSTR_ATTR_NOT_ENFORCED
};

enum ImportForeignSchemaType {
  FDW_IMPORT_SCHEMA_ALL, FDW_IMPORT_SCHEMA_LIMIT_TO, FDW_IMPORT_SCHEMA_EXCEPT
};

enum RoleStmtType {
  ROLESTMT_ROLE, ROLESTMT_USER, ROLESTMT_GROUP
};

enum FetchDirection {
  FETCH_FORWARD, FETCH_BACKWARD, FETCH_ABSOLUTE, FETCH_RELATIVE
};

enum FunctionParameterMode {
  FUNC_PARAM_IN = 'i', FUNC_PARAM_OUT = 'o', FUNC_PARAM_INOUT = 'b', FUNC_PARAM_VARIADIC = 'v',
  FUNC_PARAM_TABLE = 't', FUNC_PARAM_DEFAULT = 'd'
};

enum TransactionStmtKind {
  TRANS_STMT_BEGIN, TRANS_STMT_START, TRANS_STMT_COMMIT, TRANS_STMT_ROLLBACK, TRANS_STMT_SAVEPOINT,
  TRANS_STMT_RELEASE, TRANS_STMT_ROLLBACK_TO, TRANS_STMT_PREPARE, TRANS_STMT_COMMIT_PREPARED,
  TRANS_STMT_ROLLBACK_PREPARED
};

enum ViewCheckOption {
  NO_CHECK_OPTION, LOCAL_CHECK_OPTION, CASCADED_CHECK_OPTION
};

enum DiscardMode {
  DISCARD_ALL, DISCARD_PLANS, DISCARD_SEQUENCES, DISCARD_TEMP
};

enum ReindexObjectType {
  REINDEX_OBJECT_INDEX, REINDEX_OBJECT_TABLE, REINDEX_OBJECT_SCHEMA, REINDEX_OBJECT_SYSTEM,
  REINDEX_OBJECT_DATABASE
};

enum AlterTSConfigType {
  ALTER_TSCONFIG_ADD_MAPPING, ALTER_TSCONFIG_ALTER_MAPPING_FOR_TOKEN, ALTER_TSCONFIG_REPLACE_DICT,
  ALTER_TSCONFIG_REPLACE_DICT_FOR_TOKEN, ALTER_TSCONFIG_DROP_MAPPING
};

enum PublicationObjSpecType {
  PUBLICATIONOBJ_TABLE, PUBLICATIONOBJ_TABLES_IN_SCHEMA, PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA,
  PUBLICATIONOBJ_CONTINUATION
};

enum AlterPublicationAction {
  AP_AddObjects, AP_DropObjects, AP_SetObjects
};

enum AlterSubscriptionType {
  ALTER_SUBSCRIPTION_OPTIONS, ALTER_SUBSCRIPTION_CONNECTION, ALTER_SUBSCRIPTION_SET_PUBLICATION,
  ALTER_SUBSCRIPTION_ADD_PUBLICATION, ALTER_SUBSCRIPTION_DROP_PUBLICATION, ALTER_SUBSCRIPTION_REFRESH,
  ALTER_SUBSCRIPTION_ENABLED, ALTER_SUBSCRIPTION_SKIP
};

enum MergeMatchKind {
  MERGE_WHEN_MATCHED, MERGE_WHEN_NOT_MATCHED_BY_SOURCE, MERGE_WHEN_NOT_MATCHED_BY_TARGET
};

enum ReturningOptionKind {
  RETURNING_OPTION_OLD, RETURNING_OPTION_NEW
};

enum PartitionStrategy {
  PARTITION_STRATEGY_LIST = 'l', PARTITION_STRATEGY_RANGE = 'r', PARTITION_STRATEGY_HASH = 'h'
};

enum JsonEncoding {
  JS_ENC_DEFAULT, JS_ENC_UTF8, JS_ENC_UTF16, JS_ENC_UTF32
};

enum JsonFormatType {
  JS_FORMAT_DEFAULT, JS_FORMAT_JSON, JS_FORMAT_JSONB
};

enum JsonValueType {
  JS_TYPE_ANY, JS_TYPE_OBJECT, JS_TYPE_ARRAY, JS_TYPE_SCALAR
};

enum JsonBehaviorType {
  JSON_BEHAVIOR_NULL, JSON_BEHAVIOR_ERROR, JSON_BEHAVIOR_EMPTY, JSON_BEHAVIOR_TRUE, JSON_BEHAVIOR_FALSE,
  JSON_BEHAVIOR_UNKNOWN, JSON_BEHAVIOR_EMPTY_ARRAY, JSON_BEHAVIOR_EMPTY_OBJECT, JSON_BEHAVIOR_DEFAULT
};

enum JsonExprOp {
  JSON_EXISTS_OP, JSON_QUERY_OP, JSON_VALUE_OP, JSON_TABLE_OP
};

enum JsonWrapper {
  JSW_UNSPEC, JSW_NONE, JSW_CONDITIONAL, JSW_UNCONDITIONAL
};

enum JsonQuotes {
  JS_QUOTES_UNSPEC, JS_QUOTES_KEEP, JS_QUOTES_OMIT
};

enum JsonTableColumnType {
  JTC_FOR_ORDINALITY, JTC_REGULAR, JTC_EXISTS, JTC_FORMATTED, JTC_NESTED
};

struct List; struct Integer; struct Float; struct Boolean; struct String; struct BitString; struct Alias;
struct RangeVar; struct IntoClause; struct Expr; struct GroupingFunc; struct NamedArgExpr; struct BoolExpr;
struct SubLink; struct CaseExpr; struct CaseWhen; struct RowExpr; struct CoalesceExpr; struct MinMaxExpr;
struct SQLValueFunction; struct XmlExpr; struct NullTest; struct BooleanTest; struct SetToDefault;
struct CurrentOfExpr; struct JoinExpr; struct TypeName; struct ColumnRef; struct ParamRef; struct A_Expr;
struct A_Const; struct TypeCast; struct CollateClause; struct RoleSpec; struct FuncCall; struct A_Star;
struct A_Indices; struct A_Indirection; struct A_ArrayExpr; struct ResTarget; struct MultiAssignRef; struct SortBy;
struct WindowDef; struct RangeSubselect; struct RangeFunction; struct RangeTableFunc; struct RangeTableFuncCol;
struct RangeTableSample; struct ColumnDef; struct TableLikeClause; struct IndexElem; struct DefElem;
struct LockingClause; struct XmlSerialize; struct PartitionElem; struct PartitionSpec; struct PartitionBoundSpec;
struct PartitionRangeDatum; struct PartitionCmd; struct GroupingSet; struct WithClause; struct InferClause;
struct OnConflictClause; struct CTESearchClause; struct CTECycleClause; struct CommonTableExpr;
struct MergeWhenClause; struct TriggerTransition; struct RawStmt; struct InsertStmt; struct DeleteStmt;
struct UpdateStmt; struct MergeStmt; struct SelectStmt; struct ReturnStmt; struct CreateSchemaStmt;
struct AlterTableStmt; struct ReplicaIdentityStmt; struct AlterTableCmd; struct AlterCollationStmt;
struct AlterDomainStmt; struct GrantStmt; struct ObjectWithArgs; struct AccessPriv; struct GrantRoleStmt;
struct AlterDefaultPrivilegesStmt; struct CopyStmt; struct VariableSetStmt; struct VariableShowStmt;
struct CreateStmt; struct Constraint; struct CreateTableSpaceStmt; struct DropTableSpaceStmt;
struct AlterTableSpaceOptionsStmt; struct AlterTableMoveAllStmt; struct CreateExtensionStmt;
struct AlterExtensionStmt; struct AlterExtensionContentsStmt; struct CreateFdwStmt; struct AlterFdwStmt;
struct CreateForeignServerStmt; struct AlterForeignServerStmt; struct CreateForeignTableStmt;
struct CreateUserMappingStmt; struct AlterUserMappingStmt; struct DropUserMappingStmt;
struct ImportForeignSchemaStmt; struct CreatePolicyStmt; struct AlterPolicyStmt; struct CreateAmStmt;
struct CreateTrigStmt; struct CreateEventTrigStmt; struct AlterEventTrigStmt; struct CreatePLangStmt;
struct CreateRoleStmt; struct AlterRoleStmt; struct AlterRoleSetStmt; struct DropRoleStmt; struct CreateSeqStmt;
struct AlterSeqStmt; struct DefineStmt; struct CreateDomainStmt; struct CreateOpClassStmt; struct CreateOpClassItem;
struct CreateOpFamilyStmt; struct AlterOpFamilyStmt; struct DropStmt; struct TruncateStmt; struct CommentStmt;
struct SecLabelStmt; struct DeclareCursorStmt; struct ClosePortalStmt; struct FetchStmt; struct IndexStmt;
struct CreateStatsStmt; struct StatsElem; struct AlterStatsStmt; struct CreateFunctionStmt; struct FunctionParameter;
struct AlterFunctionStmt; struct DoStmt; struct CallStmt; struct RenameStmt; struct AlterObjectDependsStmt;
struct AlterObjectSchemaStmt; struct AlterOwnerStmt; struct AlterOperatorStmt; struct AlterTypeStmt; struct RuleStmt;
struct NotifyStmt; struct ListenStmt; struct UnlistenStmt; struct TransactionStmt; struct CompositeTypeStmt;
struct CreateEnumStmt; struct CreateRangeStmt; struct AlterEnumStmt; struct ViewStmt; struct LoadStmt;
struct CreatedbStmt; struct AlterDatabaseStmt; struct AlterDatabaseRefreshCollStmt; struct AlterDatabaseSetStmt;
struct DropdbStmt; struct AlterSystemStmt; struct ClusterStmt; struct VacuumStmt; struct VacuumRelation;
struct ExplainStmt; struct CreateTableAsStmt; struct RefreshMatViewStmt; struct CheckPointStmt; struct DiscardStmt;
struct LockStmt; struct ConstraintsSetStmt; struct ReindexStmt; struct CreateConversionStmt; struct CreateCastStmt;
struct CreateTransformStmt; struct PrepareStmt; struct ExecuteStmt; struct DeallocateStmt; struct DropOwnedStmt;
struct ReassignOwnedStmt; struct AlterTSDictionaryStmt; struct AlterTSConfigurationStmt; struct PublicationTable;
struct PublicationObjSpec; struct CreatePublicationStmt; struct AlterPublicationStmt; struct CreateSubscriptionStmt;
struct AlterSubscriptionStmt; struct DropSubscriptionStmt; struct MergeSupportFunc; struct JsonFormat;
struct JsonReturning; struct JsonValueExpr; struct JsonIsPredicate; struct JsonBehavior; struct ReturningOption;
struct ReturningClause; struct JsonOutput; struct JsonArgument; struct JsonFuncExpr; struct JsonTablePathSpec;
struct JsonTable; struct JsonTableColumn; struct JsonKeyValue; struct JsonParseExpr; struct JsonScalarExpr;
struct JsonSerializeExpr; struct JsonObjectConstructor; struct JsonArrayConstructor;
struct JsonArrayQueryConstructor; struct JsonAggConstructor; struct JsonObjectAgg; struct JsonArrayAgg;
struct ATAlterConstraint;

union ListCell {
  Ptr<void> ptr_value;
  int int_value;
  Oid oid_value;
};

struct List {
  NodeTag type;
  int length;
  int max_length;
  Ptr<ListCell> elements;
  ListCell initial_elements[1];
};

struct Integer {
  NodeTag type;
  int ival;
};

struct Float {
  NodeTag type;
  Ptr<char> fval;
};

struct Boolean {
  NodeTag type;
  bool boolval;
};

struct String {
  NodeTag type;
  Ptr<char> sval;
};

struct BitString {
  NodeTag type;
  Ptr<char> bsval;
};

struct Alias {
  NodeTag type;
  Ptr<char> aliasname;
  Ptr<List> colnames;
};

struct RangeVar {
  NodeTag type;
  Ptr<char> catalogname;
  Ptr<char> schemaname;
  Ptr<char> relname;
  bool inh;
  char relpersistence;
  Ptr<Alias> alias;
  int location;
};

struct IntoClause {
  NodeTag type;
  Ptr<RangeVar> rel;
  Ptr<List> colNames;
  Ptr<char> accessMethod;
  Ptr<List> options;
  OnCommitAction onCommit;
  Ptr<char> tableSpaceName;
  Ptr<Node> viewQuery;
  bool skipData;
};

struct Expr {
  NodeTag type;
};

struct GroupingFunc {
  Expr xpr;
  Ptr<List> args;
  Ptr<List> refs;
  Ptr<List> cols;
  Index agglevelsup;
  int location;
};

struct NamedArgExpr {
  Expr xpr;
  Ptr<Expr> arg;
  Ptr<char> name;
  int argnumber;
  int location;
};

struct BoolExpr {
  Expr xpr;
  BoolExprType boolop;
  Ptr<List> args;
  int location;
};

struct SubLink {
  Expr xpr;
  SubLinkType subLinkType;
  int subLinkId;
  Ptr<Node> testexpr;
  Ptr<List> operName;
  Ptr<Node> subselect;
  int location;
};

struct CaseExpr {
  Expr xpr;
  Oid casetype;
  Oid casecollid;
  Ptr<Expr> arg;
  Ptr<List> args;
  Ptr<Expr> defresult;
  int location;
};

struct CaseWhen {
  Expr xpr;
  Ptr<Expr> expr;
  Ptr<Expr> result;
  int location;
};

struct RowExpr {
  Expr xpr;
  Ptr<List> args;
  Oid row_typeid;
  CoercionForm row_format;
  Ptr<List> colnames;
  int location;
};

struct CoalesceExpr {
  Expr xpr;
  Oid coalescetype;
  Oid coalescecollid;
  Ptr<List> args;
  int location;
};

struct MinMaxExpr {
  Expr xpr;
  Oid minmaxtype;
  Oid minmaxcollid;
  Oid inputcollid;
  MinMaxOp op;
  Ptr<List> args;
  int location;
};

struct SQLValueFunction {
  Expr xpr;
  SQLValueFunctionOp op;
  Oid type;
  int32 typmod;
  int location;
};

struct XmlExpr {
  Expr xpr;
  XmlExprOp op;
  Ptr<char> name;
  Ptr<List> named_args;
  Ptr<List> arg_names;
  Ptr<List> args;
  XmlOptionType xmloption;
  bool indent;
  Oid type;
  int32 typmod;
  int location;
};

struct NullTest {
  Expr xpr;
  Ptr<Expr> arg;
  NullTestType nulltesttype;
  bool argisrow;
  int location;
};

struct BooleanTest {
  Expr xpr;
  Ptr<Expr> arg;
  BoolTestType booltesttype;
  int location;
};

struct SetToDefault {
  Expr xpr;
  Oid typeId;
  int32 typeMod;
  Oid collation;
  int location;
};

struct CurrentOfExpr {
  Expr xpr;
  Index cvarno;
  Ptr<char> cursor_name;
  int cursor_param;
};

struct JoinExpr {
  NodeTag type;
  JoinType jointype;
  bool isNatural;
  Ptr<Node> larg;
  Ptr<Node> rarg;
  Ptr<List> usingClause;
  Ptr<Alias> join_using_alias;
  Ptr<Node> quals;
  Ptr<Alias> alias;
  int rtindex;
};

struct TypeName {
  NodeTag type;
  Ptr<List> names;
  Oid typeOid;
  bool setof;
  bool pct_type;
  Ptr<List> typmods;
  int32 typemod;
  Ptr<List> arrayBounds;
  int location;
};

struct ColumnRef {
  NodeTag type;
  Ptr<List> fields;
  int location;
};

struct ParamRef {
  NodeTag type;
  int number;
  int location;
};

struct A_Expr {
  NodeTag type;
  A_Expr_Kind kind;
  Ptr<List> name;
  Ptr<Node> lexpr;
  Ptr<Node> rexpr;
  int rexpr_list_start;
  int rexpr_list_end;
  int location;
};

struct A_Const {
  NodeTag type;
  union ValUnion
  {
  Node node;
  Integer ival;
  Float fval;
  Boolean boolval;
  String sval;
  BitString bsval;
  } val;
  bool isnull;
  int location;
};

struct TypeCast {
  NodeTag type;
  Ptr<Node> arg;
  Ptr<TypeName> typeName;
  int location;
};

struct CollateClause {
  NodeTag type;
  Ptr<Node> arg;
  Ptr<List> collname;
  int location;
};

struct RoleSpec {
  NodeTag type;
  RoleSpecType roletype;
  Ptr<char> rolename;
  int location;
};

struct FuncCall {
  NodeTag type;
  Ptr<List> funcname;
  Ptr<List> args;
  Ptr<List> agg_order;
  Ptr<Node> agg_filter;
  Ptr<WindowDef> over;
  bool agg_within_group;
  bool agg_star;
  bool agg_distinct;
  bool func_variadic;
  CoercionForm funcformat;
  int location;
};

struct A_Star {
  NodeTag type;
};

struct A_Indices {
  NodeTag type;
  bool is_slice;
  Ptr<Node> lidx;
  Ptr<Node> uidx;
};

struct A_Indirection {
  NodeTag type;
  Ptr<Node> arg;
  Ptr<List> indirection;
};

struct A_ArrayExpr {
  NodeTag type;
  Ptr<List> elements;
  int list_start;
  int list_end;
  int location;
};

struct ResTarget {
  NodeTag type;
  Ptr<char> name;
  Ptr<List> indirection;
  Ptr<Node> val;
  int location;
};

struct MultiAssignRef {
  NodeTag type;
  Ptr<Node> source;
  int colno;
  int ncolumns;
};

struct SortBy {
  NodeTag type;
  Ptr<Node> node;
  SortByDir sortby_dir;
  SortByNulls sortby_nulls;
  Ptr<List> useOp;
  int location;
};

struct WindowDef {
  NodeTag type;
  Ptr<char> name;
  Ptr<char> refname;
  Ptr<List> partitionClause;
  Ptr<List> orderClause;
  int frameOptions;
  Ptr<Node> startOffset;
  Ptr<Node> endOffset;
  int location;
};

struct RangeSubselect {
  NodeTag type;
  bool lateral;
  Ptr<Node> subquery;
  Ptr<Alias> alias;
};

struct RangeFunction {
  NodeTag type;
  bool lateral;
  bool ordinality;
  bool is_rowsfrom;
  Ptr<List> functions;
  Ptr<Alias> alias;
  Ptr<List> coldeflist;
};

struct RangeTableFunc {
  NodeTag type;
  bool lateral;
  Ptr<Node> docexpr;
  Ptr<Node> rowexpr;
  Ptr<List> namespaces;
  Ptr<List> columns;
  Ptr<Alias> alias;
  int location;
};

struct RangeTableFuncCol {
  NodeTag type;
  Ptr<char> colname;
  Ptr<TypeName> typeName;
  bool for_ordinality;
  bool is_not_null;
  Ptr<Node> colexpr;
  Ptr<Node> coldefexpr;
  int location;
};

struct RangeTableSample {
  NodeTag type;
  Ptr<Node> relation;
  Ptr<List> method;
  Ptr<List> args;
  Ptr<Node> repeatable;
  int location;
};

struct ColumnDef {
  NodeTag type;
  Ptr<char> colname;
  Ptr<TypeName> typeName;
  Ptr<char> compression;
  int16 inhcount;
  bool is_local;
  bool is_not_null;
  bool is_from_type;
  char storage;
  Ptr<char> storage_name;
  Ptr<Node> raw_default;
  Ptr<Node> cooked_default;
  char identity;
  Ptr<RangeVar> identitySequence;
  char generated;
  Ptr<CollateClause> collClause;
  Oid collOid;
  Ptr<List> constraints;
  Ptr<List> fdwoptions;
  int location;
};

struct TableLikeClause {
  NodeTag type;
  Ptr<RangeVar> relation;
  bits32 options;
  Oid relationOid;
};

struct IndexElem {
  NodeTag type;
  Ptr<char> name;
  Ptr<Node> expr;
  Ptr<char> indexcolname;
  Ptr<List> collation;
  Ptr<List> opclass;
  Ptr<List> opclassopts;
  SortByDir ordering;
  SortByNulls nulls_ordering;
};

struct DefElem {
  NodeTag type;
  Ptr<char> defnamespace;
  Ptr<char> defname;
  Ptr<Node> arg;
  DefElemAction defaction;
  int location;
};

struct LockingClause {
  NodeTag type;
  Ptr<List> lockedRels;
  LockClauseStrength strength;
  LockWaitPolicy waitPolicy;
};

struct XmlSerialize {
  NodeTag type;
  XmlOptionType xmloption;
  Ptr<Node> expr;
  Ptr<TypeName> typeName;
  bool indent;
  int location;
};

struct PartitionElem {
  NodeTag type;
  Ptr<char> name;
  Ptr<Node> expr;
  Ptr<List> collation;
  Ptr<List> opclass;
  int location;
};

struct PartitionSpec {
  NodeTag type;
  PartitionStrategy strategy;
  Ptr<List> partParams;
  int location;
};

struct PartitionBoundSpec {
  NodeTag type;
  char strategy;
  bool is_default;
  int modulus;
  int remainder;
  Ptr<List> listdatums;
  Ptr<List> lowerdatums;
  Ptr<List> upperdatums;
  int location;
};

struct PartitionRangeDatum {
  NodeTag type;
  PartitionRangeDatumKind kind;
  Ptr<Node> value;
  int location;
};

struct PartitionCmd {
  NodeTag type;
  Ptr<RangeVar> name;
  Ptr<PartitionBoundSpec> bound;
  bool concurrent;
};

struct GroupingSet {
  NodeTag type;
  GroupingSetKind kind;
  Ptr<List> content;
  int location;
};

struct WithClause {
  NodeTag type;
  Ptr<List> ctes;
  bool recursive;
  int location;
};

struct InferClause {
  NodeTag type;
  Ptr<List> indexElems;
  Ptr<Node> whereClause;
  Ptr<char> conname;
  int location;
};

struct OnConflictClause {
  NodeTag type;
  OnConflictAction action;
  Ptr<InferClause> infer;
  Ptr<List> targetList;
  Ptr<Node> whereClause;
  int location;
};

struct CTESearchClause {
  NodeTag type;
  Ptr<List> search_col_list;
  bool search_breadth_first;
  Ptr<char> search_seq_column;
  int location;
};

struct CTECycleClause {
  NodeTag type;
  Ptr<List> cycle_col_list;
  Ptr<char> cycle_mark_column;
  Ptr<Node> cycle_mark_value;
  Ptr<Node> cycle_mark_default;
  Ptr<char> cycle_path_column;
  int location;
  Oid cycle_mark_type;
  int cycle_mark_typmod;
  Oid cycle_mark_collation;
  Oid cycle_mark_neop;
};

struct CommonTableExpr {
  NodeTag type;
  Ptr<char> ctename;
  Ptr<List> aliascolnames;
  CTEMaterialize ctematerialized;
  Ptr<Node> ctequery;
  Ptr<CTESearchClause> search_clause;
  Ptr<CTECycleClause> cycle_clause;
  int location;
  bool cterecursive;
  int cterefcount;
  Ptr<List> ctecolnames;
  Ptr<List> ctecoltypes;
  Ptr<List> ctecoltypmods;
  Ptr<List> ctecolcollations;
};

struct MergeWhenClause {
  NodeTag type;
  MergeMatchKind matchKind;
  CmdType commandType;
  OverridingKind override;
  Ptr<Node> condition;
  Ptr<List> targetList;
  Ptr<List> values;
};

struct TriggerTransition {
  NodeTag type;
  Ptr<char> name;
  bool isNew;
  bool isTable;
};

struct RawStmt {
  NodeTag type;
  Ptr<Node> stmt;
  int stmt_location;
  int stmt_len;
};

struct InsertStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<List> cols;
  Ptr<Node> selectStmt;
  Ptr<OnConflictClause> onConflictClause;
  Ptr<ReturningClause> returningClause;
  Ptr<WithClause> withClause;
  OverridingKind override;
};

struct DeleteStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<List> usingClause;
  Ptr<Node> whereClause;
  Ptr<ReturningClause> returningClause;
  Ptr<WithClause> withClause;
};

struct UpdateStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<List> targetList;
  Ptr<Node> whereClause;
  Ptr<List> fromClause;
  Ptr<ReturningClause> returningClause;
  Ptr<WithClause> withClause;
};

struct MergeStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<Node> sourceRelation;
  Ptr<Node> joinCondition;
  Ptr<List> mergeWhenClauses;
  Ptr<ReturningClause> returningClause;
  Ptr<WithClause> withClause;
};

struct SelectStmt {
  NodeTag type;
  Ptr<List> distinctClause;
  Ptr<IntoClause> intoClause;
  Ptr<List> targetList;
  Ptr<List> fromClause;
  Ptr<Node> whereClause;
  Ptr<List> groupClause;
  bool groupDistinct;
  Ptr<Node> havingClause;
  Ptr<List> windowClause;
  Ptr<List> valuesLists;
  Ptr<List> sortClause;
  Ptr<Node> limitOffset;
  Ptr<Node> limitCount;
  LimitOption limitOption;
  Ptr<List> lockingClause;
  Ptr<WithClause> withClause;
  SetOperation op;
  bool all;
  Ptr<SelectStmt> larg;
  Ptr<SelectStmt> rarg;
};

struct ReturnStmt {
  NodeTag type;
  Ptr<Node> returnval;
};

struct CreateSchemaStmt {
  NodeTag type;
  Ptr<char> schemaname;
  Ptr<RoleSpec> authrole;
  Ptr<List> schemaElts;
  bool if_not_exists;
};

struct AlterTableStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<List> cmds;
  ObjectType objtype;
  bool missing_ok;
};

struct ReplicaIdentityStmt {
  NodeTag type;
  char identity_type;
  Ptr<char> name;
};

struct AlterTableCmd {
  NodeTag type;
  AlterTableType subtype;
  Ptr<char> name;
  int16 num;
  Ptr<RoleSpec> newowner;
  Ptr<Node> def;
  DropBehavior behavior;
  bool missing_ok;
  bool recurse;
};

struct AlterCollationStmt {
  NodeTag type;
  Ptr<List> collname;
};

struct AlterDomainStmt {
  NodeTag type;
  char subtype;
  Ptr<List> typeName;
  Ptr<char> name;
  Ptr<Node> def;
  DropBehavior behavior;
  bool missing_ok;
};

struct GrantStmt {
  NodeTag type;
  bool is_grant;
  GrantTargetType targtype;
  ObjectType objtype;
  Ptr<List> objects;
  Ptr<List> privileges;
  Ptr<List> grantees;
  bool grant_option;
  Ptr<RoleSpec> grantor;
  DropBehavior behavior;
};

struct ObjectWithArgs {
  NodeTag type;
  Ptr<List> objname;
  Ptr<List> objargs;
  Ptr<List> objfuncargs;
  bool args_unspecified;
};

struct AccessPriv {
  NodeTag type;
  Ptr<char> priv_name;
  Ptr<List> cols;
};

struct GrantRoleStmt {
  NodeTag type;
  Ptr<List> granted_roles;
  Ptr<List> grantee_roles;
  bool is_grant;
  Ptr<List> opt;
  Ptr<RoleSpec> grantor;
  DropBehavior behavior;
};

struct AlterDefaultPrivilegesStmt {
  NodeTag type;
  Ptr<List> options;
  Ptr<GrantStmt> action;
};

struct CopyStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<Node> query;
  Ptr<List> attlist;
  bool is_from;
  bool is_program;
  Ptr<char> filename;
  Ptr<List> options;
  Ptr<Node> whereClause;
};

struct VariableSetStmt {
  NodeTag type;
  VariableSetKind kind;
  Ptr<char> name;
  Ptr<List> args;
  bool jumble_args;
  bool is_local;
  int location;
};

struct VariableShowStmt {
  NodeTag type;
  Ptr<char> name;
};

struct CreateStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<List> tableElts;
  Ptr<List> inhRelations;
  Ptr<PartitionBoundSpec> partbound;
  Ptr<PartitionSpec> partspec;
  Ptr<TypeName> ofTypename;
  Ptr<List> constraints;
  Ptr<List> nnconstraints;
  Ptr<List> options;
  OnCommitAction oncommit;
  Ptr<char> tablespacename;
  Ptr<char> accessMethod;
  bool if_not_exists;
};

struct Constraint {
  NodeTag type;
  ConstrType contype;
  Ptr<char> conname;
  bool deferrable;
  bool initdeferred;
  bool is_enforced;
  bool skip_validation;
  bool initially_valid;
  bool is_no_inherit;
  Ptr<Node> raw_expr;
  Ptr<char> cooked_expr;
  char generated_when;
  char generated_kind;
  bool nulls_not_distinct;
  Ptr<List> keys;
  bool without_overlaps;
  Ptr<List> including;
  Ptr<List> exclusions;
  Ptr<List> options;
  Ptr<char> indexname;
  Ptr<char> indexspace;
  bool reset_default_tblspc;
  Ptr<char> access_method;
  Ptr<Node> where_clause;
  Ptr<RangeVar> pktable;
  Ptr<List> fk_attrs;
  Ptr<List> pk_attrs;
  bool fk_with_period;
  bool pk_with_period;
  char fk_matchtype;
  char fk_upd_action;
  char fk_del_action;
  Ptr<List> fk_del_set_cols;
  Ptr<List> old_conpfeqop;
  Oid old_pktable_oid;
  int location;
};

struct CreateTableSpaceStmt {
  NodeTag type;
  Ptr<char> tablespacename;
  Ptr<RoleSpec> owner;
  Ptr<char> location;
  Ptr<List> options;
};

struct DropTableSpaceStmt {
  NodeTag type;
  Ptr<char> tablespacename;
  bool missing_ok;
};

struct AlterTableSpaceOptionsStmt {
  NodeTag type;
  Ptr<char> tablespacename;
  Ptr<List> options;
  bool isReset;
};

struct AlterTableMoveAllStmt {
  NodeTag type;
  Ptr<char> orig_tablespacename;
  ObjectType objtype;
  Ptr<List> roles;
  Ptr<char> new_tablespacename;
  bool nowait;
};

struct CreateExtensionStmt {
  NodeTag type;
  Ptr<char> extname;
  bool if_not_exists;
  Ptr<List> options;
};

struct AlterExtensionStmt {
  NodeTag type;
  Ptr<char> extname;
  Ptr<List> options;
};

struct AlterExtensionContentsStmt {
  NodeTag type;
  Ptr<char> extname;
  int action;
  ObjectType objtype;
  Ptr<Node> object;
};

struct CreateFdwStmt {
  NodeTag type;
  Ptr<char> fdwname;
  Ptr<List> func_options;
  Ptr<List> options;
};

struct AlterFdwStmt {
  NodeTag type;
  Ptr<char> fdwname;
  Ptr<List> func_options;
  Ptr<List> options;
};

struct CreateForeignServerStmt {
  NodeTag type;
  Ptr<char> servername;
  Ptr<char> servertype;
  Ptr<char> version;
  Ptr<char> fdwname;
  bool if_not_exists;
  Ptr<List> options;
};

struct AlterForeignServerStmt {
  NodeTag type;
  Ptr<char> servername;
  Ptr<char> version;
  Ptr<List> options;
  bool has_version;
};

struct CreateForeignTableStmt {
  CreateStmt base;
  Ptr<char> servername;
  Ptr<List> options;
};

struct CreateUserMappingStmt {
  NodeTag type;
  Ptr<RoleSpec> user;
  Ptr<char> servername;
  bool if_not_exists;
  Ptr<List> options;
};

struct AlterUserMappingStmt {
  NodeTag type;
  Ptr<RoleSpec> user;
  Ptr<char> servername;
  Ptr<List> options;
};

struct DropUserMappingStmt {
  NodeTag type;
  Ptr<RoleSpec> user;
  Ptr<char> servername;
  bool missing_ok;
};

struct ImportForeignSchemaStmt {
  NodeTag type;
  Ptr<char> server_name;
  Ptr<char> remote_schema;
  Ptr<char> local_schema;
  ImportForeignSchemaType list_type;
  Ptr<List> table_list;
  Ptr<List> options;
};

struct CreatePolicyStmt {
  NodeTag type;
  Ptr<char> policy_name;
  Ptr<RangeVar> table;
  Ptr<char> cmd_name;
  bool permissive;
  Ptr<List> roles;
  Ptr<Node> qual;
  Ptr<Node> with_check;
};

struct AlterPolicyStmt {
  NodeTag type;
  Ptr<char> policy_name;
  Ptr<RangeVar> table;
  Ptr<List> roles;
  Ptr<Node> qual;
  Ptr<Node> with_check;
};

struct CreateAmStmt {
  NodeTag type;
  Ptr<char> amname;
  Ptr<List> handler_name;
  char amtype;
};

struct CreateTrigStmt {
  NodeTag type;
  bool replace;
  bool isconstraint;
  Ptr<char> trigname;
  Ptr<RangeVar> relation;
  Ptr<List> funcname;
  Ptr<List> args;
  bool row;
  int16 timing;
  int16 events;
  Ptr<List> columns;
  Ptr<Node> whenClause;
  Ptr<List> transitionRels;
  bool deferrable;
  bool initdeferred;
  Ptr<RangeVar> constrrel;
};

struct CreateEventTrigStmt {
  NodeTag type;
  Ptr<char> trigname;
  Ptr<char> eventname;
  Ptr<List> whenclause;
  Ptr<List> funcname;
};

struct AlterEventTrigStmt {
  NodeTag type;
  Ptr<char> trigname;
  char tgenabled;
};

struct CreatePLangStmt {
  NodeTag type;
  bool replace;
  Ptr<char> plname;
  Ptr<List> plhandler;
  Ptr<List> plinline;
  Ptr<List> plvalidator;
  bool pltrusted;
};

struct CreateRoleStmt {
  NodeTag type;
  RoleStmtType stmt_type;
  Ptr<char> role;
  Ptr<List> options;
};

struct AlterRoleStmt {
  NodeTag type;
  Ptr<RoleSpec> role;
  Ptr<List> options;
  int action;
};

struct AlterRoleSetStmt {
  NodeTag type;
  Ptr<RoleSpec> role;
  Ptr<char> database;
  Ptr<VariableSetStmt> setstmt;
};

struct DropRoleStmt {
  NodeTag type;
  Ptr<List> roles;
  bool missing_ok;
};

struct CreateSeqStmt {
  NodeTag type;
  Ptr<RangeVar> sequence;
  Ptr<List> options;
  Oid ownerId;
  bool for_identity;
  bool if_not_exists;
};

struct AlterSeqStmt {
  NodeTag type;
  Ptr<RangeVar> sequence;
  Ptr<List> options;
  bool for_identity;
  bool missing_ok;
};

struct DefineStmt {
  NodeTag type;
  ObjectType kind;
  bool oldstyle;
  Ptr<List> defnames;
  Ptr<List> args;
  Ptr<List> definition;
  bool if_not_exists;
  bool replace;
};

struct CreateDomainStmt {
  NodeTag type;
  Ptr<List> domainname;
  Ptr<TypeName> typeName;
  Ptr<CollateClause> collClause;
  Ptr<List> constraints;
};

struct CreateOpClassStmt {
  NodeTag type;
  Ptr<List> opclassname;
  Ptr<List> opfamilyname;
  Ptr<char> amname;
  Ptr<TypeName> datatype;
  Ptr<List> items;
  bool isDefault;
};

struct CreateOpClassItem {
  NodeTag type;
  int itemtype;
  Ptr<ObjectWithArgs> name;
  int number;
  Ptr<List> order_family;
  Ptr<List> class_args;
  Ptr<TypeName> storedtype;
};

struct CreateOpFamilyStmt {
  NodeTag type;
  Ptr<List> opfamilyname;
  Ptr<char> amname;
};

struct AlterOpFamilyStmt {
  NodeTag type;
  Ptr<List> opfamilyname;
  Ptr<char> amname;
  bool isDrop;
  Ptr<List> items;
};

struct DropStmt {
  NodeTag type;
  Ptr<List> objects;
  ObjectType removeType;
  DropBehavior behavior;
  bool missing_ok;
  bool concurrent;
};

struct TruncateStmt {
  NodeTag type;
  Ptr<List> relations;
  bool restart_seqs;
  DropBehavior behavior;
};

struct CommentStmt {
  NodeTag type;
  ObjectType objtype;
  Ptr<Node> object;
  Ptr<char> comment;
};

struct SecLabelStmt {
  NodeTag type;
  ObjectType objtype;
  Ptr<Node> object;
  Ptr<char> provider;
  Ptr<char> label;
};

struct DeclareCursorStmt {
  NodeTag type;
  Ptr<char> portalname;
  int options;
  Ptr<Node> query;
};

struct ClosePortalStmt {
  NodeTag type;
  Ptr<char> portalname;
};

struct FetchStmt {
  NodeTag type;
  FetchDirection direction;
  int32 howMany;
  Ptr<char> portalname;
  bool ismove;
};

struct IndexStmt {
  NodeTag type;
  Ptr<char> idxname;
  Ptr<RangeVar> relation;
  Ptr<char> accessMethod;
  Ptr<char> tableSpace;
  Ptr<List> indexParams;
  Ptr<List> indexIncludingParams;
  Ptr<List> options;
  Ptr<Node> whereClause;
  Ptr<List> excludeOpNames;
  Ptr<char> idxcomment;
  Oid indexOid;
  Oid oldNumber;
  SubTransactionId oldCreateSubid;
  SubTransactionId oldFirstRelfilelocatorSubid;
  bool unique;
  bool nulls_not_distinct;
  bool primary;
  bool isconstraint;
  bool iswithoutoverlaps;
  bool deferrable;
  bool initdeferred;
  bool transformed;
  bool concurrent;
  bool if_not_exists;
  bool reset_default_tblspc;
};

struct CreateStatsStmt {
  NodeTag type;
  Ptr<List> defnames;
  Ptr<List> stat_types;
  Ptr<List> exprs;
  Ptr<List> relations;
  Ptr<char> stxcomment;
  bool transformed;
  bool if_not_exists;
};

struct StatsElem {
  NodeTag type;
  Ptr<char> name;
  Ptr<Node> expr;
};

struct AlterStatsStmt {
  NodeTag type;
  Ptr<List> defnames;
  Ptr<Node> stxstattarget;
  bool missing_ok;
};

struct CreateFunctionStmt {
  NodeTag type;
  bool is_procedure;
  bool replace;
  Ptr<List> funcname;
  Ptr<List> parameters;
  Ptr<TypeName> returnType;
  Ptr<List> options;
  Ptr<Node> sql_body;
};

struct FunctionParameter {
  NodeTag type;
  Ptr<char> name;
  Ptr<TypeName> argType;
  FunctionParameterMode mode;
  Ptr<Node> defexpr;
  int location;
};

struct AlterFunctionStmt {
  NodeTag type;
  ObjectType objtype;
  Ptr<ObjectWithArgs> func;
  Ptr<List> actions;
};

struct DoStmt {
  NodeTag type;
  Ptr<List> args;
};

struct CallStmt {
  NodeTag type;
  Ptr<FuncCall> funccall;
  Ptr<FuncExpr> funcexpr;
  Ptr<List> outargs;
};

struct RenameStmt {
  NodeTag type;
  ObjectType renameType;
  ObjectType relationType;
  Ptr<RangeVar> relation;
  Ptr<Node> object;
  Ptr<char> subname;
  Ptr<char> newname;
  DropBehavior behavior;
  bool missing_ok;
};

struct AlterObjectDependsStmt {
  NodeTag type;
  ObjectType objectType;
  Ptr<RangeVar> relation;
  Ptr<Node> object;
  Ptr<String> extname;
  bool remove;
};

struct AlterObjectSchemaStmt {
  NodeTag type;
  ObjectType objectType;
  Ptr<RangeVar> relation;
  Ptr<Node> object;
  Ptr<char> newschema;
  bool missing_ok;
};

struct AlterOwnerStmt {
  NodeTag type;
  ObjectType objectType;
  Ptr<RangeVar> relation;
  Ptr<Node> object;
  Ptr<RoleSpec> newowner;
};

struct AlterOperatorStmt {
  NodeTag type;
  Ptr<ObjectWithArgs> opername;
  Ptr<List> options;
};

struct AlterTypeStmt {
  NodeTag type;
  Ptr<List> typeName;
  Ptr<List> options;
};

struct RuleStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<char> rulename;
  Ptr<Node> whereClause;
  CmdType event;
  bool instead;
  Ptr<List> actions;
  bool replace;
};

struct NotifyStmt {
  NodeTag type;
  Ptr<char> conditionname;
  Ptr<char> payload;
};

struct ListenStmt {
  NodeTag type;
  Ptr<char> conditionname;
};

struct UnlistenStmt {
  NodeTag type;
  Ptr<char> conditionname;
};

struct TransactionStmt {
  NodeTag type;
  TransactionStmtKind kind;
  Ptr<List> options;
  Ptr<char> savepoint_name;
  Ptr<char> gid;
  bool chain;
  int location;
};

struct CompositeTypeStmt {
  NodeTag type;
  Ptr<RangeVar> typevar;
  Ptr<List> coldeflist;
};

struct CreateEnumStmt {
  NodeTag type;
  Ptr<List> typeName;
  Ptr<List> vals;
};

struct CreateRangeStmt {
  NodeTag type;
  Ptr<List> typeName;
  Ptr<List> params;
};

struct AlterEnumStmt {
  NodeTag type;
  Ptr<List> typeName;
  Ptr<char> oldVal;
  Ptr<char> newVal;
  Ptr<char> newValNeighbor;
  bool newValIsAfter;
  bool skipIfNewValExists;
};

struct ViewStmt {
  NodeTag type;
  Ptr<RangeVar> view;
  Ptr<List> aliases;
  Ptr<Node> query;
  bool replace;
  Ptr<List> options;
  ViewCheckOption withCheckOption;
};

struct LoadStmt {
  NodeTag type;
  Ptr<char> filename;
};

struct CreatedbStmt {
  NodeTag type;
  Ptr<char> dbname;
  Ptr<List> options;
};

struct AlterDatabaseStmt {
  NodeTag type;
  Ptr<char> dbname;
  Ptr<List> options;
};

struct AlterDatabaseRefreshCollStmt {
  NodeTag type;
  Ptr<char> dbname;
};

struct AlterDatabaseSetStmt {
  NodeTag type;
  Ptr<char> dbname;
  Ptr<VariableSetStmt> setstmt;
};

struct DropdbStmt {
  NodeTag type;
  Ptr<char> dbname;
  bool missing_ok;
  Ptr<List> options;
};

struct AlterSystemStmt {
  NodeTag type;
  Ptr<VariableSetStmt> setstmt;
};

struct ClusterStmt {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<char> indexname;
  Ptr<List> params;
};

struct VacuumStmt {
  NodeTag type;
  Ptr<List> options;
  Ptr<List> rels;
  bool is_vacuumcmd;
};

struct VacuumRelation {
  NodeTag type;
  Ptr<RangeVar> relation;
  Oid oid;
  Ptr<List> va_cols;
};

struct ExplainStmt {
  NodeTag type;
  Ptr<Node> query;
  Ptr<List> options;
};

struct CreateTableAsStmt {
  NodeTag type;
  Ptr<Node> query;
  Ptr<IntoClause> into;
  ObjectType objtype;
  bool is_select_into;
  bool if_not_exists;
};

struct RefreshMatViewStmt {
  NodeTag type;
  bool concurrent;
  bool skipData;
  Ptr<RangeVar> relation;
};

struct CheckPointStmt {
  NodeTag type;
};

struct DiscardStmt {
  NodeTag type;
  DiscardMode target;
};

struct LockStmt {
  NodeTag type;
  Ptr<List> relations;
  int mode;
  bool nowait;
};

struct ConstraintsSetStmt {
  NodeTag type;
  Ptr<List> constraints;
  bool deferred;
};

struct ReindexStmt {
  NodeTag type;
  ReindexObjectType kind;
  Ptr<RangeVar> relation;
  Ptr<const char> name;
  Ptr<List> params;
};

struct CreateConversionStmt {
  NodeTag type;
  Ptr<List> conversion_name;
  Ptr<char> for_encoding_name;
  Ptr<char> to_encoding_name;
  Ptr<List> func_name;
  bool def;
};

struct CreateCastStmt {
  NodeTag type;
  Ptr<TypeName> sourcetype;
  Ptr<TypeName> targettype;
  Ptr<ObjectWithArgs> func;
  CoercionContext context;
  bool inout;
};

struct CreateTransformStmt {
  NodeTag type;
  bool replace;
  Ptr<TypeName> type_name;
  Ptr<char> lang;
  Ptr<ObjectWithArgs> fromsql;
  Ptr<ObjectWithArgs> tosql;
};

struct PrepareStmt {
  NodeTag type;
  Ptr<char> name;
  Ptr<List> argtypes;
  Ptr<Node> query;
};

struct ExecuteStmt {
  NodeTag type;
  Ptr<char> name;
  Ptr<List> params;
};

struct DeallocateStmt {
  NodeTag type;
  Ptr<char> name;
  bool isall;
  int location;
};

struct DropOwnedStmt {
  NodeTag type;
  Ptr<List> roles;
  DropBehavior behavior;
};

struct ReassignOwnedStmt {
  NodeTag type;
  Ptr<List> roles;
  Ptr<RoleSpec> newrole;
};

struct AlterTSDictionaryStmt {
  NodeTag type;
  Ptr<List> dictname;
  Ptr<List> options;
};

struct AlterTSConfigurationStmt {
  NodeTag type;
  AlterTSConfigType kind;
  Ptr<List> cfgname;
  Ptr<List> tokentype;
  Ptr<List> dicts;
  bool override;
  bool replace;
  bool missing_ok;
};

struct PublicationTable {
  NodeTag type;
  Ptr<RangeVar> relation;
  Ptr<Node> whereClause;
  Ptr<List> columns;
};

struct PublicationObjSpec {
  NodeTag type;
  PublicationObjSpecType pubobjtype;
  Ptr<char> name;
  Ptr<PublicationTable> pubtable;
  int location;
};

struct CreatePublicationStmt {
  NodeTag type;
  Ptr<char> pubname;
  Ptr<List> options;
  Ptr<List> pubobjects;
  bool for_all_tables;
};

struct AlterPublicationStmt {
  NodeTag type;
  Ptr<char> pubname;
  Ptr<List> options;
  Ptr<List> pubobjects;
  bool for_all_tables;
  AlterPublicationAction action;
};

struct CreateSubscriptionStmt {
  NodeTag type;
  Ptr<char> subname;
  Ptr<char> conninfo;
  Ptr<List> publication;
  Ptr<List> options;
};

struct AlterSubscriptionStmt {
  NodeTag type;
  AlterSubscriptionType kind;
  Ptr<char> subname;
  Ptr<char> conninfo;
  Ptr<List> publication;
  Ptr<List> options;
};

struct DropSubscriptionStmt {
  NodeTag type;
  Ptr<char> subname;
  bool missing_ok;
  DropBehavior behavior;
};

struct MergeSupportFunc {
  NodeTag type;
  Oid msftype;
  Oid msfcollid;
  int location;
};

struct JsonFormat {
  NodeTag type;
  JsonFormatType format_type;
  JsonEncoding encoding;
  int location;
};

struct JsonReturning {
  NodeTag type;
  Ptr<JsonFormat> format;
  Oid typid;
  int32 typmod;
};

struct JsonValueExpr {
  NodeTag type;
  Ptr<Node> raw_expr;
  Ptr<Node> formatted_expr;
  Ptr<JsonFormat> format;
};

struct JsonIsPredicate {
  NodeTag type;
  Ptr<Node> expr;
  Ptr<JsonFormat> format;
  JsonValueType item_type;
  bool unique_keys;
  int location;
};

struct JsonBehavior {
  NodeTag type;
  JsonBehaviorType btype;
  Ptr<Node> expr;
  bool coerce;
  int location;
};

struct ReturningOption {
  NodeTag type;
  ReturningOptionKind option;
  Ptr<char> value;
  int location;
};

struct ReturningClause {
  NodeTag type;
  Ptr<List> options;
  Ptr<List> exprs;
};

struct JsonOutput {
  NodeTag type;
  Ptr<TypeName> typeName;
  Ptr<JsonReturning> returning;
};

struct JsonArgument {
  NodeTag type;
  Ptr<JsonValueExpr> val;
  Ptr<char> name;
};

struct JsonFuncExpr {
  NodeTag type;
  JsonExprOp op;
  Ptr<char> column_name;
  Ptr<JsonValueExpr> context_item;
  Ptr<Node> pathspec;
  Ptr<List> passing;
  Ptr<JsonOutput> output;
  Ptr<JsonBehavior> on_empty;
  Ptr<JsonBehavior> on_error;
  JsonWrapper wrapper;
  JsonQuotes quotes;
  int location;
};

struct JsonTablePathSpec {
  NodeTag type;
  Ptr<Node> string;
  Ptr<char> name;
  int name_location;
  int location;
};

struct JsonTable {
  NodeTag type;
  Ptr<JsonValueExpr> context_item;
  Ptr<JsonTablePathSpec> pathspec;
  Ptr<List> passing;
  Ptr<List> columns;
  Ptr<JsonBehavior> on_error;
  Ptr<Alias> alias;
  bool lateral;
  int location;
};

struct JsonTableColumn {
  NodeTag type;
  JsonTableColumnType coltype;
  Ptr<char> name;
  Ptr<TypeName> typeName;
  Ptr<JsonTablePathSpec> pathspec;
  Ptr<JsonFormat> format;
  JsonWrapper wrapper;
  JsonQuotes quotes;
  Ptr<List> columns;
  Ptr<JsonBehavior> on_empty;
  Ptr<JsonBehavior> on_error;
  int location;
};

struct JsonKeyValue {
  NodeTag type;
  Ptr<Node> key;
  Ptr<JsonValueExpr> value;
};

struct JsonParseExpr {
  NodeTag type;
  Ptr<JsonValueExpr> expr;
  Ptr<JsonOutput> output;
  bool unique_keys;
  int location;
};

struct JsonScalarExpr {
  NodeTag type;
  Ptr<Node> expr;
  Ptr<JsonOutput> output;
  int location;
};

struct JsonSerializeExpr {
  NodeTag type;
  Ptr<JsonValueExpr> expr;
  Ptr<JsonOutput> output;
  int location;
};

struct JsonObjectConstructor {
  NodeTag type;
  Ptr<List> exprs;
  Ptr<JsonOutput> output;
  bool absent_on_null;
  bool unique;
  int location;
};

struct JsonArrayConstructor {
  NodeTag type;
  Ptr<List> exprs;
  Ptr<JsonOutput> output;
  bool absent_on_null;
  int location;
};

struct JsonArrayQueryConstructor {
  NodeTag type;
  Ptr<Node> query;
  Ptr<JsonOutput> output;
  Ptr<JsonFormat> format;
  bool absent_on_null;
  int location;
};

struct JsonAggConstructor {
  NodeTag type;
  Ptr<JsonOutput> output;
  Ptr<Node> agg_filter;
  Ptr<List> agg_order;
  Ptr<WindowDef> over;
  int location;
};

struct JsonObjectAgg {
  NodeTag type;
  Ptr<JsonAggConstructor> constructor;
  Ptr<JsonKeyValue> arg;
  bool absent_on_null;
  bool unique;
};

struct JsonArrayAgg {
  NodeTag type;
  Ptr<JsonAggConstructor> constructor;
  Ptr<JsonValueExpr> arg;
  bool absent_on_null;
};

struct ATAlterConstraint {
  NodeTag type;
  Ptr<char> conname;
  bool alterEnforceability;
  bool is_enforced;
  bool alterDeferrability;
  bool deferrable;
  bool initdeferred;
  bool alterInheritability;
  bool noinherit;
};

template <class T>
inline constexpr NodeTag tag_of = T_Invalid;
template <> inline constexpr NodeTag tag_of<List> = T_List;
template <> inline constexpr NodeTag tag_of<Integer> = T_Integer;
template <> inline constexpr NodeTag tag_of<Float> = T_Float;
template <> inline constexpr NodeTag tag_of<Boolean> = T_Boolean;
template <> inline constexpr NodeTag tag_of<String> = T_String;
template <> inline constexpr NodeTag tag_of<BitString> = T_BitString;
template <> inline constexpr NodeTag tag_of<Alias> = T_Alias;
template <> inline constexpr NodeTag tag_of<RangeVar> = T_RangeVar;
template <> inline constexpr NodeTag tag_of<IntoClause> = T_IntoClause;
template <> inline constexpr NodeTag tag_of<GroupingFunc> = T_GroupingFunc;
template <> inline constexpr NodeTag tag_of<NamedArgExpr> = T_NamedArgExpr;
template <> inline constexpr NodeTag tag_of<BoolExpr> = T_BoolExpr;
template <> inline constexpr NodeTag tag_of<SubLink> = T_SubLink;
template <> inline constexpr NodeTag tag_of<CaseExpr> = T_CaseExpr;
template <> inline constexpr NodeTag tag_of<CaseWhen> = T_CaseWhen;
template <> inline constexpr NodeTag tag_of<RowExpr> = T_RowExpr;
template <> inline constexpr NodeTag tag_of<CoalesceExpr> = T_CoalesceExpr;
template <> inline constexpr NodeTag tag_of<MinMaxExpr> = T_MinMaxExpr;
template <> inline constexpr NodeTag tag_of<SQLValueFunction> = T_SQLValueFunction;
template <> inline constexpr NodeTag tag_of<XmlExpr> = T_XmlExpr;
template <> inline constexpr NodeTag tag_of<NullTest> = T_NullTest;
template <> inline constexpr NodeTag tag_of<BooleanTest> = T_BooleanTest;
template <> inline constexpr NodeTag tag_of<SetToDefault> = T_SetToDefault;
template <> inline constexpr NodeTag tag_of<CurrentOfExpr> = T_CurrentOfExpr;
template <> inline constexpr NodeTag tag_of<JoinExpr> = T_JoinExpr;
template <> inline constexpr NodeTag tag_of<TypeName> = T_TypeName;
template <> inline constexpr NodeTag tag_of<ColumnRef> = T_ColumnRef;
template <> inline constexpr NodeTag tag_of<ParamRef> = T_ParamRef;
template <> inline constexpr NodeTag tag_of<A_Expr> = T_A_Expr;
template <> inline constexpr NodeTag tag_of<A_Const> = T_A_Const;
template <> inline constexpr NodeTag tag_of<TypeCast> = T_TypeCast;
template <> inline constexpr NodeTag tag_of<CollateClause> = T_CollateClause;
template <> inline constexpr NodeTag tag_of<RoleSpec> = T_RoleSpec;
template <> inline constexpr NodeTag tag_of<FuncCall> = T_FuncCall;
template <> inline constexpr NodeTag tag_of<A_Star> = T_A_Star;
template <> inline constexpr NodeTag tag_of<A_Indices> = T_A_Indices;
template <> inline constexpr NodeTag tag_of<A_Indirection> = T_A_Indirection;
template <> inline constexpr NodeTag tag_of<A_ArrayExpr> = T_A_ArrayExpr;
template <> inline constexpr NodeTag tag_of<ResTarget> = T_ResTarget;
template <> inline constexpr NodeTag tag_of<MultiAssignRef> = T_MultiAssignRef;
template <> inline constexpr NodeTag tag_of<SortBy> = T_SortBy;
template <> inline constexpr NodeTag tag_of<WindowDef> = T_WindowDef;
template <> inline constexpr NodeTag tag_of<RangeSubselect> = T_RangeSubselect;
template <> inline constexpr NodeTag tag_of<RangeFunction> = T_RangeFunction;
template <> inline constexpr NodeTag tag_of<RangeTableFunc> = T_RangeTableFunc;
template <> inline constexpr NodeTag tag_of<RangeTableFuncCol> = T_RangeTableFuncCol;
template <> inline constexpr NodeTag tag_of<RangeTableSample> = T_RangeTableSample;
template <> inline constexpr NodeTag tag_of<ColumnDef> = T_ColumnDef;
template <> inline constexpr NodeTag tag_of<TableLikeClause> = T_TableLikeClause;
template <> inline constexpr NodeTag tag_of<IndexElem> = T_IndexElem;
template <> inline constexpr NodeTag tag_of<DefElem> = T_DefElem;
template <> inline constexpr NodeTag tag_of<LockingClause> = T_LockingClause;
template <> inline constexpr NodeTag tag_of<XmlSerialize> = T_XmlSerialize;
template <> inline constexpr NodeTag tag_of<PartitionElem> = T_PartitionElem;
template <> inline constexpr NodeTag tag_of<PartitionSpec> = T_PartitionSpec;
template <> inline constexpr NodeTag tag_of<PartitionBoundSpec> = T_PartitionBoundSpec;
template <> inline constexpr NodeTag tag_of<PartitionRangeDatum> = T_PartitionRangeDatum;
template <> inline constexpr NodeTag tag_of<PartitionCmd> = T_PartitionCmd;
template <> inline constexpr NodeTag tag_of<GroupingSet> = T_GroupingSet;
template <> inline constexpr NodeTag tag_of<WithClause> = T_WithClause;
template <> inline constexpr NodeTag tag_of<InferClause> = T_InferClause;
template <> inline constexpr NodeTag tag_of<OnConflictClause> = T_OnConflictClause;
template <> inline constexpr NodeTag tag_of<CTESearchClause> = T_CTESearchClause;
template <> inline constexpr NodeTag tag_of<CTECycleClause> = T_CTECycleClause;
template <> inline constexpr NodeTag tag_of<CommonTableExpr> = T_CommonTableExpr;
template <> inline constexpr NodeTag tag_of<MergeWhenClause> = T_MergeWhenClause;
template <> inline constexpr NodeTag tag_of<TriggerTransition> = T_TriggerTransition;
template <> inline constexpr NodeTag tag_of<RawStmt> = T_RawStmt;
template <> inline constexpr NodeTag tag_of<InsertStmt> = T_InsertStmt;
template <> inline constexpr NodeTag tag_of<DeleteStmt> = T_DeleteStmt;
template <> inline constexpr NodeTag tag_of<UpdateStmt> = T_UpdateStmt;
template <> inline constexpr NodeTag tag_of<MergeStmt> = T_MergeStmt;
template <> inline constexpr NodeTag tag_of<SelectStmt> = T_SelectStmt;
template <> inline constexpr NodeTag tag_of<ReturnStmt> = T_ReturnStmt;
template <> inline constexpr NodeTag tag_of<CreateSchemaStmt> = T_CreateSchemaStmt;
template <> inline constexpr NodeTag tag_of<AlterTableStmt> = T_AlterTableStmt;
template <> inline constexpr NodeTag tag_of<ReplicaIdentityStmt> = T_ReplicaIdentityStmt;
template <> inline constexpr NodeTag tag_of<AlterTableCmd> = T_AlterTableCmd;
template <> inline constexpr NodeTag tag_of<AlterCollationStmt> = T_AlterCollationStmt;
template <> inline constexpr NodeTag tag_of<AlterDomainStmt> = T_AlterDomainStmt;
template <> inline constexpr NodeTag tag_of<GrantStmt> = T_GrantStmt;
template <> inline constexpr NodeTag tag_of<ObjectWithArgs> = T_ObjectWithArgs;
template <> inline constexpr NodeTag tag_of<AccessPriv> = T_AccessPriv;
template <> inline constexpr NodeTag tag_of<GrantRoleStmt> = T_GrantRoleStmt;
template <> inline constexpr NodeTag tag_of<AlterDefaultPrivilegesStmt> = T_AlterDefaultPrivilegesStmt;
template <> inline constexpr NodeTag tag_of<CopyStmt> = T_CopyStmt;
template <> inline constexpr NodeTag tag_of<VariableSetStmt> = T_VariableSetStmt;
template <> inline constexpr NodeTag tag_of<VariableShowStmt> = T_VariableShowStmt;
template <> inline constexpr NodeTag tag_of<CreateStmt> = T_CreateStmt;
template <> inline constexpr NodeTag tag_of<Constraint> = T_Constraint;
template <> inline constexpr NodeTag tag_of<CreateTableSpaceStmt> = T_CreateTableSpaceStmt;
template <> inline constexpr NodeTag tag_of<DropTableSpaceStmt> = T_DropTableSpaceStmt;
template <> inline constexpr NodeTag tag_of<AlterTableSpaceOptionsStmt> = T_AlterTableSpaceOptionsStmt;
template <> inline constexpr NodeTag tag_of<AlterTableMoveAllStmt> = T_AlterTableMoveAllStmt;
template <> inline constexpr NodeTag tag_of<CreateExtensionStmt> = T_CreateExtensionStmt;
template <> inline constexpr NodeTag tag_of<AlterExtensionStmt> = T_AlterExtensionStmt;
template <> inline constexpr NodeTag tag_of<AlterExtensionContentsStmt> = T_AlterExtensionContentsStmt;
template <> inline constexpr NodeTag tag_of<CreateFdwStmt> = T_CreateFdwStmt;
template <> inline constexpr NodeTag tag_of<AlterFdwStmt> = T_AlterFdwStmt;
template <> inline constexpr NodeTag tag_of<CreateForeignServerStmt> = T_CreateForeignServerStmt;
template <> inline constexpr NodeTag tag_of<AlterForeignServerStmt> = T_AlterForeignServerStmt;
template <> inline constexpr NodeTag tag_of<CreateForeignTableStmt> = T_CreateForeignTableStmt;
template <> inline constexpr NodeTag tag_of<CreateUserMappingStmt> = T_CreateUserMappingStmt;
template <> inline constexpr NodeTag tag_of<AlterUserMappingStmt> = T_AlterUserMappingStmt;
template <> inline constexpr NodeTag tag_of<DropUserMappingStmt> = T_DropUserMappingStmt;
template <> inline constexpr NodeTag tag_of<ImportForeignSchemaStmt> = T_ImportForeignSchemaStmt;
template <> inline constexpr NodeTag tag_of<CreatePolicyStmt> = T_CreatePolicyStmt;
template <> inline constexpr NodeTag tag_of<AlterPolicyStmt> = T_AlterPolicyStmt;
template <> inline constexpr NodeTag tag_of<CreateAmStmt> = T_CreateAmStmt;
template <> inline constexpr NodeTag tag_of<CreateTrigStmt> = T_CreateTrigStmt;
template <> inline constexpr NodeTag tag_of<CreateEventTrigStmt> = T_CreateEventTrigStmt;
template <> inline constexpr NodeTag tag_of<AlterEventTrigStmt> = T_AlterEventTrigStmt;
template <> inline constexpr NodeTag tag_of<CreatePLangStmt> = T_CreatePLangStmt;
template <> inline constexpr NodeTag tag_of<CreateRoleStmt> = T_CreateRoleStmt;
template <> inline constexpr NodeTag tag_of<AlterRoleStmt> = T_AlterRoleStmt;
template <> inline constexpr NodeTag tag_of<AlterRoleSetStmt> = T_AlterRoleSetStmt;
template <> inline constexpr NodeTag tag_of<DropRoleStmt> = T_DropRoleStmt;
template <> inline constexpr NodeTag tag_of<CreateSeqStmt> = T_CreateSeqStmt;
template <> inline constexpr NodeTag tag_of<AlterSeqStmt> = T_AlterSeqStmt;
template <> inline constexpr NodeTag tag_of<DefineStmt> = T_DefineStmt;
template <> inline constexpr NodeTag tag_of<CreateDomainStmt> = T_CreateDomainStmt;
template <> inline constexpr NodeTag tag_of<CreateOpClassStmt> = T_CreateOpClassStmt;
template <> inline constexpr NodeTag tag_of<CreateOpClassItem> = T_CreateOpClassItem;
template <> inline constexpr NodeTag tag_of<CreateOpFamilyStmt> = T_CreateOpFamilyStmt;
template <> inline constexpr NodeTag tag_of<AlterOpFamilyStmt> = T_AlterOpFamilyStmt;
template <> inline constexpr NodeTag tag_of<DropStmt> = T_DropStmt;
template <> inline constexpr NodeTag tag_of<TruncateStmt> = T_TruncateStmt;
template <> inline constexpr NodeTag tag_of<CommentStmt> = T_CommentStmt;
template <> inline constexpr NodeTag tag_of<SecLabelStmt> = T_SecLabelStmt;
template <> inline constexpr NodeTag tag_of<DeclareCursorStmt> = T_DeclareCursorStmt;
template <> inline constexpr NodeTag tag_of<ClosePortalStmt> = T_ClosePortalStmt;
template <> inline constexpr NodeTag tag_of<FetchStmt> = T_FetchStmt;
template <> inline constexpr NodeTag tag_of<IndexStmt> = T_IndexStmt;
template <> inline constexpr NodeTag tag_of<CreateStatsStmt> = T_CreateStatsStmt;
template <> inline constexpr NodeTag tag_of<StatsElem> = T_StatsElem;
template <> inline constexpr NodeTag tag_of<AlterStatsStmt> = T_AlterStatsStmt;
template <> inline constexpr NodeTag tag_of<CreateFunctionStmt> = T_CreateFunctionStmt;
template <> inline constexpr NodeTag tag_of<FunctionParameter> = T_FunctionParameter;
template <> inline constexpr NodeTag tag_of<AlterFunctionStmt> = T_AlterFunctionStmt;
template <> inline constexpr NodeTag tag_of<DoStmt> = T_DoStmt;
template <> inline constexpr NodeTag tag_of<CallStmt> = T_CallStmt;
template <> inline constexpr NodeTag tag_of<RenameStmt> = T_RenameStmt;
template <> inline constexpr NodeTag tag_of<AlterObjectDependsStmt> = T_AlterObjectDependsStmt;
template <> inline constexpr NodeTag tag_of<AlterObjectSchemaStmt> = T_AlterObjectSchemaStmt;
template <> inline constexpr NodeTag tag_of<AlterOwnerStmt> = T_AlterOwnerStmt;
template <> inline constexpr NodeTag tag_of<AlterOperatorStmt> = T_AlterOperatorStmt;
template <> inline constexpr NodeTag tag_of<AlterTypeStmt> = T_AlterTypeStmt;
template <> inline constexpr NodeTag tag_of<RuleStmt> = T_RuleStmt;
template <> inline constexpr NodeTag tag_of<NotifyStmt> = T_NotifyStmt;
template <> inline constexpr NodeTag tag_of<ListenStmt> = T_ListenStmt;
template <> inline constexpr NodeTag tag_of<UnlistenStmt> = T_UnlistenStmt;
template <> inline constexpr NodeTag tag_of<TransactionStmt> = T_TransactionStmt;
template <> inline constexpr NodeTag tag_of<CompositeTypeStmt> = T_CompositeTypeStmt;
template <> inline constexpr NodeTag tag_of<CreateEnumStmt> = T_CreateEnumStmt;
template <> inline constexpr NodeTag tag_of<CreateRangeStmt> = T_CreateRangeStmt;
template <> inline constexpr NodeTag tag_of<AlterEnumStmt> = T_AlterEnumStmt;
template <> inline constexpr NodeTag tag_of<ViewStmt> = T_ViewStmt;
template <> inline constexpr NodeTag tag_of<LoadStmt> = T_LoadStmt;
template <> inline constexpr NodeTag tag_of<CreatedbStmt> = T_CreatedbStmt;
template <> inline constexpr NodeTag tag_of<AlterDatabaseStmt> = T_AlterDatabaseStmt;
template <> inline constexpr NodeTag tag_of<AlterDatabaseRefreshCollStmt> = T_AlterDatabaseRefreshCollStmt;
template <> inline constexpr NodeTag tag_of<AlterDatabaseSetStmt> = T_AlterDatabaseSetStmt;
template <> inline constexpr NodeTag tag_of<DropdbStmt> = T_DropdbStmt;
template <> inline constexpr NodeTag tag_of<AlterSystemStmt> = T_AlterSystemStmt;
template <> inline constexpr NodeTag tag_of<ClusterStmt> = T_ClusterStmt;
template <> inline constexpr NodeTag tag_of<VacuumStmt> = T_VacuumStmt;
template <> inline constexpr NodeTag tag_of<VacuumRelation> = T_VacuumRelation;
template <> inline constexpr NodeTag tag_of<ExplainStmt> = T_ExplainStmt;
template <> inline constexpr NodeTag tag_of<CreateTableAsStmt> = T_CreateTableAsStmt;
template <> inline constexpr NodeTag tag_of<RefreshMatViewStmt> = T_RefreshMatViewStmt;
template <> inline constexpr NodeTag tag_of<CheckPointStmt> = T_CheckPointStmt;
template <> inline constexpr NodeTag tag_of<DiscardStmt> = T_DiscardStmt;
template <> inline constexpr NodeTag tag_of<LockStmt> = T_LockStmt;
template <> inline constexpr NodeTag tag_of<ConstraintsSetStmt> = T_ConstraintsSetStmt;
template <> inline constexpr NodeTag tag_of<ReindexStmt> = T_ReindexStmt;
template <> inline constexpr NodeTag tag_of<CreateConversionStmt> = T_CreateConversionStmt;
template <> inline constexpr NodeTag tag_of<CreateCastStmt> = T_CreateCastStmt;
template <> inline constexpr NodeTag tag_of<CreateTransformStmt> = T_CreateTransformStmt;
template <> inline constexpr NodeTag tag_of<PrepareStmt> = T_PrepareStmt;
template <> inline constexpr NodeTag tag_of<ExecuteStmt> = T_ExecuteStmt;
template <> inline constexpr NodeTag tag_of<DeallocateStmt> = T_DeallocateStmt;
template <> inline constexpr NodeTag tag_of<DropOwnedStmt> = T_DropOwnedStmt;
template <> inline constexpr NodeTag tag_of<ReassignOwnedStmt> = T_ReassignOwnedStmt;
template <> inline constexpr NodeTag tag_of<AlterTSDictionaryStmt> = T_AlterTSDictionaryStmt;
template <> inline constexpr NodeTag tag_of<AlterTSConfigurationStmt> = T_AlterTSConfigurationStmt;
template <> inline constexpr NodeTag tag_of<PublicationTable> = T_PublicationTable;
template <> inline constexpr NodeTag tag_of<PublicationObjSpec> = T_PublicationObjSpec;
template <> inline constexpr NodeTag tag_of<CreatePublicationStmt> = T_CreatePublicationStmt;
template <> inline constexpr NodeTag tag_of<AlterPublicationStmt> = T_AlterPublicationStmt;
template <> inline constexpr NodeTag tag_of<CreateSubscriptionStmt> = T_CreateSubscriptionStmt;
template <> inline constexpr NodeTag tag_of<AlterSubscriptionStmt> = T_AlterSubscriptionStmt;
template <> inline constexpr NodeTag tag_of<DropSubscriptionStmt> = T_DropSubscriptionStmt;
template <> inline constexpr NodeTag tag_of<MergeSupportFunc> = T_MergeSupportFunc;
template <> inline constexpr NodeTag tag_of<JsonFormat> = T_JsonFormat;
template <> inline constexpr NodeTag tag_of<JsonReturning> = T_JsonReturning;
template <> inline constexpr NodeTag tag_of<JsonValueExpr> = T_JsonValueExpr;
template <> inline constexpr NodeTag tag_of<JsonIsPredicate> = T_JsonIsPredicate;
template <> inline constexpr NodeTag tag_of<JsonBehavior> = T_JsonBehavior;
template <> inline constexpr NodeTag tag_of<ReturningOption> = T_ReturningOption;
template <> inline constexpr NodeTag tag_of<ReturningClause> = T_ReturningClause;
template <> inline constexpr NodeTag tag_of<JsonOutput> = T_JsonOutput;
template <> inline constexpr NodeTag tag_of<JsonArgument> = T_JsonArgument;
template <> inline constexpr NodeTag tag_of<JsonFuncExpr> = T_JsonFuncExpr;
template <> inline constexpr NodeTag tag_of<JsonTablePathSpec> = T_JsonTablePathSpec;
template <> inline constexpr NodeTag tag_of<JsonTable> = T_JsonTable;
template <> inline constexpr NodeTag tag_of<JsonTableColumn> = T_JsonTableColumn;
template <> inline constexpr NodeTag tag_of<JsonKeyValue> = T_JsonKeyValue;
template <> inline constexpr NodeTag tag_of<JsonParseExpr> = T_JsonParseExpr;
template <> inline constexpr NodeTag tag_of<JsonScalarExpr> = T_JsonScalarExpr;
template <> inline constexpr NodeTag tag_of<JsonSerializeExpr> = T_JsonSerializeExpr;
template <> inline constexpr NodeTag tag_of<JsonObjectConstructor> = T_JsonObjectConstructor;
template <> inline constexpr NodeTag tag_of<JsonArrayConstructor> = T_JsonArrayConstructor;
template <> inline constexpr NodeTag tag_of<JsonArrayQueryConstructor> = T_JsonArrayQueryConstructor;
template <> inline constexpr NodeTag tag_of<JsonAggConstructor> = T_JsonAggConstructor;
template <> inline constexpr NodeTag tag_of<JsonObjectAgg> = T_JsonObjectAgg;
template <> inline constexpr NodeTag tag_of<JsonArrayAgg> = T_JsonArrayAgg;
template <> inline constexpr NodeTag tag_of<ATAlterConstraint> = T_ATAlterConstraint;

/// "AlterSystemStmt": the name of a statement's node; "" for what is no statement.
constexpr const char *tag_name(NodeTag tag) {
  switch (tag) {
    case T_RawStmt: return "RawStmt";
    case T_InsertStmt: return "InsertStmt";
    case T_DeleteStmt: return "DeleteStmt";
    case T_UpdateStmt: return "UpdateStmt";
    case T_MergeStmt: return "MergeStmt";
    case T_SelectStmt: return "SelectStmt";
    case T_ReturnStmt: return "ReturnStmt";
    case T_AlterTableStmt: return "AlterTableStmt";
    case T_AlterDomainStmt: return "AlterDomainStmt";
    case T_GrantStmt: return "GrantStmt";
    case T_GrantRoleStmt: return "GrantRoleStmt";
    case T_AlterDefaultPrivilegesStmt: return "AlterDefaultPrivilegesStmt";
    case T_ClosePortalStmt: return "ClosePortalStmt";
    case T_ClusterStmt: return "ClusterStmt";
    case T_CopyStmt: return "CopyStmt";
    case T_CreateStmt: return "CreateStmt";
    case T_DefineStmt: return "DefineStmt";
    case T_DropStmt: return "DropStmt";
    case T_TruncateStmt: return "TruncateStmt";
    case T_CommentStmt: return "CommentStmt";
    case T_FetchStmt: return "FetchStmt";
    case T_IndexStmt: return "IndexStmt";
    case T_CreateFunctionStmt: return "CreateFunctionStmt";
    case T_AlterFunctionStmt: return "AlterFunctionStmt";
    case T_DoStmt: return "DoStmt";
    case T_RenameStmt: return "RenameStmt";
    case T_RuleStmt: return "RuleStmt";
    case T_NotifyStmt: return "NotifyStmt";
    case T_ListenStmt: return "ListenStmt";
    case T_UnlistenStmt: return "UnlistenStmt";
    case T_TransactionStmt: return "TransactionStmt";
    case T_ViewStmt: return "ViewStmt";
    case T_LoadStmt: return "LoadStmt";
    case T_CreateDomainStmt: return "CreateDomainStmt";
    case T_CreatedbStmt: return "CreatedbStmt";
    case T_DropdbStmt: return "DropdbStmt";
    case T_VacuumStmt: return "VacuumStmt";
    case T_ExplainStmt: return "ExplainStmt";
    case T_CreateTableAsStmt: return "CreateTableAsStmt";
    case T_CreateSeqStmt: return "CreateSeqStmt";
    case T_AlterSeqStmt: return "AlterSeqStmt";
    case T_VariableSetStmt: return "VariableSetStmt";
    case T_VariableShowStmt: return "VariableShowStmt";
    case T_DiscardStmt: return "DiscardStmt";
    case T_CreateTrigStmt: return "CreateTrigStmt";
    case T_CreatePLangStmt: return "CreatePLangStmt";
    case T_CreateRoleStmt: return "CreateRoleStmt";
    case T_AlterRoleStmt: return "AlterRoleStmt";
    case T_DropRoleStmt: return "DropRoleStmt";
    case T_LockStmt: return "LockStmt";
    case T_ConstraintsSetStmt: return "ConstraintsSetStmt";
    case T_ReindexStmt: return "ReindexStmt";
    case T_CheckPointStmt: return "CheckPointStmt";
    case T_CreateSchemaStmt: return "CreateSchemaStmt";
    case T_AlterDatabaseStmt: return "AlterDatabaseStmt";
    case T_AlterDatabaseRefreshCollStmt: return "AlterDatabaseRefreshCollStmt";
    case T_AlterDatabaseSetStmt: return "AlterDatabaseSetStmt";
    case T_AlterRoleSetStmt: return "AlterRoleSetStmt";
    case T_CreateConversionStmt: return "CreateConversionStmt";
    case T_CreateCastStmt: return "CreateCastStmt";
    case T_CreateOpClassStmt: return "CreateOpClassStmt";
    case T_CreateOpFamilyStmt: return "CreateOpFamilyStmt";
    case T_AlterOpFamilyStmt: return "AlterOpFamilyStmt";
    case T_PrepareStmt: return "PrepareStmt";
    case T_ExecuteStmt: return "ExecuteStmt";
    case T_DeallocateStmt: return "DeallocateStmt";
    case T_DeclareCursorStmt: return "DeclareCursorStmt";
    case T_CreateTableSpaceStmt: return "CreateTableSpaceStmt";
    case T_DropTableSpaceStmt: return "DropTableSpaceStmt";
    case T_AlterObjectDependsStmt: return "AlterObjectDependsStmt";
    case T_AlterObjectSchemaStmt: return "AlterObjectSchemaStmt";
    case T_AlterOwnerStmt: return "AlterOwnerStmt";
    case T_AlterOperatorStmt: return "AlterOperatorStmt";
    case T_AlterTypeStmt: return "AlterTypeStmt";
    case T_DropOwnedStmt: return "DropOwnedStmt";
    case T_ReassignOwnedStmt: return "ReassignOwnedStmt";
    case T_CompositeTypeStmt: return "CompositeTypeStmt";
    case T_CreateEnumStmt: return "CreateEnumStmt";
    case T_CreateRangeStmt: return "CreateRangeStmt";
    case T_AlterEnumStmt: return "AlterEnumStmt";
    case T_AlterTSDictionaryStmt: return "AlterTSDictionaryStmt";
    case T_AlterTSConfigurationStmt: return "AlterTSConfigurationStmt";
    case T_CreateFdwStmt: return "CreateFdwStmt";
    case T_AlterFdwStmt: return "AlterFdwStmt";
    case T_CreateForeignServerStmt: return "CreateForeignServerStmt";
    case T_AlterForeignServerStmt: return "AlterForeignServerStmt";
    case T_CreateUserMappingStmt: return "CreateUserMappingStmt";
    case T_AlterUserMappingStmt: return "AlterUserMappingStmt";
    case T_DropUserMappingStmt: return "DropUserMappingStmt";
    case T_AlterTableSpaceOptionsStmt: return "AlterTableSpaceOptionsStmt";
    case T_AlterTableMoveAllStmt: return "AlterTableMoveAllStmt";
    case T_SecLabelStmt: return "SecLabelStmt";
    case T_CreateForeignTableStmt: return "CreateForeignTableStmt";
    case T_ImportForeignSchemaStmt: return "ImportForeignSchemaStmt";
    case T_CreateExtensionStmt: return "CreateExtensionStmt";
    case T_AlterExtensionStmt: return "AlterExtensionStmt";
    case T_AlterExtensionContentsStmt: return "AlterExtensionContentsStmt";
    case T_CreateEventTrigStmt: return "CreateEventTrigStmt";
    case T_AlterEventTrigStmt: return "AlterEventTrigStmt";
    case T_RefreshMatViewStmt: return "RefreshMatViewStmt";
    case T_ReplicaIdentityStmt: return "ReplicaIdentityStmt";
    case T_AlterSystemStmt: return "AlterSystemStmt";
    case T_CreatePolicyStmt: return "CreatePolicyStmt";
    case T_AlterPolicyStmt: return "AlterPolicyStmt";
    case T_CreateTransformStmt: return "CreateTransformStmt";
    case T_CreateAmStmt: return "CreateAmStmt";
    case T_CreatePublicationStmt: return "CreatePublicationStmt";
    case T_AlterPublicationStmt: return "AlterPublicationStmt";
    case T_CreateSubscriptionStmt: return "CreateSubscriptionStmt";
    case T_AlterSubscriptionStmt: return "AlterSubscriptionStmt";
    case T_DropSubscriptionStmt: return "DropSubscriptionStmt";
    case T_CreateStatsStmt: return "CreateStatsStmt";
    case T_AlterCollationStmt: return "AlterCollationStmt";
    case T_CallStmt: return "CallStmt";
    case T_AlterStatsStmt: return "AlterStatsStmt";
    default: return "";
  }
}

}  // namespace sql::raw
// clang-format on
