#include "review/names.h"

#include <algorithm>

#include "base/text.h"
#include "sql/lexer.h"

namespace review {

// A capital behind a small letter: ConsentLog, userId. "Create Table" is a style.
static bool is_camel(std::string_view word) {
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (word[at] >= 'A' && word[at] <= 'Z' && word[at - 1] >= 'a' && word[at - 1] <= 'z') return true;
  }
  return false;
}

// The names that the statement is about: what it uses, what it drops and what it makes.
static bool speaks_of(const sql::Statement& statement, std::string_view folded) {
  const auto same = [&](const sql::QualifiedName& name) { return name.name == folded; };
  if (std::any_of(statement.uses.begin(), statement.uses.end(), [&](const auto& use) { return same(use.name); }))
    return true;
  if (const auto* drop = statement.as<sql::Drop>()) return std::any_of(drop->names.begin(), drop->names.end(), same);
  if (const auto* create = statement.as<sql::CreateTable>()) return same(create->table);
  return false;
}

std::vector<WrittenName> mixed_case_names(const sql::Statement& statement) {
  std::vector<WrittenName> found;
  if (!is_camel(statement.text)) return found;
  sql::Lexer lexer(statement.text);
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (token.kind != sql::Token::Kind::word) continue;
    const auto word = lexer.text(token);
    if (!is_camel(word) || !speaks_of(statement, base::to_lower(word))) continue;
    found.push_back({.text = std::string(word), .begin = token.begin});
  }
  return found;
}

}  // namespace review
