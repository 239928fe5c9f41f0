#include "review/unparsed.h"

#include <algorithm>
#include <array>

#include "sql/lexer.h"

namespace review {

// Words that say what a thing is, not which.
static constexpr std::array<std::string_view, 44> kinds{
    "a",      "add",     "already", "alter",   "and",      "as",     "check",  "column",   "constraint",
    "create", "default", "does",    "drop",    "enum",     "exist",  "exists", "foreign",  "function",
    "in",     "index",   "is",      "it",      "key",      "new",    "no",     "not",      "null",
    "of",     "on",      "or",      "primary", "relation", "row",    "schema", "sequence", "set",
    "table",  "the",     "to",      "trigger", "type",     "unique", "value",  "view"};

static bool is_kind(std::string_view word) {
  return std::find(kinds.begin(), kinds.end(), word) != kinds.end();
}

static bool is_one_of(const sql::Lexer& lexer, const sql::Token& token,
                      std::initializer_list<std::string_view> keywords) {
  return std::any_of(keywords.begin(), keywords.end(), [&](std::string_view each) { return lexer.is(token, each); });
}

// CREATE … TABLE|VIEW [IF NOT EXISTS] [schema.]name
static void read_head(std::string_view text, Unread& unread) {
  sql::Lexer lexer(text);
  auto token = lexer.next();
  if (!lexer.is(token, "create")) return;
  token = lexer.next();
  while (is_one_of(lexer, token, {"or", "replace", "temp", "temporary", "unlogged", "materialized", "recursive"}))
    token = lexer.next();
  if (lexer.is(token, "view")) unread.kind = pg::RelationKind::view;
  if (!is_one_of(lexer, token, {"table", "view"})) return;
  token = lexer.next();
  while (is_one_of(lexer, token, {"if", "not", "exists"})) token = lexer.next();
  if (token.kind != sql::Token::Kind::word && token.kind != sql::Token::Kind::quoted) return;
  sql::QualifiedName name{{}, lexer.name(token)};
  if (lexer.text(lexer.peek()) == ".") {
    lexer.next();
    name = {name.name, lexer.name(lexer.next())};
  }
  unread.makes = name;
}

Unread read_names(std::string_view text) {
  Unread unread;
  sql::Lexer lexer(text);
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (token.kind != sql::Token::Kind::word && token.kind != sql::Token::Kind::quoted) continue;
    if (auto name = lexer.name(token); !is_kind(name)) unread.names.insert(std::move(name));
  }
  read_head(text, unread);
  return unread;
}

}  // namespace review
