// Source: ATPrepCmd and RangeVarCallbackForAlterRelation in PostgreSQL 15's tablecmds.c.
#include "impact/kinds.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "impact/errors/errors.h"

namespace impact {

std::string_view word_of(pg::RelationKind kind) {
  switch (kind) {
    case pg::RelationKind::table:
    case pg::RelationKind::partitioned_table:
      return "TABLE";
    case pg::RelationKind::view:
      return "VIEW";
    case pg::RelationKind::materialized_view:
      return "MATERIALIZED VIEW";
    case pg::RelationKind::sequence:
      return "SEQUENCE";
    case pg::RelationKind::foreign_table:
      return "FOREIGN TABLE";
    case pg::RelationKind::composite_type:
      return "TYPE";
  }
  return "";
}

struct Target {
  std::string_view subtype;
  std::string_view kinds;  // letters of pg_class.relkind; I: index of a partitioned table
  std::string_view words;  // as messages name the action
};
static constexpr Target targets[] = {
    {"AddColumn", "rpcf", "ADD COLUMN"},
    {"ColumnDefault", "rpvf", "ALTER COLUMN ... SET DEFAULT"},
    {"AddIdentity", "rpvf", "ALTER COLUMN ... ADD IDENTITY"},
    {"SetIdentity", "rpvf", "ALTER COLUMN ... SET"},
    {"DropIdentity", "rpvf", "ALTER COLUMN ... DROP IDENTITY"},
    {"DropNotNull", "rpf", "ALTER COLUMN ... DROP NOT NULL"},
    {"SetNotNull", "rpf", "ALTER COLUMN ... SET NOT NULL"},
    {"DropExpression", "rpf", "ALTER COLUMN ... DROP EXPRESSION"},
    {"SetExpression", "rpf", "ALTER COLUMN ... SET EXPRESSION"},
    {"SetStatistics", "rpmiIf", "ALTER COLUMN ... SET STATISTICS"},
    {"SetOptions", "rpmf", "ALTER COLUMN ... SET"},
    {"ResetOptions", "rpmf", "ALTER COLUMN ... RESET"},
    {"SetStorage", "rpmf", "ALTER COLUMN ... SET STORAGE"},
    {"SetCompression", "rpm", "ALTER COLUMN ... SET COMPRESSION"},
    {"DropColumn", "rpcf", "DROP COLUMN"},
    {"AddConstraint", "rpf", "ADD CONSTRAINT"},
    {"DropConstraint", "rpf", "DROP CONSTRAINT"},
    {"AlterColumnType", "rpcf", "ALTER COLUMN ... SET DATA TYPE"},
    {"AlterColumnGenericOptions", "f", "ALTER COLUMN ... OPTIONS"},
    {"ClusterOn", "rpm", "CLUSTER ON"},
    {"DropCluster", "rpm", "SET WITHOUT CLUSTER"},
    {"SetLogged", "rpS", "SET LOGGED"},
    {"SetUnLogged", "rpS", "SET UNLOGGED"},
    {"DropOids", "rpf", "SET WITHOUT OIDS"},
    {"SetAccessMethod", "rm", "SET ACCESS METHOD"},
    {"SetTableSpace", "rpmiI", "SET TABLESPACE"},
    {"SetRelOptions", "rvmi", "SET"},
    {"ResetRelOptions", "rpvmi", "RESET"},
    {"AddInherit", "rf", "INHERIT"},
    {"DropInherit", "rf", "NO INHERIT"},
    {"AlterConstraint", "rp", "ALTER CONSTRAINT"},
    {"ValidateConstraint", "rpf", "VALIDATE CONSTRAINT"},
    {"ReplicaIdentity", "rpm", "REPLICA IDENTITY"},
    {"EnableTrig", "rpf", "ENABLE TRIGGER"},
    {"EnableAlwaysTrig", "rpf", "ENABLE ALWAYS TRIGGER"},
    {"EnableReplicaTrig", "rpf", "ENABLE REPLICA TRIGGER"},
    {"DisableTrig", "rpf", "DISABLE TRIGGER"},
    {"EnableTrigAll", "rpf", "ENABLE TRIGGER ALL"},
    {"DisableTrigAll", "rpf", "DISABLE TRIGGER ALL"},
    {"EnableTrigUser", "rpf", "ENABLE TRIGGER USER"},
    {"DisableTrigUser", "rpf", "DISABLE TRIGGER USER"},
    {"EnableRule", "rp", "ENABLE RULE"},
    {"EnableAlwaysRule", "rp", "ENABLE ALWAYS RULE"},
    {"EnableReplicaRule", "rp", "ENABLE REPLICA RULE"},
    {"DisableRule", "rp", "DISABLE RULE"},
    {"AddOf", "r", "OF"},
    {"DropOf", "r", "NOT OF"},
    {"EnableRowSecurity", "rp", "ENABLE ROW SECURITY"},
    {"DisableRowSecurity", "rp", "DISABLE ROW SECURITY"},
    {"ForceRowSecurity", "rp", "FORCE ROW SECURITY"},
    {"NoForceRowSecurity", "rp", "NO FORCE ROW SECURITY"},
    {"GenericOptions", "f", "OPTIONS"},
    {"AttachPartition", "pI", "ATTACH PARTITION"},
    {"DetachPartition", "p", "DETACH PARTITION"},
    {"DetachPartitionFinalize", "p", "DETACH PARTITION ... FINALIZE"},
};

// As errdetail_relkind_not_supported names them.
static std::string_view plural_of(char kind) {
  switch (kind) {
    case 'p':
      return "partitioned tables";
    case 'v':
      return "views";
    case 'm':
      return "materialized views";
    case 'S':
      return "sequences";
    case 'f':
      return "foreign tables";
    case 'c':
      return "composite types";
    case 'i':
      return "indexes";
    case 'I':
      return "partitioned indexes";
    default:
      return "tables";
  }
}

static std::optional<ExpectedError> wrong_action(ErrorObject object, char kind,
                                                 const sql::AlterTableCommand& command) {
  const auto* target = std::ranges::find(targets, command.subtype, &Target::subtype);
  if (target == std::end(targets) || target->kinds.find(kind) != std::string_view::npos) return std::nullopt;
  const auto name = object.name.name;
  return error_of(sqlstate::wrong_object_type, std::move(object),
                  R"(ALTER action {} cannot be performed on relation "{}")", target->words, name)
      .with(fmt::format("this operation is not supported for {}", plural_of(kind)));
}

std::optional<ExpectedError> wrong_kind(const pg::Relation& relation, const sql::AlterTableCommand& command) {
  return wrong_action(object_of(relation), static_cast<char>(relation.kind), command);
}

std::optional<ExpectedError> wrong_for_index(const pg::Name& index, bool partitioned,
                                             const sql::AlterTableCommand& command) {
  return wrong_action(object_named("index", index), partitioned ? 'I' : 'i', command);
}

std::optional<ExpectedError> wrong_word(const pg::Relation& relation, const std::string& object) {
  struct Word {
    std::string_view word;
    std::string_view noun;
    pg::RelationKind kind;
  };
  static constexpr Word words[] = {
      {"VIEW", "a view", pg::RelationKind::view},
      {"MATERIALIZED VIEW", "a materialized view", pg::RelationKind::materialized_view},
      {"FOREIGN TABLE", "a foreign table", pg::RelationKind::foreign_table},
      {"SEQUENCE", "a sequence", pg::RelationKind::sequence},
      {"TYPE", "a composite type", pg::RelationKind::composite_type},
  };
  for (const auto& [word, noun, kind] : words) {
    if (object == word && relation.kind != kind) return is_not(relation, noun);
  }
  if (object == "INDEX") return is_not(relation, "an index");
  if (relation.kind == pg::RelationKind::composite_type && object != "TYPE")
    return error_of(sqlstate::wrong_object_type, object_of(relation), R"("{}" is a composite type)",
                    relation.name.name);
  return std::nullopt;
}

}  // namespace impact
