#include "sql/lenient.h"

#include "base/error.h"
#include "sql/lexer.h"
#include "sql/locate.h"

namespace sql {

// Statements end at semicolons outside brackets and outside BEGIN ATOMIC … END.
static std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  Lexer lexer(text);
  std::size_t begin = 0;
  int depth = 0;
  bool after_begin = false;
  for (auto token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) {
    const auto word = lexer.text(token);
    if (token.kind == Token::Kind::word) {
      if (after_begin && lexer.is(token, "atomic")) ++depth;
      if (depth > 0 && lexer.is(token, "case")) ++depth;
      if (depth > 0 && lexer.is(token, "end")) --depth;
    }
    after_begin = token.kind == Token::Kind::word && lexer.is(token, "begin");
    if (token.kind != Token::Kind::symbol || word != ";" || depth > 0) continue;
    pieces.push_back(text.substr(begin, token.end - begin));
    begin = token.end;
  }
  if (skip_blank(text, begin) < text.size()) pieces.push_back(text.substr(begin));
  return pieces;
}

// What the piece's statements know of places, as the whole file has them.
static void shift(std::vector<Statement>& statements, std::size_t offset, Locator& locator) {
  for (auto& statement : statements) {
    statement.offset += offset;
    const auto place = locator.at(statement.offset);
    statement.line = place.line;
    statement.column = place.column;
    for (auto& use : statement.uses) use.offset += offset;
  }
}

std::vector<Statement> parse_leniently(std::string_view text, const std::string& file) {
  try {
    return parse(text, file);
  } catch (const base::Error& error) {
    if (error.code() != base::Code::sql_syntax) throw;
    std::vector<Statement> all;
    bool any = false;
    Locator locator(text);
    for (const auto piece : pieces_of(text)) {
      const auto offset = static_cast<std::size_t>(piece.data() - text.data());
      try {
        auto statements = parse(piece, file);
        shift(statements, offset, locator);
        any = any || !statements.empty();
        for (auto& statement : statements) all.push_back(std::move(statement));
      } catch (const base::Error& refused) {
        if (refused.code() != base::Code::sql_syntax) throw;
        const auto begin = skip_blank(piece, 0);
        const auto place = locator.at(offset + begin);
        all.push_back({.text = piece.substr(begin),
                       .offset = offset + begin,
                       .line = place.line,
                       .column = place.column,
                       .node = Other{.tag = std::string(unread_tag), .action = refused.message()}});
      }
    }
    if (!any) throw;
    return all;
  }
}

}  // namespace sql
