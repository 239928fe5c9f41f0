// UPDATE and DELETE of every row.
#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_no_where(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const auto* update = statement.as<sql::Update>();
      const auto* remove = statement.as<sql::Delete>();
      if (update ? update->has_where : !remove || remove->has_where) continue;
      findings.push_back(text.finding(
          statement.offset,
          fmt::format(
              "{} every row of {} in one transaction: every row is locked until it ends, and as many dead ones "
              "stay behind",
              update ? "updates" : "deletes", (update ? update->table : remove->table).text()),
          "a WHERE; for a backfill, batches by primary key"));
    }
  }
}

extern const Rule no_where{.severity = Severity::warning, .find = find_no_where};

}  // namespace lint
