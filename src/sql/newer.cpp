#include "sql/newer.h"

#include <algorithm>
#include <array>

#include "sql/lexer.h"

namespace sql {

static std::string over(std::string_view name, std::size_t length) {
  std::string text = "CHECK (" + std::string(name) + ")";
  text.resize(std::max(length, text.size()), ' ');
  return text;
}

std::vector<NotNull> write_as_checks(std::string& text) {
  std::vector<NotNull> found;
  Lexer lexer(text);
  std::array<Token, 5> last{};  // the newest at the end: [ADD] [CONSTRAINT c] NOT NULL
  const auto is_name = [](const Token& token) {
    return token.kind == Token::Kind::word || token.kind == Token::Kind::quoted;
  };
  for (auto token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) {
    const bool not_null = lexer.is(last[3], "not") && lexer.is(last[4], "null") && is_name(token);
    const bool added = lexer.is(last[2], "add") || (lexer.is(last[0], "add") && lexer.is(last[1], "constraint"));
    if (not_null && added)
      found.push_back({.begin = last[3].begin, .name = token.begin, .end = token.end, .column = lexer.name(token)});
    std::rotate(last.begin(), last.begin() + 1, last.end());
    last.back() = token;
  }
  for (const auto& each : found) {
    const auto length = each.end - each.begin;
    const auto written = text.substr(each.begin, length);
    text.replace(each.begin, length, over(written.substr(each.name - each.begin), length));
  }
  return found;
}

static TableConstraint* find(std::vector<Statement>& statements, const NotNull& wanted) {
  const auto holds = [&](const Statement& statement) {
    return statement.offset <= wanted.begin && wanted.begin < statement.offset + statement.text.size();
  };
  const auto statement = std::find_if(statements.begin(), statements.end(), holds);
  auto* alter = statement == statements.end() ? nullptr : std::get_if<AlterTable>(&statement->node);
  if (!alter) return nullptr;
  const auto written = "(" + wanted.column + ")";
  for (auto& command : alter->commands) {
    auto& constraint = command.constraint;
    const bool fits = constraint && constraint->type == ConstraintType::check &&
                      (constraint->text.find(written) != std::string::npos ||
                       constraint->text.find("(\"" + wanted.column + "\")") != std::string::npos);
    if (fits || (constraint && constraint->type == ConstraintType::check && alter->commands.size() == 1))
      return &*constraint;
  }
  return nullptr;
}

void put_back(const std::vector<NotNull>& constraints, std::string_view text, std::vector<Statement>& statements) {
  for (const auto& each : constraints) {
    auto* constraint = find(statements, each);
    if (!constraint) continue;
    constraint->type = ConstraintType::not_null;
    constraint->columns = {each.column};
    constraint->expression = {};
    const auto at = constraint->text.find("CHECK (");
    if (at != std::string::npos)
      constraint->text.replace(at, std::min(each.end - each.begin, constraint->text.size() - at),
                               text.substr(each.begin, each.end - each.begin));
  }
}

}  // namespace sql
