// A statement as one line of text, so that tests are tables.
#pragma once

#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/statement.h"

namespace sql {

/// "name type !null default(text) volatile …".
std::string describe(const ColumnDefinition& column);
std::string describe(const TableConstraint& constraint);
/// What the statement does, with every field that is set.
std::string describe(const Node& node);
/// "a:read b:write c?:other": the uses in order, a question mark where it need not exist.
std::string describe(const std::vector<RelationReference>& uses);

}  // namespace sql
