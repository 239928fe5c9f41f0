// Loops over the catalog: FOR r IN SELECT tablename FROM pg_tables … LOOP EXECUTE format('…', r.tablename). Inside
// this room only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pg/catalog.h"
#include "sql/plpgsql.h"

namespace impact {

using Row = std::map<std::string, std::string>;
/// The rows that a query over pg_tables, pg_constraint, information_schema.columns and their like finds; nothing for
/// other queries. `exact`: every condition of it was understood. Columns in brackets are for this room.
std::optional<std::vector<Row>> catalog_rows(std::string_view query, const pg::Catalog& catalog, bool& exact);

struct LoopTexts {
  std::vector<std::string> texts = {};
  std::string unsure = {};  // why there may be others, or fewer
};

/// The SQL that a statement of a body sends: its own text, or what its EXECUTE makes of each row that the loop's
/// query finds in this catalog.
LoopTexts texts_of(const sql::BodyStatement& statement, const pg::Catalog& catalog);

}  // namespace impact
