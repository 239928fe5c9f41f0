#include "sql/lenient.h"

#include <algorithm>

#include "sql/lexer.h"
#include "sql/locate.h"
#include "sql/new_values.h"

namespace sql {

namespace {

// Where statements end: at semicolons, but for those within BEGIN ATOMIC … END and within the brackets of a CREATE
// RULE. A command of psql between two statements ends with its line, a COPY from stdin with its rows.
class Cutter {
 public:
  Cutter(std::string_view text, std::size_t begin) : text_(text), lexer_(text, begin), begin_(begin) {}
  std::vector<std::string_view> pieces();

 private:
  void follow(const Token& token);
  [[nodiscard]] bool is_end(const Token& token) const;
  void cut(std::size_t end);

  std::string_view text_;
  Lexer lexer_;
  std::size_t begin_;
  std::vector<std::string_view> pieces_;
  // Of the statement at hand:
  int words_ = 0;
  int atomic_ = 0;
  int brackets_ = 0;
  bool after_begin_ = false;
  bool create_ = false;
  bool rule_ = false;
  bool copy_ = false;
  bool after_from_ = false;
  bool from_stdin_ = false;
};

}  // namespace

void Cutter::cut(std::size_t end) {
  pieces_.push_back(text_.substr(begin_, end - begin_));
  begin_ = end;
  lexer_ = Lexer(text_, end);
  words_ = atomic_ = brackets_ = 0;
  after_begin_ = create_ = rule_ = copy_ = after_from_ = from_stdin_ = false;
}

void Cutter::follow(const Token& token) {
  const auto is = [&](std::string_view keyword) { return lexer_.is(token, keyword); };
  if (token.kind == Token::Kind::symbol) {
    if (lexer_.text(token) == "(") ++brackets_;
    if (lexer_.text(token) == ")") --brackets_;
  }
  if (token.kind == Token::Kind::word) {
    if (words_ == 0) {
      create_ = is("create");
      copy_ = is("copy");
    }
    rule_ = rule_ || (create_ && words_ <= 3 && is("rule"));
    if (after_begin_ && is("atomic")) ++atomic_;
    if (atomic_ > 0 && is("case")) ++atomic_;
    if (atomic_ > 0 && is("end")) --atomic_;
    from_stdin_ = from_stdin_ || (copy_ && after_from_ && is("stdin"));
    ++words_;
  }
  after_begin_ = is("begin");
  after_from_ = is("from");
}

bool Cutter::is_end(const Token& token) const {
  return token.kind == Token::Kind::symbol && lexer_.text(token) == ";" && atomic_ <= 0 && !(rule_ && brackets_ > 0);
}

std::vector<std::string_view> Cutter::pieces() {
  const auto end_of_line = [&](std::size_t at) { return std::min(text_.find('\n', at), text_.size()); };
  for (auto token = lexer_.next(); token.kind != Token::Kind::end; token = lexer_.next()) {
    if (token.kind == Token::Kind::backslash && skip_blank(text_, begin_) == token.begin) {
      cut(end_of_line(token.begin));
      continue;
    }
    follow(token);
    if (!is_end(token)) continue;
    const auto rows_end = from_stdin_ ? text_.find("\n\\.", token.end) : std::string_view::npos;
    cut(rows_end == std::string_view::npos ? token.end : end_of_line(rows_end + 1));
  }
  if (skip_blank(text_, begin_) < text_.size()) pieces_.push_back(text_.substr(begin_));
  return std::move(pieces_);
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

// An error of the piece, with its place in the file.
static base::Error shifted(base::Error error, std::string_view text, std::size_t offset, Locator& locator) {
  const auto begin = locator.at(offset);
  auto place = error.place().value_or(base::Place{.line = 1, .column = 1});
  if (place.line <= 1) place.column += begin.column - 1;
  place.line += begin.line - 1;
  // A piece may begin within its line, and the line is what is shown.
  if (!place.text.empty()) place.text = locate(text, offset + skip_blank(text.substr(offset), 0)).text;
  return error.at(std::move(place));
}

std::vector<Statement> read_each(std::string_view text, std::size_t begin, const std::string& file,
                                 std::vector<base::Error>& refused) {
  std::vector<Statement> all;
  Locator locator(text);
  for (const auto piece : Cutter(text, begin).pieces()) {
    const auto offset = static_cast<std::size_t>(piece.data() - text.data());
    try {
      auto statements = parse(piece, file);
      shift(statements, offset, locator);
      std::move(statements.begin(), statements.end(), std::back_inserter(all));
    } catch (const base::Error& error) {
      if (error.code() != base::Code::sql_syntax && error.code() != base::Code::sql_refused) throw;
      refused.push_back(shifted(error, text, offset, locator));
      const auto first = skip_blank(piece, 0);
      const auto place = locator.at(offset + first);
      all.push_back({.text = piece.substr(first),
                     .offset = offset + first,
                     .line = place.line,
                     .column = place.column,
                     .node = Other{.tag = std::string(unparsed_tag), .action = error.message()}});
    }
  }
  mark_uses_of_new_values(all);
  return all;
}

std::vector<Statement> parse_leniently(std::string_view text, const std::string& file) {
  try {
    return parse(text, file);
  } catch (const base::Error& error) {
    if (error.code() != base::Code::sql_syntax) throw;
    std::vector<base::Error> refused;
    auto all = read_each(text, 0, file, refused);
    if (std::all_of(all.begin(), all.end(), is_unparsed)) throw;
    // What is not SQL at all is not a statement that could be left out.
    for (const auto& each : refused)
      if (each.code() != base::Code::sql_syntax) throw each;
    return all;
  }
}

}  // namespace sql
