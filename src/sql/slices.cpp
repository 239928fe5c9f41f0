#include "sql/slices.h"

#include <set>

#include "base/text.h"
#include "sql/lexer.h"

namespace sql {

static bool is_symbol(const Lexer& lexer, const Token& token, char symbol) {
  return token.kind == Token::Kind::symbol && lexer.text(token)[0] == symbol;
}

namespace {

/// Reads one type name token by token; `next_` is the token not yet taken.
class TypeReader {
 public:
  TypeReader(const Source& source, std::size_t at) : lexer_(source.text, at, source.end), next_(lexer_.next()) {}

  std::string read() {
    if (word("setof")) space();
    read_name();
    read_brackets('(', ')');
    read_time_zone();
    while (is_symbol(lexer_, next_, '[') || lexer_.is(next_, "array")) {
      if (lexer_.is(next_, "array")) {
        space();
        take();
        if (!is_symbol(lexer_, next_, '[')) break;
      }
      read_brackets('[', ']');
    }
    return result_;
  }

 private:
  void take() {
    const auto written = lexer_.text(next_);
    result_ += next_.kind == Token::Kind::word ? base::to_lower(written) : std::string(written);
    next_ = lexer_.next();
  }
  void space() { result_ += ' '; }
  bool word(std::string_view keyword, bool spaced = false) {
    if (!lexer_.is(next_, keyword)) return false;
    if (spaced) space();
    take();
    return true;
  }

  void read_name() {
    const auto first = next_.kind == Token::Kind::word ? lexer_.name(next_) : "";
    take();
    timed_ = first == "timestamp" || first == "time";
    if (first == "double") word("precision", true);
    if (first == "national" && !word("character", true)) word("char", true);
    static const std::set<std::string> varying{"national", "character", "char", "nchar", "bit"};
    if (varying.contains(first)) word("varying", true);
    if (first == "interval") read_interval();
    while (is_symbol(lexer_, next_, '.')) {
      take();
      take();
    }
    if (is_symbol(lexer_, next_, '%')) {
      take();
      take();
    }
  }

  void read_interval() {
    static const std::set<std::string_view> fields{"year", "month", "day", "hour", "minute", "second", "to"};
    while (next_.kind == Token::Kind::word && fields.contains(lexer_.name(next_))) {
      space();
      take();
    }
  }

  void read_brackets(char open, char close) {
    if (!is_symbol(lexer_, next_, open)) return;
    int depth = 0;
    do {
      if (is_symbol(lexer_, next_, open)) ++depth;
      if (is_symbol(lexer_, next_, close)) --depth;
      take();
    } while (depth > 0 && next_.kind != Token::Kind::end);
  }

  void read_time_zone() {
    if (!timed_ || !(lexer_.is(next_, "with") || lexer_.is(next_, "without"))) return;
    Lexer ahead = lexer_;
    if (!ahead.is(ahead.next(), "time")) return;
    for (int words = 0; words < 3; ++words) {
      space();
      take();
    }
  }

  Lexer lexer_;
  Token next_;
  std::string result_;
  bool timed_ = false;
};

}  // namespace

std::string type_text(const Source& source, std::size_t at) {
  return TypeReader(source, at).read();
}

// What may follow a DEFAULT in a column definition. A default is a b_expr (gram.y), in which none of these words can
// stand outside brackets, except as its first word (DEFAULT NULL).
static bool begins_column_constraint(const Lexer& lexer, const Token& token) {
  static const std::set<std::string_view> words{"constraint", "not",        "null",      "unique",
                                                "primary",    "check",      "default",   "generated",
                                                "references", "deferrable", "initially", "collate"};
  return token.kind == Token::Kind::word && words.contains(lexer.name(token));
}

std::string expression_text(const Source& source, std::size_t at, bool in_column) {
  Lexer lexer(source.text, at, source.end);
  int depth = 0;
  std::size_t begin = std::string_view::npos;
  std::size_t end = at;
  for (auto token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) {
    const bool first = begin == std::string_view::npos;
    if (is_symbol(lexer, token, '(') || is_symbol(lexer, token, '[') || lexer.is(token, "case")) ++depth;
    if (is_symbol(lexer, token, ')') || is_symbol(lexer, token, ']') || lexer.is(token, "end")) {
      if (depth == 0) break;
      --depth;
    }
    if (depth == 0 && is_symbol(lexer, token, ',')) break;
    if (depth == 0 && in_column && !first && begins_column_constraint(lexer, token)) break;
    if (first) begin = token.begin;
    end = token.end;
  }
  return begin == std::string_view::npos ? "" : std::string(source.text.substr(begin, end - begin));
}

std::size_t after_keywords(const Source& source, std::size_t at, const std::vector<std::string_view>& keywords) {
  Lexer lexer(source.text, at, source.end);
  int depth = 0;
  std::size_t matched = 0;
  for (auto token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) {
    if (is_symbol(lexer, token, '(')) ++depth;
    if (is_symbol(lexer, token, ')')) --depth;
    if (depth <= 0 && lexer.is(token, keywords[matched]))
      ++matched;
    else
      matched = depth <= 0 && lexer.is(token, keywords[0]) ? 1 : 0;
    if (matched == keywords.size()) return token.end;
  }
  return source.end;
}

std::size_t find_name(const Source& source, std::size_t at, std::string_view name) {
  Lexer lexer(source.text, at, source.end);
  for (auto token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) {
    const bool names = token.kind == Token::Kind::word || token.kind == Token::Kind::quoted;
    if (names && lexer.name(token) == name) return token.begin;
  }
  return source.begin;
}

}  // namespace sql
