// Loops over the catalog: FOR r IN SELECT tablename FROM pg_tables … LOOP EXECUTE format('…', r.tablename). Inside
// this room only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pg/catalog.h"
#include "sql/plpgsql.h"

namespace impact {

struct LoopTexts {
  std::vector<std::string> texts = {};
  std::string unsure = {};  // why there may be others, or fewer
};

/// The SQL that a statement of a body sends: its own text, or what its EXECUTE makes of each row that the loop's
/// query finds in this catalog.
LoopTexts texts_of(const sql::BodyStatement& statement, const pg::Catalog& catalog);

}  // namespace impact
