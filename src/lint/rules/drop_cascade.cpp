// DROP … CASCADE: takes along what nobody listed.
#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_drop_cascade(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    std::vector<std::size_t> offsets;
    for (const auto& statement : text.statements) {
      const auto* drop = statement.as<sql::Drop>();
      if (drop && drop->cascade) offsets.push_back(text.find(statement, "cascade"));
    }
    if (offsets.empty()) continue;
    findings.push_back(text.finding(
        offsets.front(),
        fmt::format(
            "CASCADE also drops the foreign keys, views and functions of others that use it, and tells only in a "
            "notice{}",
            offsets.size() > 1 ? fmt::format(" ({} times here)", offsets.size()) : ""),
        "without CASCADE, in the order of the references: what still depends on it is then an error that names it"));
  }
}

extern const Rule drop_cascade{.severity = Severity::warning, .find = find_drop_cascade};

}  // namespace lint
