// Source: ATPrepCmd and RangeVarCallbackForAlterRelation in PostgreSQL 15's tablecmds.c.
#include "impact/kinds.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "impact/simulate/schema.h"

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
};
static constexpr Target targets[] = {
    {"AddColumn", "rpcf"},
    {"ColumnDefault", "rpvf"},
    {"AddIdentity", "rpvf"},
    {"SetIdentity", "rpvf"},
    {"DropIdentity", "rpvf"},
    {"DropNotNull", "rpf"},
    {"SetNotNull", "rpf"},
    {"DropExpression", "rpf"},
    {"SetExpression", "rpf"},
    {"SetStatistics", "rpmiIf"},
    {"SetOptions", "rpmf"},
    {"ResetOptions", "rpmf"},
    {"SetStorage", "rpmf"},
    {"SetCompression", "rpm"},
    {"DropColumn", "rpcf"},
    {"AddConstraint", "rpf"},
    {"DropConstraint", "rpf"},
    {"AlterColumnType", "rpcf"},
    {"AlterColumnGenericOptions", "f"},
    {"ClusterOn", "rpm"},
    {"DropCluster", "rpm"},
    {"SetLogged", "rpS"},
    {"SetUnLogged", "rpS"},
    {"DropOids", "rpf"},
    {"SetAccessMethod", "rm"},
    {"SetTableSpace", "rpmiI"},
    {"SetRelOptions", "rvmi"},
    {"ResetRelOptions", "rpvmi"},
    {"AddInherit", "rf"},
    {"DropInherit", "rf"},
    {"AlterConstraint", "rp"},
    {"ValidateConstraint", "rpf"},
    {"ReplicaIdentity", "rpm"},
    {"EnableTrig", "rpf"},
    {"EnableAlwaysTrig", "rpf"},
    {"EnableReplicaTrig", "rpf"},
    {"DisableTrig", "rpf"},
    {"EnableTrigAll", "rpf"},
    {"DisableTrigAll", "rpf"},
    {"EnableTrigUser", "rpf"},
    {"DisableTrigUser", "rpf"},
    {"EnableRule", "rp"},
    {"EnableAlwaysRule", "rp"},
    {"EnableReplicaRule", "rp"},
    {"DisableRule", "rp"},
    {"AddOf", "r"},
    {"DropOf", "r"},
    {"EnableRowSecurity", "rp"},
    {"DisableRowSecurity", "rp"},
    {"ForceRowSecurity", "rp"},
    {"NoForceRowSecurity", "rp"},
    {"GenericOptions", "f"},
    {"AttachPartition", "pI"},
    {"DetachPartition", "p"},
    {"DetachPartitionFinalize", "p"},
};

static std::string_view word_for(char kind) {
  switch (kind) {
    case 'p':
      return "a partitioned table";
    case 'v':
      return "a view";
    case 'm':
      return "a materialized view";
    case 'S':
      return "a sequence";
    case 'f':
      return "a foreign table";
    case 'c':
      return "a composite type";
    case 'i':
      return "an index";
    case 'I':
      return "the index of a partitioned table";
    default:
      return "a table";
  }
}

static bool fits(const sql::AlterTableCommand& command, char kind) {
  const auto* target = std::ranges::find(targets, command.subtype, &Target::subtype);
  return target == std::end(targets) || target->kinds.find(kind) != std::string_view::npos;
}

std::optional<std::string> wrong_kind(const pg::Relation& relation, const sql::AlterTableCommand& command) {
  if (fits(command, static_cast<char>(relation.kind))) return std::nullopt;
  return fmt::format("{} is {}, for which this action is refused", shown(relation.name),
                     word_for(static_cast<char>(relation.kind)));
}

std::optional<std::string> wrong_for_index(bool partitioned, const sql::AlterTableCommand& command) {
  const char kind = partitioned ? 'I' : 'i';
  if (fits(command, kind)) return std::nullopt;
  return fmt::format("{} does not have this action", word_for(kind));
}

std::optional<std::string> wrong_word(const pg::Relation& relation, const std::string& object) {
  static constexpr std::pair<std::string_view, pg::RelationKind> words[] = {
      {"VIEW", pg::RelationKind::view},
      {"MATERIALIZED VIEW", pg::RelationKind::materialized_view},
      {"FOREIGN TABLE", pg::RelationKind::foreign_table},
      {"SEQUENCE", pg::RelationKind::sequence},
      {"TYPE", pg::RelationKind::composite_type},
  };
  for (const auto& [word, kind] : words) {
    if (object == word && relation.kind != kind)
      return fmt::format("{} is {}", shown(relation.name), word_for(static_cast<char>(relation.kind)));
  }
  if (object == "INDEX") return fmt::format("{} is not an index", shown(relation.name));
  if (relation.kind == pg::RelationKind::composite_type && object != "TYPE")
    return fmt::format("{} is a composite type", shown(relation.name));
  return std::nullopt;
}

}  // namespace impact
