// LIKE patterns for names in which _ is meant as itself.
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_like_underscore(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex like(R"(\bI?LIKE\s+'([A-Za-z0-9%]*[A-Za-z0-9]_[A-Za-z0-9_%]*)'(?!\s*ESCAPE))",
                               std::regex::icase);
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const std::string all(statement.text.substr(0, 20000));
      std::smatch match;
      if (!std::regex_search(all, match, like)) continue;
      const auto* block = statement.as<sql::DoBlock>();
      const bool drops =
          base::to_lower(all).find("drop ") != std::string::npos && (block || statement.as<sql::Drop>());
      const auto pattern = match.str(1);
      auto finding = text.finding(
          statement.offset + static_cast<std::size_t>(match.position(1)) - 1,
          drops ? fmt::format(
                      "_ stands for any character, and the pattern for every name like it, whoever made it: this "
                      "drops more than the migration created")
                : fmt::format("_ stands for any character: '{}' also matches {}", pattern,
                              base::replace_all(base::replace_all(pattern, "_", "x"), "%", "…")),
          drops ? "name what the migration created, one by one"
                : fmt::format("'{}'", base::replace_all(pattern, "_", "\\_")));
      if (drops) finding.severity = Severity::error;
      findings.push_back(std::move(finding));
    }
  }
}

extern const Rule like_underscore{.severity = Severity::advice, .find = find_like_underscore};

}  // namespace lint
