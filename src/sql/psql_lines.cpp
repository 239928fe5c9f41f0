#include "sql/psql_lines.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "sql/lexer.h"

namespace sql {

namespace {

// Reads a file statement by statement, as far as psql's own lines need it.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), lexer_(text) { out_.text = std::string(text); }
  ForGrammar read();

 private:
  void follow(const Token& token);
  void end_statement(const Token& semicolon);
  bool take_line(std::size_t begin);
  void blank(std::size_t begin, std::size_t end);
  [[nodiscard]] std::size_t end_of_line(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }

  std::string_view text_;
  Lexer lexer_;
  ForGrammar out_;
  std::optional<std::size_t> statement_;  // where the present one begins
  bool copy_ = false;
  bool after_from_ = false;
  bool from_stdin_ = false;
};

}  // namespace

void Reader::blank(std::size_t begin, std::size_t end) {
  for (auto at = begin; at < end; ++at) {
    if (out_.text[at] != '\n') out_.text[at] = ' ';
  }
}

// A line for psql that changes nothing about how a migration runs.
bool Reader::take_line(std::size_t begin) {
  const auto end = end_of_line(begin);
  const auto words = base::split(base::trim(text_.substr(begin, end - begin)), ' ');
  const bool restricts = words.front() == "\\restrict" || words.front() == "\\unrestrict";
  const bool stops = words.size() == 3 && words[0] == "\\set" && words[1] == "ON_ERROR_STOP" &&
                     (words[2] == "on" || words[2] == "1" || words[2] == "true" || words[2] == "ON");
  if (!restricts && !stops) return false;
  blank(begin, end);
  lexer_ = Lexer(text_, end);
  return true;
}

// The line that is nothing but \. behind `begin`.
static std::size_t end_of_rows(std::string_view text, std::size_t begin) {
  for (auto at = begin; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "\\.") return at;
    at = end + 1;
  }
  return std::string_view::npos;
}

void Reader::end_statement(const Token& semicolon) {
  const auto rows = end_of_line(semicolon.end) + 1;
  // What else stands in its line runs behind it in psql; here that is not read.
  const bool alone = skip_blank(text_, semicolon.end) >= rows - 1;
  if (copy_ && from_stdin_ && alone && rows <= text_.size()) {
    if (const auto end = end_of_rows(text_, rows); end != std::string_view::npos) {
      out_.rows.push_back({.statement = *statement_, .begin = rows, .end = end});
      blank(rows, end_of_line(end));
      lexer_ = Lexer(text_, end_of_line(end));
    }
  }
  statement_.reset();
  copy_ = after_from_ = from_stdin_ = false;
}

void Reader::follow(const Token& token) {
  if (!statement_) {
    statement_ = token.begin;
    copy_ = lexer_.is(token, "copy");
  }
  from_stdin_ = from_stdin_ || (after_from_ && lexer_.is(token, "stdin"));
  after_from_ = lexer_.is(token, "from");
}

ForGrammar Reader::read() {
  for (auto token = lexer_.next(); token.kind != Token::Kind::end; token = lexer_.next()) {
    if (token.kind == Token::Kind::backslash && !statement_ && take_line(token.begin)) continue;
    if (token.kind == Token::Kind::symbol && lexer_.text(token) == ";" && statement_)
      end_statement(token);
    else if (token.kind != Token::Kind::symbol || lexer_.text(token) != ";")
      follow(token);
  }
  return std::move(out_);
}

std::string without_rows(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (const auto& rows : for_grammar(text).rows) {
    out += text.substr(from, rows.begin - from);
    from = rows.end;
  }
  return out + std::string(text.substr(from));
}

ForGrammar for_grammar(std::string_view text) {
  for (const std::string_view sign : {"\n\\.", "\\restrict", "\\unrestrict", "\\set ON_ERROR_STOP"}) {
    if (text.find(sign) != std::string_view::npos) return Reader(text).read();
  }
  return {.text = std::string(text)};
}

}  // namespace sql
