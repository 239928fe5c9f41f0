// PostgreSQL's tokens, as far as one has to know them to skip comments and quotes, and to cut pieces out of a
// statement.
#pragma once

#include <string>
#include <string_view>

namespace sql {

struct Token {
  enum class Kind {
    end,        // of the text
    word,       // an identifier or keyword without quotes, a number
    quoted,     // "an identifier"
    string,     // '…', E'…', $tag$…$tag$ and their like
    symbol,     // one character: operators come in pieces
    backslash,  // outside quotes: psql's
    broken,     // a quote or comment that does not end
  };
  Kind kind = Kind::end;
  std::size_t begin = 0;  // bytes from the start of the text
  std::size_t end = 0;
};

class Lexer {
 public:
  /// `text` outlives the lexer; tokens end at `end`.
  explicit Lexer(std::string_view text, std::size_t begin = 0, std::size_t end = std::string_view::npos)
      : text_(text.substr(0, end)), at_(begin) {}

  Token next();
  /// The token that comes next, without going on.
  [[nodiscard]] Token peek() const { return Lexer(*this).next(); }

  [[nodiscard]] std::string_view text(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  /// Whether the token is this keyword, written in lower case.
  [[nodiscard]] bool is(const Token& token, std::string_view keyword) const;
  /// The name a word or quoted identifier stands for: folded, or without its quotes.
  [[nodiscard]] std::string name(const Token& token) const;

 private:
  Token until(Token::Kind kind, std::size_t begin, std::size_t end);
  Token quoted_by(char quote, bool backslashes, std::size_t begin, std::size_t open, Token::Kind kind);
  Token dollar(std::size_t begin);

  std::string_view text_;
  std::size_t at_;
};

/// Writes a comment that holds other comments as white space of the same length. PostgreSQL's scanner looks at the
/// whole of such a comment again for each one inside it.
void flatten_comments(std::string& text);

/// Offset of the first byte from `begin` on that is neither white space nor comment; text.size() if there is none.
std::size_t skip_blank(std::string_view text, std::size_t begin);
/// Offset behind the block comment that opens at `begin`; text.size() if it does not end.
std::size_t skip_comment(std::string_view text, std::size_t begin);

}  // namespace sql
