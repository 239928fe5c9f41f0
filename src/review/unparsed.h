// What a statement that cannot be read may have made or changed: nobody knows, so nothing that it names proves
// anything afterwards.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace review {

struct Unread {
  std::set<std::string> names = {};         // every word that may be a name, folded as PostgreSQL folds it
  std::optional<sql::QualifiedName> makes;  // the table or view, where it begins as a CREATE does
  pg::RelationKind kind = pg::RelationKind::table;
};

Unread read_names(std::string_view text);

}  // namespace review
