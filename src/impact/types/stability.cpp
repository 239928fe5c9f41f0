#include "impact/types/stability.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/types/types.h"

namespace impact {

// Of the table that the statement is about, or that it makes.
static std::string type_of(const std::string& column, const EffectsBuilder& builder) {
  const auto& statement = builder.statement;
  if (const auto* create = statement.as<sql::CreateTable>()) {
    const auto found = std::ranges::find(create->columns, column, &sql::ColumnDefinition::name);
    return found == create->columns.end() ? std::string() : canonical_type(found->type);
  }
  const auto* alter = statement.as<sql::AlterTable>();
  const auto* index = statement.as<sql::CreateIndex>();
  const auto* table = alter ? builder.find(alter->table) : index ? builder.find(index->table) : nullptr;
  const auto* known = table ? table->column(column) : nullptr;
  return known ? known->type : std::string();
}

bool is_unstable(std::string_view text, const EffectsBuilder& builder, const sql::Expression& expression) {
  static const std::set<std::string, std::less<>> stable{"now",
                                                         "to_char",
                                                         "to_timestamp",
                                                         "timeofday",
                                                         "clock_timestamp",
                                                         "random",
                                                         "nextval",
                                                         "concat",
                                                         "concat_ws",
                                                         "format",
                                                         "age",
                                                         "statement_timestamp",
                                                         "transaction_timestamp",
                                                         "array_to_string",
                                                         "to_json",
                                                         "to_jsonb",
                                                         "json_build_object",
                                                         "jsonb_build_object",
                                                         "row_to_json",
                                                         "current_setting",
                                                         "txid_current",
                                                         "gen_random_uuid",
                                                         "quote_nullable"};
  for (const auto& call : builder.statement.calls) {
    if (!mentions(text, call.name.name)) continue;
    if (call.name.schema.empty() && stable.contains(call.name.name)) return true;
    if (call.name.name == "to_tsvector" && call.arguments == 1) return true;
  }
  for (const auto* word : {"current_date", "current_timestamp", "current_time", "localtimestamp", "localtime",
                           "current_user", "session_user"}) {
    if (has_words(text, word)) return true;
  }
  if (has_words(text, "at time zone")) return false;
  for (const auto& name : expression.columns) {
    const auto type = type_of(name, builder);
    if (!type.starts_with("timestamp") || type.find("with time zone") == std::string::npos) continue;
    for (const auto* part : {"date_trunc", "date_part", "extract"}) {
      if (has_words(text, part)) return true;
    }
    if (base::to_lower(text).find(name + "::") != std::string::npos || has_words(text, "cast")) return true;
  }
  return false;
}

}  // namespace impact
