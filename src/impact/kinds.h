// Which kinds of relations a statement may be about. Inside this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "impact/expected_error.h"
#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// How statements name the kind: "TABLE", "MATERIALIZED VIEW"; a partitioned table is a TABLE.
std::string_view word_of(pg::RelationKind kind);

/// Why this action of ALTER TABLE is refused for what `relation` is; nothing where it is not.
std::optional<ExpectedError> wrong_kind(const pg::Relation& relation, const sql::AlterTableCommand& command);
/// The same for an index; `partitioned`: of a partitioned table.
std::optional<ExpectedError> wrong_for_index(const pg::Name& index, bool partitioned,
                                             const sql::AlterTableCommand& command);

/// ALTER VIEW for a table and the like. `object` as sql::AlterTable has it.
std::optional<ExpectedError> wrong_word(const pg::Relation& relation, const std::string& object);

}  // namespace impact
