#include "sql/lexer.h"

#include <algorithm>

#include "base/text.h"

namespace sql {

// Source for all of this: PostgreSQL 15, src/backend/parser/scan.l.
static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
static bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
static bool in_word(char c) {
  return begins_word(c) || is_digit(c) || c == '$';
}

// The end of the comment that opens at `begin`; comments nest. npos if it does not end.
static std::size_t end_of_comment(std::string_view text, std::size_t begin) {
  int depth = 1;
  for (auto at = begin + 2; at + 1 < text.size(); ++at) {
    if (text[at] == '/' && text[at + 1] == '*') {
      ++depth;
      ++at;
    } else if (text[at] == '*' && text[at + 1] == '/') {
      ++at;
      if (--depth == 0) return at + 1;
    }
  }
  return std::string_view::npos;
}

std::size_t skip_comment(std::string_view text, std::size_t begin) {
  return std::min(end_of_comment(text, begin), text.size());
}

std::size_t skip_blank(std::string_view text, std::size_t begin) {
  auto at = begin;
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
    } else if (text.substr(at, 2) == "--") {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at, 2) == "/*") {
      const auto end = end_of_comment(text, at);
      if (end == std::string_view::npos) return at;  // shown as a broken token
      at = end;
    } else {
      return at;
    }
  }
  return text.size();
}

void flatten_comments(std::string& text) {
  const auto opens_again = [&] {
    for (auto at = text.find("/*"); at != std::string::npos; at = text.find("/*", at)) {
      at += 2;
      const auto next = text.find("/*", at);
      if (next == std::string::npos) return false;
      if (const auto close = text.find("*/", at); close == std::string::npos || close > next) return true;
    }
    return false;
  };
  if (!opens_again()) return;
  const auto original = text;
  Lexer lexer(original);
  std::size_t at = 0;
  for (bool last = false; !last;) {
    const auto token = lexer.next();
    last = token.kind == Token::Kind::end;
    while (at < token.begin) {  // white space and comments
      if (original.compare(at, 2, "--") == 0) {
        at = std::min(original.find('\n', at), token.begin);
      } else if (original.compare(at, 2, "/*") == 0) {
        const auto end = std::min(end_of_comment(original, at), token.begin);
        if (original.find("/*", at + 2) < end) {
          for (; at < end; ++at) text[at] = original[at] == '\n' ? '\n' : ' ';
        }
        at = end;
      } else {
        ++at;
      }
    }
    at = token.end;
  }
}

Token Lexer::until(Token::Kind kind, std::size_t begin, std::size_t end) {
  at_ = end;
  return {.kind = kind, .begin = begin, .end = end};
}

Token Lexer::quoted_by(char quote, bool backslashes, std::size_t begin, std::size_t open, Token::Kind kind) {
  for (auto at = open + 1; at < text_.size(); ++at) {
    if (backslashes && text_[at] == '\\') {
      ++at;
    } else if (text_[at] == quote) {
      if (at + 1 >= text_.size() || text_[at + 1] != quote) return until(kind, begin, at + 1);
      ++at;
    }
  }
  return until(Token::Kind::broken, begin, text_.size());
}

Token Lexer::dollar(std::size_t begin) {
  auto at = begin + 1;
  if (at < text_.size() && is_digit(text_[at])) {  // $1
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return until(Token::Kind::word, begin, at);
  }
  while (at < text_.size() && text_[at] != '$' && in_word(text_[at])) ++at;
  if (at >= text_.size() || text_[at] != '$') return until(Token::Kind::symbol, begin, begin + 1);
  const auto tag = text_.substr(begin, at + 1 - begin);
  const auto end = text_.find(tag, at + 1);
  if (end == std::string_view::npos) return until(Token::Kind::broken, begin, text_.size());
  return until(Token::Kind::string, begin, end + tag.size());
}

Token Lexer::next() {
  const auto begin = skip_blank(text_, at_);
  if (begin >= text_.size()) return until(Token::Kind::end, text_.size(), text_.size());
  const char c = text_[begin];
  if (c == '\'') return quoted_by('\'', false, begin, begin, Token::Kind::string);
  if (c == '"') return quoted_by('"', false, begin, begin, Token::Kind::quoted);
  if (c == '$') return dollar(begin);
  if (c == '\\') return until(Token::Kind::backslash, begin, begin + 1);
  if (c == '/' && text_.substr(begin, 2) == "/*") return until(Token::Kind::broken, begin, text_.size());
  if (is_digit(c)) {
    auto at = begin + 1;
    while (at < text_.size() && (is_digit(text_[at]) || text_[at] == '.')) ++at;
    return until(Token::Kind::word, begin, at);
  }
  if (!begins_word(c)) return until(Token::Kind::symbol, begin, begin + 1);

  auto end = begin + 1;
  while (end < text_.size() && in_word(text_[end])) ++end;
  if (end < text_.size() && end == begin + 1 && text_[end] == '\'') {  // E'…', B'…', X'…', N'…'
    if (c == 'e' || c == 'E') return quoted_by('\'', true, begin, end, Token::Kind::string);
    if (std::string_view("bBxXnN").find(c) != std::string_view::npos)
      return quoted_by('\'', false, begin, end, Token::Kind::string);
  }
  if ((c == 'u' || c == 'U') && end == begin + 1 && end + 1 < text_.size() && text_[end] == '&') {
    if (text_[end + 1] == '\'') return quoted_by('\'', false, begin, end + 1, Token::Kind::string);
    if (text_[end + 1] == '"') return quoted_by('"', false, begin, end + 1, Token::Kind::quoted);
  }
  return until(Token::Kind::word, begin, end);
}

bool Lexer::is(const Token& token, std::string_view keyword) const {
  if (token.kind != Token::Kind::word || token.end - token.begin != keyword.size()) return false;
  return base::starts_with_ignoring_case(text(token), keyword);
}

std::string Lexer::name(const Token& token) const {
  const auto written = text(token);
  if (token.kind != Token::Kind::quoted) return base::to_lower(written);
  const auto open = written.find('"');
  return base::replace_all(std::string(written.substr(open + 1, written.size() - open - 2)), "\"\"", "\"");
}

}  // namespace sql
