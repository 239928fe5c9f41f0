// A statement's text as tokens, so that pieces of it can be cut out and words put in: the team's spelling lives on.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer.h"

namespace fix {

/// `text` outlives it. Indexes past the end are allowed everywhere: they match nothing and stand at the text's end.
class Tokens {
 public:
  explicit Tokens(std::string_view text);

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] bool is(std::size_t at, std::string_view keyword) const;  // keyword in lower case
  [[nodiscard]] bool is(std::size_t at,
                        std::initializer_list<std::string_view> keywords) const;  // one after the other
  [[nodiscard]] bool is_symbol(std::size_t at, char symbol) const;
  [[nodiscard]] bool is_name(std::size_t at) const;      // a word or a quoted identifier
  [[nodiscard]] std::string name(std::size_t at) const;  // folded, without quotes; "" past the end
  [[nodiscard]] std::size_t begin(std::size_t at) const;
  [[nodiscard]] std::size_t end(std::size_t at) const;
  /// Brackets open at this token; a bracket itself stands on the level around it.
  [[nodiscard]] int depth(std::size_t at) const;

  /// The first token from `from` on, outside brackets, where the keywords stand; size() if they do not.
  [[nodiscard]] std::size_t find(std::initializer_list<std::string_view> keywords, std::size_t from = 0) const;
  [[nodiscard]] std::size_t find_symbol(char symbol, std::size_t from = 0) const;
  /// The token behind the bracket that opens at `at`.
  [[nodiscard]] std::size_t behind_bracket(std::size_t at) const;
  /// The token behind a dotted name that begins at `at`.
  [[nodiscard]] std::size_t behind_name(std::size_t at) const;

  /// The text of the tokens [first, last), with what stands between them.
  [[nodiscard]] std::string slice(std::size_t first, std::size_t last) const;
  [[nodiscard]] std::string from(std::size_t first) const { return slice(first, size()); }
  /// The whole text with ` words` put behind the token.
  [[nodiscard]] std::string with_behind(std::size_t at, std::string_view words) const;
  /// The whole text with the tokens [first, last) replaced.
  [[nodiscard]] std::string with(std::size_t first, std::size_t last, std::string_view words) const;

 private:
  std::string_view text_;
  sql::Lexer lexer_;
  std::vector<sql::Token> tokens_;
  std::vector<int> depths_;
};

}  // namespace fix
