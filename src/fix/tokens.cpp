#include "fix/tokens.h"

namespace fix {

Tokens::Tokens(std::string_view text) : text_(text), lexer_(text) {
  int depth = 0;
  auto lexer = lexer_;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    const bool symbol = token.kind == sql::Token::Kind::symbol;
    const auto written = lexer.text(token);
    if (symbol && (written == ")" || written == "]")) --depth;
    tokens_.push_back(token);
    depths_.push_back(depth);
    if (symbol && (written == "(" || written == "[")) ++depth;
    if (token.kind == sql::Token::Kind::broken) break;
  }
}

bool Tokens::is(std::size_t at, std::string_view keyword) const {
  return at < size() && lexer_.is(tokens_[at], keyword);
}

bool Tokens::is(std::size_t at, std::initializer_list<std::string_view> keywords) const {
  for (const auto keyword : keywords) {
    if (!is(at++, keyword)) return false;
  }
  return true;
}

bool Tokens::is_symbol(std::size_t at, char symbol) const {
  return at < size() && tokens_[at].kind == sql::Token::Kind::symbol && text_[tokens_[at].begin] == symbol;
}

bool Tokens::is_name(std::size_t at) const {
  return at < size() && (tokens_[at].kind == sql::Token::Kind::word || tokens_[at].kind == sql::Token::Kind::quoted);
}

std::string Tokens::name(std::size_t at) const {
  return at < size() ? lexer_.name(tokens_[at]) : "";
}

std::size_t Tokens::begin(std::size_t at) const {
  return at < size() ? tokens_[at].begin : text_.size();
}

std::size_t Tokens::end(std::size_t at) const {
  return at < size() ? tokens_[at].end : text_.size();
}

int Tokens::depth(std::size_t at) const {
  return at < size() ? depths_[at] : 0;
}

std::size_t Tokens::find(std::initializer_list<std::string_view> keywords, std::size_t from) const {
  for (auto at = from; at < size(); ++at) {
    if (depths_[at] == 0 && is(at, keywords)) return at;
  }
  return size();
}

std::size_t Tokens::find_symbol(char symbol, std::size_t from) const {
  for (auto at = from; at < size(); ++at) {
    if (depths_[at] == 0 && is_symbol(at, symbol)) return at;
  }
  return size();
}

std::size_t Tokens::behind_bracket(std::size_t at) const {
  const int level = depth(at);
  for (auto close = at + 1; close < size(); ++close) {
    if (depths_[close] == level && (is_symbol(close, ')') || is_symbol(close, ']'))) return close + 1;
  }
  return size();
}

std::size_t Tokens::behind_name(std::size_t at) const {
  ++at;
  while (is_symbol(at, '.')) at += 2;
  return at;
}

std::string Tokens::slice(std::size_t first, std::size_t last) const {
  if (first >= last || first >= size()) return "";
  return std::string(text_.substr(begin(first), end(last - 1) - begin(first)));
}

std::string Tokens::with_behind(std::size_t at, std::string_view words) const {
  return std::string(text_.substr(0, end(at))) + " " + std::string(words) + std::string(text_.substr(end(at)));
}

std::string Tokens::with(std::size_t first, std::size_t last, std::string_view words) const {
  const auto stop = last > first ? end(last - 1) : begin(first);
  return std::string(text_.substr(0, begin(first))) + std::string(words) + std::string(text_.substr(stop));
}

}  // namespace fix
