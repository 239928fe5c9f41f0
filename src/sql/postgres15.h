// PostgreSQL 15's raw parse tree as libpg_query lays it out in memory.
//
// libpg_query hands trees out as protobuf or JSON, which takes six times as long as parsing does and overflows the
// stack at a few thousand nested operators. Inside this room the tree is read where the parser built it. The
// declarations are those of nodes.h, value.h, pg_list.h, primnodes.h and parsenodes.h of PostgreSQL 15 (all of it
// that the grammar builds; unchanged from 15.0 on, because extensions rely on it), without their comments: those
// headers explain the fields. layout_test.cpp compares what is read here with libpg_query's protobuf.
//
// Portions Copyright (c) 1996-2022, PostgreSQL Global Development Group
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

namespace sql::raw {

using Oid = std::uint32_t;
using int16 = std::int16_t;
using int32 = std::int32_t;
using uint32 = std::uint32_t;
using bits32 = std::uint32_t;
using AclMode = std::uint32_t;
using SubTransactionId = std::uint32_t;
using Index = unsigned int;

struct FuncExpr;  // never built by the grammar

enum NodeTag {
  T_Invalid = 0, T_Alias = 107, T_RangeVar = 108, T_GroupingFunc = 114, T_NamedArgExpr = 118, T_BoolExpr = 123,
  T_SubLink = 124, T_CaseExpr = 134, T_CaseWhen = 135, T_RowExpr = 138, T_CoalesceExpr = 140, T_MinMaxExpr = 141,
  T_SQLValueFunction = 142, T_XmlExpr = 143, T_NullTest = 144, T_BooleanTest = 145, T_SetToDefault = 148,
  T_CurrentOfExpr = 149, T_JoinExpr = 154, T_IntoClause = 157, T_Integer = 226, T_Float = 227, T_Boolean = 228,
  T_String = 229, T_BitString = 230, T_List = 231, T_IntList = 232, T_OidList = 233, T_RawStmt = 235,
  T_InsertStmt = 238, T_DeleteStmt = 239, T_UpdateStmt = 240, T_MergeStmt = 241, T_SelectStmt = 242,
  T_ReturnStmt = 243, T_AlterTableStmt = 245, T_AlterTableCmd = 246, T_AlterDomainStmt = 247, T_GrantStmt = 249,
  T_GrantRoleStmt = 250, T_AlterDefaultPrivilegesStmt = 251, T_ClosePortalStmt = 252, T_ClusterStmt = 253,
  T_CopyStmt = 254, T_CreateStmt = 255, T_DefineStmt = 256, T_DropStmt = 257, T_TruncateStmt = 258,
  T_CommentStmt = 259, T_FetchStmt = 260, T_IndexStmt = 261, T_CreateFunctionStmt = 262, T_AlterFunctionStmt = 263,
  T_DoStmt = 264, T_RenameStmt = 265, T_RuleStmt = 266, T_NotifyStmt = 267, T_ListenStmt = 268,
  T_UnlistenStmt = 269, T_TransactionStmt = 270, T_ViewStmt = 271, T_LoadStmt = 272, T_CreateDomainStmt = 273,
  T_CreatedbStmt = 274, T_DropdbStmt = 275, T_VacuumStmt = 276, T_ExplainStmt = 277, T_CreateTableAsStmt = 278,
  T_CreateSeqStmt = 279, T_AlterSeqStmt = 280, T_VariableSetStmt = 281, T_VariableShowStmt = 282,
  T_DiscardStmt = 283, T_CreateTrigStmt = 284, T_CreatePLangStmt = 285, T_CreateRoleStmt = 286,
  T_AlterRoleStmt = 287, T_DropRoleStmt = 288, T_LockStmt = 289, T_ConstraintsSetStmt = 290, T_ReindexStmt = 291,
  T_CheckPointStmt = 292, T_CreateSchemaStmt = 293, T_AlterDatabaseStmt = 294,
  T_AlterDatabaseRefreshCollStmt = 295, T_AlterDatabaseSetStmt = 296, T_AlterRoleSetStmt = 297,
  T_CreateConversionStmt = 298, T_CreateCastStmt = 299, T_CreateOpClassStmt = 300, T_CreateOpFamilyStmt = 301,
  T_AlterOpFamilyStmt = 302, T_PrepareStmt = 303, T_ExecuteStmt = 304, T_DeallocateStmt = 305,
  T_DeclareCursorStmt = 306, T_CreateTableSpaceStmt = 307, T_DropTableSpaceStmt = 308,
  T_AlterObjectDependsStmt = 309, T_AlterObjectSchemaStmt = 310, T_AlterOwnerStmt = 311, T_AlterOperatorStmt = 312,
  T_AlterTypeStmt = 313, T_DropOwnedStmt = 314, T_ReassignOwnedStmt = 315, T_CompositeTypeStmt = 316,
  T_CreateEnumStmt = 317, T_CreateRangeStmt = 318, T_AlterEnumStmt = 319, T_AlterTSDictionaryStmt = 320,
  T_AlterTSConfigurationStmt = 321, T_CreateFdwStmt = 322, T_AlterFdwStmt = 323, T_CreateForeignServerStmt = 324,
  T_AlterForeignServerStmt = 325, T_CreateUserMappingStmt = 326, T_AlterUserMappingStmt = 327,
  T_DropUserMappingStmt = 328, T_AlterTableSpaceOptionsStmt = 329, T_AlterTableMoveAllStmt = 330,
  T_SecLabelStmt = 331, T_CreateForeignTableStmt = 332, T_ImportForeignSchemaStmt = 333,
  T_CreateExtensionStmt = 334, T_AlterExtensionStmt = 335, T_AlterExtensionContentsStmt = 336,
  T_CreateEventTrigStmt = 337, T_AlterEventTrigStmt = 338, T_RefreshMatViewStmt = 339, T_ReplicaIdentityStmt = 340,
  T_AlterSystemStmt = 341, T_CreatePolicyStmt = 342, T_AlterPolicyStmt = 343, T_CreateTransformStmt = 344,
  T_CreateAmStmt = 345, T_CreatePublicationStmt = 346, T_AlterPublicationStmt = 347,
  T_CreateSubscriptionStmt = 348, T_AlterSubscriptionStmt = 349, T_DropSubscriptionStmt = 350,
  T_CreateStatsStmt = 351, T_AlterCollationStmt = 352, T_CallStmt = 353, T_AlterStatsStmt = 354, T_A_Expr = 355,
  T_ColumnRef = 356, T_ParamRef = 357, T_A_Const = 358, T_FuncCall = 359, T_A_Star = 360, T_A_Indices = 361,
  T_A_Indirection = 362, T_A_ArrayExpr = 363, T_ResTarget = 364, T_MultiAssignRef = 365, T_TypeCast = 366,
  T_CollateClause = 367, T_SortBy = 368, T_WindowDef = 369, T_RangeSubselect = 370, T_RangeFunction = 371,
  T_RangeTableSample = 372, T_RangeTableFunc = 373, T_RangeTableFuncCol = 374, T_TypeName = 375, T_ColumnDef = 376,
  T_IndexElem = 377, T_StatsElem = 378, T_Constraint = 379, T_DefElem = 380, T_GroupingSet = 386,
  T_ObjectWithArgs = 388, T_AccessPriv = 389, T_CreateOpClassItem = 390, T_TableLikeClause = 391,
  T_FunctionParameter = 392, T_LockingClause = 393, T_XmlSerialize = 395, T_WithClause = 396, T_InferClause = 397,
  T_OnConflictClause = 398, T_CTESearchClause = 399, T_CTECycleClause = 400, T_CommonTableExpr = 401,
  T_MergeWhenClause = 402, T_RoleSpec = 403, T_TriggerTransition = 404, T_PartitionElem = 405,
  T_PartitionSpec = 406, T_PartitionBoundSpec = 407, T_PartitionRangeDatum = 408, T_PartitionCmd = 409,
  T_VacuumRelation = 410, T_PublicationObjSpec = 411, T_PublicationTable = 412
};

struct Node {
  NodeTag type;
};

enum CmdType {
  CMD_UNKNOWN, CMD_SELECT, CMD_UPDATE, CMD_INSERT, CMD_DELETE, CMD_MERGE, CMD_UTILITY, CMD_NOTHING
};

enum JoinType {
  JOIN_INNER, JOIN_LEFT, JOIN_FULL, JOIN_RIGHT, JOIN_SEMI, JOIN_ANTI, JOIN_UNIQUE_OUTER, JOIN_UNIQUE_INNER
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
  AT_AddColumn, AT_AddColumnRecurse, AT_AddColumnToView, AT_ColumnDefault, AT_CookedColumnDefault, AT_DropNotNull,
  AT_SetNotNull, AT_DropExpression, AT_CheckNotNull, AT_SetStatistics, AT_SetOptions, AT_ResetOptions,
  AT_SetStorage, AT_SetCompression, AT_DropColumn, AT_DropColumnRecurse, AT_AddIndex, AT_ReAddIndex,
  AT_AddConstraint, AT_AddConstraintRecurse, AT_ReAddConstraint, AT_ReAddDomainConstraint, AT_AlterConstraint,
  AT_ValidateConstraint, AT_ValidateConstraintRecurse, AT_AddIndexConstraint, AT_DropConstraint,
  AT_DropConstraintRecurse, AT_ReAddComment, AT_AlterColumnType, AT_AlterColumnGenericOptions, AT_ChangeOwner,
  AT_ClusterOn, AT_DropCluster, AT_SetLogged, AT_SetUnLogged, AT_DropOids, AT_SetAccessMethod, AT_SetTableSpace,
  AT_SetRelOptions, AT_ResetRelOptions, AT_ReplaceRelOptions, AT_EnableTrig, AT_EnableAlwaysTrig,
  AT_EnableReplicaTrig, AT_DisableTrig, AT_EnableTrigAll, AT_DisableTrigAll, AT_EnableTrigUser, AT_DisableTrigUser,
  AT_EnableRule, AT_EnableAlwaysRule, AT_EnableReplicaRule, AT_DisableRule, AT_AddInherit, AT_DropInherit,
  AT_AddOf, AT_DropOf, AT_ReplicaIdentity, AT_EnableRowSecurity, AT_DisableRowSecurity, AT_ForceRowSecurity,
  AT_NoForceRowSecurity, AT_GenericOptions, AT_AttachPartition, AT_DetachPartition, AT_DetachPartitionFinalize,
  AT_AddIdentity, AT_SetIdentity, AT_DropIdentity, AT_ReAddStatistics
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
  CONSTR_ATTR_DEFERRED, CONSTR_ATTR_IMMEDIATE
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
struct AlterSeqStmt; struct DefineStmt; struct CreateDomainStmt; struct CreateOpClassStmt;
struct CreateOpClassItem; struct CreateOpFamilyStmt; struct AlterOpFamilyStmt; struct DropStmt;
struct TruncateStmt; struct CommentStmt; struct SecLabelStmt; struct DeclareCursorStmt; struct ClosePortalStmt;
struct FetchStmt; struct IndexStmt; struct CreateStatsStmt; struct StatsElem; struct AlterStatsStmt;
struct CreateFunctionStmt; struct FunctionParameter; struct AlterFunctionStmt; struct DoStmt; struct CallStmt;
struct RenameStmt; struct AlterObjectDependsStmt; struct AlterObjectSchemaStmt; struct AlterOwnerStmt;
struct AlterOperatorStmt; struct AlterTypeStmt; struct RuleStmt; struct NotifyStmt; struct ListenStmt;
struct UnlistenStmt; struct TransactionStmt; struct CompositeTypeStmt; struct CreateEnumStmt;
struct CreateRangeStmt; struct AlterEnumStmt; struct ViewStmt; struct LoadStmt; struct CreatedbStmt;
struct AlterDatabaseStmt; struct AlterDatabaseRefreshCollStmt; struct AlterDatabaseSetStmt; struct DropdbStmt;
struct AlterSystemStmt; struct ClusterStmt; struct VacuumStmt; struct VacuumRelation; struct ExplainStmt;
struct CreateTableAsStmt; struct RefreshMatViewStmt; struct CheckPointStmt; struct DiscardStmt; struct LockStmt;
struct ConstraintsSetStmt; struct ReindexStmt; struct CreateConversionStmt; struct CreateCastStmt;
struct CreateTransformStmt; struct PrepareStmt; struct ExecuteStmt; struct DeallocateStmt; struct DropOwnedStmt;
struct ReassignOwnedStmt; struct AlterTSDictionaryStmt; struct AlterTSConfigurationStmt; struct PublicationTable;
struct PublicationObjSpec; struct CreatePublicationStmt; struct AlterPublicationStmt;
struct CreateSubscriptionStmt; struct AlterSubscriptionStmt; struct DropSubscriptionStmt;

union ListCell {
  void *ptr_value;
  int int_value;
  Oid oid_value;
};

struct List {
  NodeTag type;
  int length;
  int max_length;
  ListCell *elements;
  ListCell initial_elements[1];
};

struct Integer {
  NodeTag type;
  int ival;
};

struct Float {
  NodeTag type;
  char *fval;
};

struct Boolean {
  NodeTag type;
  bool boolval;
};

struct String {
  NodeTag type;
  char *sval;
};

struct BitString {
  NodeTag type;
  char *bsval;
};

struct Alias {
  NodeTag type;
  char *aliasname;
  List *colnames;
};

struct RangeVar {
  NodeTag type;
  char *catalogname;
  char *schemaname;
  char *relname;
  bool inh;
  char relpersistence;
  Alias *alias;
  int location;
};

struct IntoClause {
  NodeTag type;
  RangeVar *rel;
  List *colNames;
  char *accessMethod;
  List *options;
  OnCommitAction onCommit;
  char *tableSpaceName;
  Node *viewQuery;
  bool skipData;
};

struct Expr {
  NodeTag type;
};

struct GroupingFunc {
  Expr xpr;
  List *args;
  List *refs;
  List *cols;
  Index agglevelsup;
  int location;
};

struct NamedArgExpr {
  Expr xpr;
  Expr *arg;
  char *name;
  int argnumber;
  int location;
};

struct BoolExpr {
  Expr xpr;
  BoolExprType boolop;
  List *args;
  int location;
};

struct SubLink {
  Expr xpr;
  SubLinkType subLinkType;
  int subLinkId;
  Node *testexpr;
  List *operName;
  Node *subselect;
  int location;
};

struct CaseExpr {
  Expr xpr;
  Oid casetype;
  Oid casecollid;
  Expr *arg;
  List *args;
  Expr *defresult;
  int location;
};

struct CaseWhen {
  Expr xpr;
  Expr *expr;
  Expr *result;
  int location;
};

struct RowExpr {
  Expr xpr;
  List *args;
  Oid row_typeid;
  CoercionForm row_format;
  List *colnames;
  int location;
};

struct CoalesceExpr {
  Expr xpr;
  Oid coalescetype;
  Oid coalescecollid;
  List *args;
  int location;
};

struct MinMaxExpr {
  Expr xpr;
  Oid minmaxtype;
  Oid minmaxcollid;
  Oid inputcollid;
  MinMaxOp op;
  List *args;
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
  char *name;
  List *named_args;
  List *arg_names;
  List *args;
  XmlOptionType xmloption;
  Oid type;
  int32 typmod;
  int location;
};

struct NullTest {
  Expr xpr;
  Expr *arg;
  NullTestType nulltesttype;
  bool argisrow;
  int location;
};

struct BooleanTest {
  Expr xpr;
  Expr *arg;
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
  char *cursor_name;
  int cursor_param;
};

struct JoinExpr {
  NodeTag type;
  JoinType jointype;
  bool isNatural;
  Node *larg;
  Node *rarg;
  List *usingClause;
  Alias *join_using_alias;
  Node *quals;
  Alias *alias;
  int rtindex;
};

struct TypeName {
  NodeTag type;
  List *names;
  Oid typeOid;
  bool setof;
  bool pct_type;
  List *typmods;
  int32 typemod;
  List *arrayBounds;
  int location;
};

struct ColumnRef {
  NodeTag type;
  List *fields;
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
  List *name;
  Node *lexpr;
  Node *rexpr;
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
  Node *arg;
  TypeName *typeName;
  int location;
};

struct CollateClause {
  NodeTag type;
  Node *arg;
  List *collname;
  int location;
};

struct RoleSpec {
  NodeTag type;
  RoleSpecType roletype;
  char *rolename;
  int location;
};

struct FuncCall {
  NodeTag type;
  List *funcname;
  List *args;
  List *agg_order;
  Node *agg_filter;
  WindowDef *over;
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
  Node *lidx;
  Node *uidx;
};

struct A_Indirection {
  NodeTag type;
  Node *arg;
  List *indirection;
};

struct A_ArrayExpr {
  NodeTag type;
  List *elements;
  int location;
};

struct ResTarget {
  NodeTag type;
  char *name;
  List *indirection;
  Node *val;
  int location;
};

struct MultiAssignRef {
  NodeTag type;
  Node *source;
  int colno;
  int ncolumns;
};

struct SortBy {
  NodeTag type;
  Node *node;
  SortByDir sortby_dir;
  SortByNulls sortby_nulls;
  List *useOp;
  int location;
};

struct WindowDef {
  NodeTag type;
  char *name;
  char *refname;
  List *partitionClause;
  List *orderClause;
  int frameOptions;
  Node *startOffset;
  Node *endOffset;
  int location;
};

struct RangeSubselect {
  NodeTag type;
  bool lateral;
  Node *subquery;
  Alias *alias;
};

struct RangeFunction {
  NodeTag type;
  bool lateral;
  bool ordinality;
  bool is_rowsfrom;
  List *functions;
  Alias *alias;
  List *coldeflist;
};

struct RangeTableFunc {
  NodeTag type;
  bool lateral;
  Node *docexpr;
  Node *rowexpr;
  List *namespaces;
  List *columns;
  Alias *alias;
  int location;
};

struct RangeTableFuncCol {
  NodeTag type;
  char *colname;
  TypeName *typeName;
  bool for_ordinality;
  bool is_not_null;
  Node *colexpr;
  Node *coldefexpr;
  int location;
};

struct RangeTableSample {
  NodeTag type;
  Node *relation;
  List *method;
  List *args;
  Node *repeatable;
  int location;
};

struct ColumnDef {
  NodeTag type;
  char *colname;
  TypeName *typeName;
  char *compression;
  int inhcount;
  bool is_local;
  bool is_not_null;
  bool is_from_type;
  char storage;
  Node *raw_default;
  Node *cooked_default;
  char identity;
  RangeVar *identitySequence;
  char generated;
  CollateClause *collClause;
  Oid collOid;
  List *constraints;
  List *fdwoptions;
  int location;
};

struct TableLikeClause {
  NodeTag type;
  RangeVar *relation;
  bits32 options;
  Oid relationOid;
};

struct IndexElem {
  NodeTag type;
  char *name;
  Node *expr;
  char *indexcolname;
  List *collation;
  List *opclass;
  List *opclassopts;
  SortByDir ordering;
  SortByNulls nulls_ordering;
};

struct DefElem {
  NodeTag type;
  char *defnamespace;
  char *defname;
  Node *arg;
  DefElemAction defaction;
  int location;
};

struct LockingClause {
  NodeTag type;
  List *lockedRels;
  LockClauseStrength strength;
  LockWaitPolicy waitPolicy;
};

struct XmlSerialize {
  NodeTag type;
  XmlOptionType xmloption;
  Node *expr;
  TypeName *typeName;
  int location;
};

struct PartitionElem {
  NodeTag type;
  char *name;
  Node *expr;
  List *collation;
  List *opclass;
  int location;
};

struct PartitionSpec {
  NodeTag type;
  char *strategy;
  List *partParams;
  int location;
};

struct PartitionBoundSpec {
  NodeTag type;
  char strategy;
  bool is_default;
  int modulus;
  int remainder;
  List *listdatums;
  List *lowerdatums;
  List *upperdatums;
  int location;
};

struct PartitionRangeDatum {
  NodeTag type;
  PartitionRangeDatumKind kind;
  Node *value;
  int location;
};

struct PartitionCmd {
  NodeTag type;
  RangeVar *name;
  PartitionBoundSpec *bound;
  bool concurrent;
};

struct GroupingSet {
  NodeTag type;
  GroupingSetKind kind;
  List *content;
  int location;
};

struct WithClause {
  NodeTag type;
  List *ctes;
  bool recursive;
  int location;
};

struct InferClause {
  NodeTag type;
  List *indexElems;
  Node *whereClause;
  char *conname;
  int location;
};

struct OnConflictClause {
  NodeTag type;
  OnConflictAction action;
  InferClause *infer;
  List *targetList;
  Node *whereClause;
  int location;
};

struct CTESearchClause {
  NodeTag type;
  List *search_col_list;
  bool search_breadth_first;
  char *search_seq_column;
  int location;
};

struct CTECycleClause {
  NodeTag type;
  List *cycle_col_list;
  char *cycle_mark_column;
  Node *cycle_mark_value;
  Node *cycle_mark_default;
  char *cycle_path_column;
  int location;
  Oid cycle_mark_type;
  int cycle_mark_typmod;
  Oid cycle_mark_collation;
  Oid cycle_mark_neop;
};

struct CommonTableExpr {
  NodeTag type;
  char *ctename;
  List *aliascolnames;
  CTEMaterialize ctematerialized;
  Node *ctequery;
  CTESearchClause *search_clause;
  CTECycleClause *cycle_clause;
  int location;
  bool cterecursive;
  int cterefcount;
  List *ctecolnames;
  List *ctecoltypes;
  List *ctecoltypmods;
  List *ctecolcollations;
};

struct MergeWhenClause {
  NodeTag type;
  bool matched;
  CmdType commandType;
  OverridingKind override;
  Node *condition;
  List *targetList;
  List *values;
};

struct TriggerTransition {
  NodeTag type;
  char *name;
  bool isNew;
  bool isTable;
};

struct RawStmt {
  NodeTag type;
  Node *stmt;
  int stmt_location;
  int stmt_len;
};

struct InsertStmt {
  NodeTag type;
  RangeVar *relation;
  List *cols;
  Node *selectStmt;
  OnConflictClause *onConflictClause;
  List *returningList;
  WithClause *withClause;
  OverridingKind override;
};

struct DeleteStmt {
  NodeTag type;
  RangeVar *relation;
  List *usingClause;
  Node *whereClause;
  List *returningList;
  WithClause *withClause;
};

struct UpdateStmt {
  NodeTag type;
  RangeVar *relation;
  List *targetList;
  Node *whereClause;
  List *fromClause;
  List *returningList;
  WithClause *withClause;
};

struct MergeStmt {
  NodeTag type;
  RangeVar *relation;
  Node *sourceRelation;
  Node *joinCondition;
  List *mergeWhenClauses;
  WithClause *withClause;
};

struct SelectStmt {
  NodeTag type;
  List *distinctClause;
  IntoClause *intoClause;
  List *targetList;
  List *fromClause;
  Node *whereClause;
  List *groupClause;
  bool groupDistinct;
  Node *havingClause;
  List *windowClause;
  List *valuesLists;
  List *sortClause;
  Node *limitOffset;
  Node *limitCount;
  LimitOption limitOption;
  List *lockingClause;
  WithClause *withClause;
  SetOperation op;
  bool all;
  SelectStmt *larg;
  SelectStmt *rarg;
};

struct ReturnStmt {
  NodeTag type;
  Node *returnval;
};

struct CreateSchemaStmt {
  NodeTag type;
  char *schemaname;
  RoleSpec *authrole;
  List *schemaElts;
  bool if_not_exists;
};

struct AlterTableStmt {
  NodeTag type;
  RangeVar *relation;
  List *cmds;
  ObjectType objtype;
  bool missing_ok;
};

struct ReplicaIdentityStmt {
  NodeTag type;
  char identity_type;
  char *name;
};

struct AlterTableCmd {
  NodeTag type;
  AlterTableType subtype;
  char *name;
  int16 num;
  RoleSpec *newowner;
  Node *def;
  DropBehavior behavior;
  bool missing_ok;
  bool recurse;
};

struct AlterCollationStmt {
  NodeTag type;
  List *collname;
};

struct AlterDomainStmt {
  NodeTag type;
  char subtype;
  List *typeName;
  char *name;
  Node *def;
  DropBehavior behavior;
  bool missing_ok;
};

struct GrantStmt {
  NodeTag type;
  bool is_grant;
  GrantTargetType targtype;
  ObjectType objtype;
  List *objects;
  List *privileges;
  List *grantees;
  bool grant_option;
  RoleSpec *grantor;
  DropBehavior behavior;
};

struct ObjectWithArgs {
  NodeTag type;
  List *objname;
  List *objargs;
  List *objfuncargs;
  bool args_unspecified;
};

struct AccessPriv {
  NodeTag type;
  char *priv_name;
  List *cols;
};

struct GrantRoleStmt {
  NodeTag type;
  List *granted_roles;
  List *grantee_roles;
  bool is_grant;
  bool admin_opt;
  RoleSpec *grantor;
  DropBehavior behavior;
};

struct AlterDefaultPrivilegesStmt {
  NodeTag type;
  List *options;
  GrantStmt *action;
};

struct CopyStmt {
  NodeTag type;
  RangeVar *relation;
  Node *query;
  List *attlist;
  bool is_from;
  bool is_program;
  char *filename;
  List *options;
  Node *whereClause;
};

struct VariableSetStmt {
  NodeTag type;
  VariableSetKind kind;
  char *name;
  List *args;
  bool is_local;
};

struct VariableShowStmt {
  NodeTag type;
  char *name;
};

struct CreateStmt {
  NodeTag type;
  RangeVar *relation;
  List *tableElts;
  List *inhRelations;
  PartitionBoundSpec *partbound;
  PartitionSpec *partspec;
  TypeName *ofTypename;
  List *constraints;
  List *options;
  OnCommitAction oncommit;
  char *tablespacename;
  char *accessMethod;
  bool if_not_exists;
};

struct Constraint {
  NodeTag type;
  ConstrType contype;
  char *conname;
  bool deferrable;
  bool initdeferred;
  int location;
  bool is_no_inherit;
  Node *raw_expr;
  char *cooked_expr;
  char generated_when;
  bool nulls_not_distinct;
  List *keys;
  List *including;
  List *exclusions;
  List *options;
  char *indexname;
  char *indexspace;
  bool reset_default_tblspc;
  char *access_method;
  Node *where_clause;
  RangeVar *pktable;
  List *fk_attrs;
  List *pk_attrs;
  char fk_matchtype;
  char fk_upd_action;
  char fk_del_action;
  List *fk_del_set_cols;
  List *old_conpfeqop;
  Oid old_pktable_oid;
  bool skip_validation;
  bool initially_valid;
};

struct CreateTableSpaceStmt {
  NodeTag type;
  char *tablespacename;
  RoleSpec *owner;
  char *location;
  List *options;
};

struct DropTableSpaceStmt {
  NodeTag type;
  char *tablespacename;
  bool missing_ok;
};

struct AlterTableSpaceOptionsStmt {
  NodeTag type;
  char *tablespacename;
  List *options;
  bool isReset;
};

struct AlterTableMoveAllStmt {
  NodeTag type;
  char *orig_tablespacename;
  ObjectType objtype;
  List *roles;
  char *new_tablespacename;
  bool nowait;
};

struct CreateExtensionStmt {
  NodeTag type;
  char *extname;
  bool if_not_exists;
  List *options;
};

struct AlterExtensionStmt {
  NodeTag type;
  char *extname;
  List *options;
};

struct AlterExtensionContentsStmt {
  NodeTag type;
  char *extname;
  int action;
  ObjectType objtype;
  Node *object;
};

struct CreateFdwStmt {
  NodeTag type;
  char *fdwname;
  List *func_options;
  List *options;
};

struct AlterFdwStmt {
  NodeTag type;
  char *fdwname;
  List *func_options;
  List *options;
};

struct CreateForeignServerStmt {
  NodeTag type;
  char *servername;
  char *servertype;
  char *version;
  char *fdwname;
  bool if_not_exists;
  List *options;
};

struct AlterForeignServerStmt {
  NodeTag type;
  char *servername;
  char *version;
  List *options;
  bool has_version;
};

struct CreateForeignTableStmt {
  CreateStmt base;
  char *servername;
  List *options;
};

struct CreateUserMappingStmt {
  NodeTag type;
  RoleSpec *user;
  char *servername;
  bool if_not_exists;
  List *options;
};

struct AlterUserMappingStmt {
  NodeTag type;
  RoleSpec *user;
  char *servername;
  List *options;
};

struct DropUserMappingStmt {
  NodeTag type;
  RoleSpec *user;
  char *servername;
  bool missing_ok;
};

struct ImportForeignSchemaStmt {
  NodeTag type;
  char *server_name;
  char *remote_schema;
  char *local_schema;
  ImportForeignSchemaType list_type;
  List *table_list;
  List *options;
};

struct CreatePolicyStmt {
  NodeTag type;
  char *policy_name;
  RangeVar *table;
  char *cmd_name;
  bool permissive;
  List *roles;
  Node *qual;
  Node *with_check;
};

struct AlterPolicyStmt {
  NodeTag type;
  char *policy_name;
  RangeVar *table;
  List *roles;
  Node *qual;
  Node *with_check;
};

struct CreateAmStmt {
  NodeTag type;
  char *amname;
  List *handler_name;
  char amtype;
};

struct CreateTrigStmt {
  NodeTag type;
  bool replace;
  bool isconstraint;
  char *trigname;
  RangeVar *relation;
  List *funcname;
  List *args;
  bool row;
  int16 timing;
  int16 events;
  List *columns;
  Node *whenClause;
  List *transitionRels;
  bool deferrable;
  bool initdeferred;
  RangeVar *constrrel;
};

struct CreateEventTrigStmt {
  NodeTag type;
  char *trigname;
  char *eventname;
  List *whenclause;
  List *funcname;
};

struct AlterEventTrigStmt {
  NodeTag type;
  char *trigname;
  char tgenabled;
};

struct CreatePLangStmt {
  NodeTag type;
  bool replace;
  char *plname;
  List *plhandler;
  List *plinline;
  List *plvalidator;
  bool pltrusted;
};

struct CreateRoleStmt {
  NodeTag type;
  RoleStmtType stmt_type;
  char *role;
  List *options;
};

struct AlterRoleStmt {
  NodeTag type;
  RoleSpec *role;
  List *options;
  int action;
};

struct AlterRoleSetStmt {
  NodeTag type;
  RoleSpec *role;
  char *database;
  VariableSetStmt *setstmt;
};

struct DropRoleStmt {
  NodeTag type;
  List *roles;
  bool missing_ok;
};

struct CreateSeqStmt {
  NodeTag type;
  RangeVar *sequence;
  List *options;
  Oid ownerId;
  bool for_identity;
  bool if_not_exists;
};

struct AlterSeqStmt {
  NodeTag type;
  RangeVar *sequence;
  List *options;
  bool for_identity;
  bool missing_ok;
};

struct DefineStmt {
  NodeTag type;
  ObjectType kind;
  bool oldstyle;
  List *defnames;
  List *args;
  List *definition;
  bool if_not_exists;
  bool replace;
};

struct CreateDomainStmt {
  NodeTag type;
  List *domainname;
  TypeName *typeName;
  CollateClause *collClause;
  List *constraints;
};

struct CreateOpClassStmt {
  NodeTag type;
  List *opclassname;
  List *opfamilyname;
  char *amname;
  TypeName *datatype;
  List *items;
  bool isDefault;
};

struct CreateOpClassItem {
  NodeTag type;
  int itemtype;
  ObjectWithArgs *name;
  int number;
  List *order_family;
  List *class_args;
  TypeName *storedtype;
};

struct CreateOpFamilyStmt {
  NodeTag type;
  List *opfamilyname;
  char *amname;
};

struct AlterOpFamilyStmt {
  NodeTag type;
  List *opfamilyname;
  char *amname;
  bool isDrop;
  List *items;
};

struct DropStmt {
  NodeTag type;
  List *objects;
  ObjectType removeType;
  DropBehavior behavior;
  bool missing_ok;
  bool concurrent;
};

struct TruncateStmt {
  NodeTag type;
  List *relations;
  bool restart_seqs;
  DropBehavior behavior;
};

struct CommentStmt {
  NodeTag type;
  ObjectType objtype;
  Node *object;
  char *comment;
};

struct SecLabelStmt {
  NodeTag type;
  ObjectType objtype;
  Node *object;
  char *provider;
  char *label;
};

struct DeclareCursorStmt {
  NodeTag type;
  char *portalname;
  int options;
  Node *query;
};

struct ClosePortalStmt {
  NodeTag type;
  char *portalname;
};

struct FetchStmt {
  NodeTag type;
  FetchDirection direction;
  long howMany;
  char *portalname;
  bool ismove;
};

struct IndexStmt {
  NodeTag type;
  char *idxname;
  RangeVar *relation;
  char *accessMethod;
  char *tableSpace;
  List *indexParams;
  List *indexIncludingParams;
  List *options;
  Node *whereClause;
  List *excludeOpNames;
  char *idxcomment;
  Oid indexOid;
  Oid oldNode;
  SubTransactionId oldCreateSubid;
  SubTransactionId oldFirstRelfilenodeSubid;
  bool unique;
  bool nulls_not_distinct;
  bool primary;
  bool isconstraint;
  bool deferrable;
  bool initdeferred;
  bool transformed;
  bool concurrent;
  bool if_not_exists;
  bool reset_default_tblspc;
};

struct CreateStatsStmt {
  NodeTag type;
  List *defnames;
  List *stat_types;
  List *exprs;
  List *relations;
  char *stxcomment;
  bool transformed;
  bool if_not_exists;
};

struct StatsElem {
  NodeTag type;
  char *name;
  Node *expr;
};

struct AlterStatsStmt {
  NodeTag type;
  List *defnames;
  int stxstattarget;
  bool missing_ok;
};

struct CreateFunctionStmt {
  NodeTag type;
  bool is_procedure;
  bool replace;
  List *funcname;
  List *parameters;
  TypeName *returnType;
  List *options;
  Node *sql_body;
};

struct FunctionParameter {
  NodeTag type;
  char *name;
  TypeName *argType;
  FunctionParameterMode mode;
  Node *defexpr;
};

struct AlterFunctionStmt {
  NodeTag type;
  ObjectType objtype;
  ObjectWithArgs *func;
  List *actions;
};

struct DoStmt {
  NodeTag type;
  List *args;
};

struct CallStmt {
  NodeTag type;
  FuncCall *funccall;
  FuncExpr *funcexpr;
  List *outargs;
};

struct RenameStmt {
  NodeTag type;
  ObjectType renameType;
  ObjectType relationType;
  RangeVar *relation;
  Node *object;
  char *subname;
  char *newname;
  DropBehavior behavior;
  bool missing_ok;
};

struct AlterObjectDependsStmt {
  NodeTag type;
  ObjectType objectType;
  RangeVar *relation;
  Node *object;
  String *extname;
  bool remove;
};

struct AlterObjectSchemaStmt {
  NodeTag type;
  ObjectType objectType;
  RangeVar *relation;
  Node *object;
  char *newschema;
  bool missing_ok;
};

struct AlterOwnerStmt {
  NodeTag type;
  ObjectType objectType;
  RangeVar *relation;
  Node *object;
  RoleSpec *newowner;
};

struct AlterOperatorStmt {
  NodeTag type;
  ObjectWithArgs *opername;
  List *options;
};

struct AlterTypeStmt {
  NodeTag type;
  List *typeName;
  List *options;
};

struct RuleStmt {
  NodeTag type;
  RangeVar *relation;
  char *rulename;
  Node *whereClause;
  CmdType event;
  bool instead;
  List *actions;
  bool replace;
};

struct NotifyStmt {
  NodeTag type;
  char *conditionname;
  char *payload;
};

struct ListenStmt {
  NodeTag type;
  char *conditionname;
};

struct UnlistenStmt {
  NodeTag type;
  char *conditionname;
};

struct TransactionStmt {
  NodeTag type;
  TransactionStmtKind kind;
  List *options;
  char *savepoint_name;
  char *gid;
  bool chain;
};

struct CompositeTypeStmt {
  NodeTag type;
  RangeVar *typevar;
  List *coldeflist;
};

struct CreateEnumStmt {
  NodeTag type;
  List *typeName;
  List *vals;
};

struct CreateRangeStmt {
  NodeTag type;
  List *typeName;
  List *params;
};

struct AlterEnumStmt {
  NodeTag type;
  List *typeName;
  char *oldVal;
  char *newVal;
  char *newValNeighbor;
  bool newValIsAfter;
  bool skipIfNewValExists;
};

struct ViewStmt {
  NodeTag type;
  RangeVar *view;
  List *aliases;
  Node *query;
  bool replace;
  List *options;
  ViewCheckOption withCheckOption;
};

struct LoadStmt {
  NodeTag type;
  char *filename;
};

struct CreatedbStmt {
  NodeTag type;
  char *dbname;
  List *options;
};

struct AlterDatabaseStmt {
  NodeTag type;
  char *dbname;
  List *options;
};

struct AlterDatabaseRefreshCollStmt {
  NodeTag type;
  char *dbname;
};

struct AlterDatabaseSetStmt {
  NodeTag type;
  char *dbname;
  VariableSetStmt *setstmt;
};

struct DropdbStmt {
  NodeTag type;
  char *dbname;
  bool missing_ok;
  List *options;
};

struct AlterSystemStmt {
  NodeTag type;
  VariableSetStmt *setstmt;
};

struct ClusterStmt {
  NodeTag type;
  RangeVar *relation;
  char *indexname;
  List *params;
};

struct VacuumStmt {
  NodeTag type;
  List *options;
  List *rels;
  bool is_vacuumcmd;
};

struct VacuumRelation {
  NodeTag type;
  RangeVar *relation;
  Oid oid;
  List *va_cols;
};

struct ExplainStmt {
  NodeTag type;
  Node *query;
  List *options;
};

struct CreateTableAsStmt {
  NodeTag type;
  Node *query;
  IntoClause *into;
  ObjectType objtype;
  bool is_select_into;
  bool if_not_exists;
};

struct RefreshMatViewStmt {
  NodeTag type;
  bool concurrent;
  bool skipData;
  RangeVar *relation;
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
  List *relations;
  int mode;
  bool nowait;
};

struct ConstraintsSetStmt {
  NodeTag type;
  List *constraints;
  bool deferred;
};

struct ReindexStmt {
  NodeTag type;
  ReindexObjectType kind;
  RangeVar *relation;
  const char *name;
  List *params;
};

struct CreateConversionStmt {
  NodeTag type;
  List *conversion_name;
  char *for_encoding_name;
  char *to_encoding_name;
  List *func_name;
  bool def;
};

struct CreateCastStmt {
  NodeTag type;
  TypeName *sourcetype;
  TypeName *targettype;
  ObjectWithArgs *func;
  CoercionContext context;
  bool inout;
};

struct CreateTransformStmt {
  NodeTag type;
  bool replace;
  TypeName *type_name;
  char *lang;
  ObjectWithArgs *fromsql;
  ObjectWithArgs *tosql;
};

struct PrepareStmt {
  NodeTag type;
  char *name;
  List *argtypes;
  Node *query;
};

struct ExecuteStmt {
  NodeTag type;
  char *name;
  List *params;
};

struct DeallocateStmt {
  NodeTag type;
  char *name;
};

struct DropOwnedStmt {
  NodeTag type;
  List *roles;
  DropBehavior behavior;
};

struct ReassignOwnedStmt {
  NodeTag type;
  List *roles;
  RoleSpec *newrole;
};

struct AlterTSDictionaryStmt {
  NodeTag type;
  List *dictname;
  List *options;
};

struct AlterTSConfigurationStmt {
  NodeTag type;
  AlterTSConfigType kind;
  List *cfgname;
  List *tokentype;
  List *dicts;
  bool override;
  bool replace;
  bool missing_ok;
};

struct PublicationTable {
  NodeTag type;
  RangeVar *relation;
  Node *whereClause;
  List *columns;
};

struct PublicationObjSpec {
  NodeTag type;
  PublicationObjSpecType pubobjtype;
  char *name;
  PublicationTable *pubtable;
  int location;
};

struct CreatePublicationStmt {
  NodeTag type;
  char *pubname;
  List *options;
  List *pubobjects;
  bool for_all_tables;
};

struct AlterPublicationStmt {
  NodeTag type;
  char *pubname;
  List *options;
  List *pubobjects;
  bool for_all_tables;
  AlterPublicationAction action;
};

struct CreateSubscriptionStmt {
  NodeTag type;
  char *subname;
  char *conninfo;
  List *publication;
  List *options;
};

struct AlterSubscriptionStmt {
  NodeTag type;
  AlterSubscriptionType kind;
  char *subname;
  char *conninfo;
  List *publication;
  List *options;
};

struct DropSubscriptionStmt {
  NodeTag type;
  char *subname;
  bool missing_ok;
  DropBehavior behavior;
};

/// The tag that a node of type T carries.
template <class T>
inline constexpr NodeTag tag_of = T_Invalid;
template <> inline constexpr NodeTag tag_of<Alias> = T_Alias;
template <> inline constexpr NodeTag tag_of<RangeVar> = T_RangeVar;
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
template <> inline constexpr NodeTag tag_of<IntoClause> = T_IntoClause;
template <> inline constexpr NodeTag tag_of<Integer> = T_Integer;
template <> inline constexpr NodeTag tag_of<Float> = T_Float;
template <> inline constexpr NodeTag tag_of<Boolean> = T_Boolean;
template <> inline constexpr NodeTag tag_of<String> = T_String;
template <> inline constexpr NodeTag tag_of<BitString> = T_BitString;
template <> inline constexpr NodeTag tag_of<RawStmt> = T_RawStmt;
template <> inline constexpr NodeTag tag_of<InsertStmt> = T_InsertStmt;
template <> inline constexpr NodeTag tag_of<DeleteStmt> = T_DeleteStmt;
template <> inline constexpr NodeTag tag_of<UpdateStmt> = T_UpdateStmt;
template <> inline constexpr NodeTag tag_of<MergeStmt> = T_MergeStmt;
template <> inline constexpr NodeTag tag_of<SelectStmt> = T_SelectStmt;
template <> inline constexpr NodeTag tag_of<ReturnStmt> = T_ReturnStmt;
template <> inline constexpr NodeTag tag_of<AlterTableStmt> = T_AlterTableStmt;
template <> inline constexpr NodeTag tag_of<AlterTableCmd> = T_AlterTableCmd;
template <> inline constexpr NodeTag tag_of<AlterDomainStmt> = T_AlterDomainStmt;
template <> inline constexpr NodeTag tag_of<GrantStmt> = T_GrantStmt;
template <> inline constexpr NodeTag tag_of<GrantRoleStmt> = T_GrantRoleStmt;
template <> inline constexpr NodeTag tag_of<AlterDefaultPrivilegesStmt> = T_AlterDefaultPrivilegesStmt;
template <> inline constexpr NodeTag tag_of<ClosePortalStmt> = T_ClosePortalStmt;
template <> inline constexpr NodeTag tag_of<ClusterStmt> = T_ClusterStmt;
template <> inline constexpr NodeTag tag_of<CopyStmt> = T_CopyStmt;
template <> inline constexpr NodeTag tag_of<CreateStmt> = T_CreateStmt;
template <> inline constexpr NodeTag tag_of<DefineStmt> = T_DefineStmt;
template <> inline constexpr NodeTag tag_of<DropStmt> = T_DropStmt;
template <> inline constexpr NodeTag tag_of<TruncateStmt> = T_TruncateStmt;
template <> inline constexpr NodeTag tag_of<CommentStmt> = T_CommentStmt;
template <> inline constexpr NodeTag tag_of<FetchStmt> = T_FetchStmt;
template <> inline constexpr NodeTag tag_of<IndexStmt> = T_IndexStmt;
template <> inline constexpr NodeTag tag_of<CreateFunctionStmt> = T_CreateFunctionStmt;
template <> inline constexpr NodeTag tag_of<AlterFunctionStmt> = T_AlterFunctionStmt;
template <> inline constexpr NodeTag tag_of<DoStmt> = T_DoStmt;
template <> inline constexpr NodeTag tag_of<RenameStmt> = T_RenameStmt;
template <> inline constexpr NodeTag tag_of<RuleStmt> = T_RuleStmt;
template <> inline constexpr NodeTag tag_of<NotifyStmt> = T_NotifyStmt;
template <> inline constexpr NodeTag tag_of<ListenStmt> = T_ListenStmt;
template <> inline constexpr NodeTag tag_of<UnlistenStmt> = T_UnlistenStmt;
template <> inline constexpr NodeTag tag_of<TransactionStmt> = T_TransactionStmt;
template <> inline constexpr NodeTag tag_of<ViewStmt> = T_ViewStmt;
template <> inline constexpr NodeTag tag_of<LoadStmt> = T_LoadStmt;
template <> inline constexpr NodeTag tag_of<CreateDomainStmt> = T_CreateDomainStmt;
template <> inline constexpr NodeTag tag_of<CreatedbStmt> = T_CreatedbStmt;
template <> inline constexpr NodeTag tag_of<DropdbStmt> = T_DropdbStmt;
template <> inline constexpr NodeTag tag_of<VacuumStmt> = T_VacuumStmt;
template <> inline constexpr NodeTag tag_of<ExplainStmt> = T_ExplainStmt;
template <> inline constexpr NodeTag tag_of<CreateTableAsStmt> = T_CreateTableAsStmt;
template <> inline constexpr NodeTag tag_of<CreateSeqStmt> = T_CreateSeqStmt;
template <> inline constexpr NodeTag tag_of<AlterSeqStmt> = T_AlterSeqStmt;
template <> inline constexpr NodeTag tag_of<VariableSetStmt> = T_VariableSetStmt;
template <> inline constexpr NodeTag tag_of<VariableShowStmt> = T_VariableShowStmt;
template <> inline constexpr NodeTag tag_of<DiscardStmt> = T_DiscardStmt;
template <> inline constexpr NodeTag tag_of<CreateTrigStmt> = T_CreateTrigStmt;
template <> inline constexpr NodeTag tag_of<CreatePLangStmt> = T_CreatePLangStmt;
template <> inline constexpr NodeTag tag_of<CreateRoleStmt> = T_CreateRoleStmt;
template <> inline constexpr NodeTag tag_of<AlterRoleStmt> = T_AlterRoleStmt;
template <> inline constexpr NodeTag tag_of<DropRoleStmt> = T_DropRoleStmt;
template <> inline constexpr NodeTag tag_of<LockStmt> = T_LockStmt;
template <> inline constexpr NodeTag tag_of<ConstraintsSetStmt> = T_ConstraintsSetStmt;
template <> inline constexpr NodeTag tag_of<ReindexStmt> = T_ReindexStmt;
template <> inline constexpr NodeTag tag_of<CheckPointStmt> = T_CheckPointStmt;
template <> inline constexpr NodeTag tag_of<CreateSchemaStmt> = T_CreateSchemaStmt;
template <> inline constexpr NodeTag tag_of<AlterDatabaseStmt> = T_AlterDatabaseStmt;
template <> inline constexpr NodeTag tag_of<AlterDatabaseRefreshCollStmt> = T_AlterDatabaseRefreshCollStmt;
template <> inline constexpr NodeTag tag_of<AlterDatabaseSetStmt> = T_AlterDatabaseSetStmt;
template <> inline constexpr NodeTag tag_of<AlterRoleSetStmt> = T_AlterRoleSetStmt;
template <> inline constexpr NodeTag tag_of<CreateConversionStmt> = T_CreateConversionStmt;
template <> inline constexpr NodeTag tag_of<CreateCastStmt> = T_CreateCastStmt;
template <> inline constexpr NodeTag tag_of<CreateOpClassStmt> = T_CreateOpClassStmt;
template <> inline constexpr NodeTag tag_of<CreateOpFamilyStmt> = T_CreateOpFamilyStmt;
template <> inline constexpr NodeTag tag_of<AlterOpFamilyStmt> = T_AlterOpFamilyStmt;
template <> inline constexpr NodeTag tag_of<PrepareStmt> = T_PrepareStmt;
template <> inline constexpr NodeTag tag_of<ExecuteStmt> = T_ExecuteStmt;
template <> inline constexpr NodeTag tag_of<DeallocateStmt> = T_DeallocateStmt;
template <> inline constexpr NodeTag tag_of<DeclareCursorStmt> = T_DeclareCursorStmt;
template <> inline constexpr NodeTag tag_of<CreateTableSpaceStmt> = T_CreateTableSpaceStmt;
template <> inline constexpr NodeTag tag_of<DropTableSpaceStmt> = T_DropTableSpaceStmt;
template <> inline constexpr NodeTag tag_of<AlterObjectDependsStmt> = T_AlterObjectDependsStmt;
template <> inline constexpr NodeTag tag_of<AlterObjectSchemaStmt> = T_AlterObjectSchemaStmt;
template <> inline constexpr NodeTag tag_of<AlterOwnerStmt> = T_AlterOwnerStmt;
template <> inline constexpr NodeTag tag_of<AlterOperatorStmt> = T_AlterOperatorStmt;
template <> inline constexpr NodeTag tag_of<AlterTypeStmt> = T_AlterTypeStmt;
template <> inline constexpr NodeTag tag_of<DropOwnedStmt> = T_DropOwnedStmt;
template <> inline constexpr NodeTag tag_of<ReassignOwnedStmt> = T_ReassignOwnedStmt;
template <> inline constexpr NodeTag tag_of<CompositeTypeStmt> = T_CompositeTypeStmt;
template <> inline constexpr NodeTag tag_of<CreateEnumStmt> = T_CreateEnumStmt;
template <> inline constexpr NodeTag tag_of<CreateRangeStmt> = T_CreateRangeStmt;
template <> inline constexpr NodeTag tag_of<AlterEnumStmt> = T_AlterEnumStmt;
template <> inline constexpr NodeTag tag_of<AlterTSDictionaryStmt> = T_AlterTSDictionaryStmt;
template <> inline constexpr NodeTag tag_of<AlterTSConfigurationStmt> = T_AlterTSConfigurationStmt;
template <> inline constexpr NodeTag tag_of<CreateFdwStmt> = T_CreateFdwStmt;
template <> inline constexpr NodeTag tag_of<AlterFdwStmt> = T_AlterFdwStmt;
template <> inline constexpr NodeTag tag_of<CreateForeignServerStmt> = T_CreateForeignServerStmt;
template <> inline constexpr NodeTag tag_of<AlterForeignServerStmt> = T_AlterForeignServerStmt;
template <> inline constexpr NodeTag tag_of<CreateUserMappingStmt> = T_CreateUserMappingStmt;
template <> inline constexpr NodeTag tag_of<AlterUserMappingStmt> = T_AlterUserMappingStmt;
template <> inline constexpr NodeTag tag_of<DropUserMappingStmt> = T_DropUserMappingStmt;
template <> inline constexpr NodeTag tag_of<AlterTableSpaceOptionsStmt> = T_AlterTableSpaceOptionsStmt;
template <> inline constexpr NodeTag tag_of<AlterTableMoveAllStmt> = T_AlterTableMoveAllStmt;
template <> inline constexpr NodeTag tag_of<SecLabelStmt> = T_SecLabelStmt;
template <> inline constexpr NodeTag tag_of<CreateForeignTableStmt> = T_CreateForeignTableStmt;
template <> inline constexpr NodeTag tag_of<ImportForeignSchemaStmt> = T_ImportForeignSchemaStmt;
template <> inline constexpr NodeTag tag_of<CreateExtensionStmt> = T_CreateExtensionStmt;
template <> inline constexpr NodeTag tag_of<AlterExtensionStmt> = T_AlterExtensionStmt;
template <> inline constexpr NodeTag tag_of<AlterExtensionContentsStmt> = T_AlterExtensionContentsStmt;
template <> inline constexpr NodeTag tag_of<CreateEventTrigStmt> = T_CreateEventTrigStmt;
template <> inline constexpr NodeTag tag_of<AlterEventTrigStmt> = T_AlterEventTrigStmt;
template <> inline constexpr NodeTag tag_of<RefreshMatViewStmt> = T_RefreshMatViewStmt;
template <> inline constexpr NodeTag tag_of<ReplicaIdentityStmt> = T_ReplicaIdentityStmt;
template <> inline constexpr NodeTag tag_of<AlterSystemStmt> = T_AlterSystemStmt;
template <> inline constexpr NodeTag tag_of<CreatePolicyStmt> = T_CreatePolicyStmt;
template <> inline constexpr NodeTag tag_of<AlterPolicyStmt> = T_AlterPolicyStmt;
template <> inline constexpr NodeTag tag_of<CreateTransformStmt> = T_CreateTransformStmt;
template <> inline constexpr NodeTag tag_of<CreateAmStmt> = T_CreateAmStmt;
template <> inline constexpr NodeTag tag_of<CreatePublicationStmt> = T_CreatePublicationStmt;
template <> inline constexpr NodeTag tag_of<AlterPublicationStmt> = T_AlterPublicationStmt;
template <> inline constexpr NodeTag tag_of<CreateSubscriptionStmt> = T_CreateSubscriptionStmt;
template <> inline constexpr NodeTag tag_of<AlterSubscriptionStmt> = T_AlterSubscriptionStmt;
template <> inline constexpr NodeTag tag_of<DropSubscriptionStmt> = T_DropSubscriptionStmt;
template <> inline constexpr NodeTag tag_of<CreateStatsStmt> = T_CreateStatsStmt;
template <> inline constexpr NodeTag tag_of<AlterCollationStmt> = T_AlterCollationStmt;
template <> inline constexpr NodeTag tag_of<CallStmt> = T_CallStmt;
template <> inline constexpr NodeTag tag_of<AlterStatsStmt> = T_AlterStatsStmt;
template <> inline constexpr NodeTag tag_of<A_Expr> = T_A_Expr;
template <> inline constexpr NodeTag tag_of<ColumnRef> = T_ColumnRef;
template <> inline constexpr NodeTag tag_of<ParamRef> = T_ParamRef;
template <> inline constexpr NodeTag tag_of<A_Const> = T_A_Const;
template <> inline constexpr NodeTag tag_of<FuncCall> = T_FuncCall;
template <> inline constexpr NodeTag tag_of<A_Star> = T_A_Star;
template <> inline constexpr NodeTag tag_of<A_Indices> = T_A_Indices;
template <> inline constexpr NodeTag tag_of<A_Indirection> = T_A_Indirection;
template <> inline constexpr NodeTag tag_of<A_ArrayExpr> = T_A_ArrayExpr;
template <> inline constexpr NodeTag tag_of<ResTarget> = T_ResTarget;
template <> inline constexpr NodeTag tag_of<MultiAssignRef> = T_MultiAssignRef;
template <> inline constexpr NodeTag tag_of<TypeCast> = T_TypeCast;
template <> inline constexpr NodeTag tag_of<CollateClause> = T_CollateClause;
template <> inline constexpr NodeTag tag_of<SortBy> = T_SortBy;
template <> inline constexpr NodeTag tag_of<WindowDef> = T_WindowDef;
template <> inline constexpr NodeTag tag_of<RangeSubselect> = T_RangeSubselect;
template <> inline constexpr NodeTag tag_of<RangeFunction> = T_RangeFunction;
template <> inline constexpr NodeTag tag_of<RangeTableSample> = T_RangeTableSample;
template <> inline constexpr NodeTag tag_of<RangeTableFunc> = T_RangeTableFunc;
template <> inline constexpr NodeTag tag_of<RangeTableFuncCol> = T_RangeTableFuncCol;
template <> inline constexpr NodeTag tag_of<TypeName> = T_TypeName;
template <> inline constexpr NodeTag tag_of<ColumnDef> = T_ColumnDef;
template <> inline constexpr NodeTag tag_of<IndexElem> = T_IndexElem;
template <> inline constexpr NodeTag tag_of<StatsElem> = T_StatsElem;
template <> inline constexpr NodeTag tag_of<Constraint> = T_Constraint;
template <> inline constexpr NodeTag tag_of<DefElem> = T_DefElem;
template <> inline constexpr NodeTag tag_of<GroupingSet> = T_GroupingSet;
template <> inline constexpr NodeTag tag_of<ObjectWithArgs> = T_ObjectWithArgs;
template <> inline constexpr NodeTag tag_of<AccessPriv> = T_AccessPriv;
template <> inline constexpr NodeTag tag_of<CreateOpClassItem> = T_CreateOpClassItem;
template <> inline constexpr NodeTag tag_of<TableLikeClause> = T_TableLikeClause;
template <> inline constexpr NodeTag tag_of<FunctionParameter> = T_FunctionParameter;
template <> inline constexpr NodeTag tag_of<LockingClause> = T_LockingClause;
template <> inline constexpr NodeTag tag_of<XmlSerialize> = T_XmlSerialize;
template <> inline constexpr NodeTag tag_of<WithClause> = T_WithClause;
template <> inline constexpr NodeTag tag_of<InferClause> = T_InferClause;
template <> inline constexpr NodeTag tag_of<OnConflictClause> = T_OnConflictClause;
template <> inline constexpr NodeTag tag_of<CTESearchClause> = T_CTESearchClause;
template <> inline constexpr NodeTag tag_of<CTECycleClause> = T_CTECycleClause;
template <> inline constexpr NodeTag tag_of<CommonTableExpr> = T_CommonTableExpr;
template <> inline constexpr NodeTag tag_of<MergeWhenClause> = T_MergeWhenClause;
template <> inline constexpr NodeTag tag_of<RoleSpec> = T_RoleSpec;
template <> inline constexpr NodeTag tag_of<TriggerTransition> = T_TriggerTransition;
template <> inline constexpr NodeTag tag_of<PartitionElem> = T_PartitionElem;
template <> inline constexpr NodeTag tag_of<PartitionSpec> = T_PartitionSpec;
template <> inline constexpr NodeTag tag_of<PartitionBoundSpec> = T_PartitionBoundSpec;
template <> inline constexpr NodeTag tag_of<PartitionRangeDatum> = T_PartitionRangeDatum;
template <> inline constexpr NodeTag tag_of<PartitionCmd> = T_PartitionCmd;
template <> inline constexpr NodeTag tag_of<VacuumRelation> = T_VacuumRelation;
template <> inline constexpr NodeTag tag_of<PublicationObjSpec> = T_PublicationObjSpec;
template <> inline constexpr NodeTag tag_of<PublicationTable> = T_PublicationTable;
template <> inline constexpr NodeTag tag_of<List> = T_List;

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
