// A table replaced by a copy of itself: CREATE … LIKE, INSERT … SELECT, DROP, RENAME.
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_table_swap(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    std::set<std::string> copied;  // names of tables that another one is like
    bool locked = false;
    const sql::Statement* insert = nullptr;
    for (const auto& statement : text.statements) {
      if (const auto* create = statement.as<sql::CreateTable>())
        for (const auto& like : create->like) copied.insert(like.name);
      if (const auto* into = statement.as<sql::Insert>(); into && into->from_select) insert = &statement;
      locked = locked || statement.as<sql::Lock>();
      const auto* drop = statement.as<sql::Drop>();
      if (!drop || drop->object != "TABLE" || !insert) continue;
      for (const auto& name : drop->names) {
        if (!copied.contains(name.name)) continue;
        findings.push_back(text.finding(
            text.find(statement, name.name),
            fmt::format(
                "the copy has none of the foreign keys that point at {}, nor its triggers, grants, owner, views and "
                "publications; the DROP fails as soon as one of them exists{}",
                name.name, locked ? "" : ", and rows written since the INSERT are lost: nothing locks the table"),
            "change the table in place (ADD COLUMN, backfill in batches, SET NOT NULL by a validated CHECK)"));
      }
    }
  }
}

extern const Rule table_swap{.severity = Severity::error, .find = find_table_swap};

}  // namespace lint
