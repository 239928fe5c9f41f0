#include "commands/psql_text.h"

#include <algorithm>

#include "base/text.h"
#include "commands/program.h"
#include "sql/lexer.h"

namespace commands {

namespace {

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// COPY … FROM STDIN, these words outside quotes and parentheses.
bool loads_rows(std::string_view statement) {
  sql::Lexer lexer(statement);
  if (!lexer.is(lexer.next(), "copy")) return false;
  int depth = 0;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (lexer.text(token) == "(") ++depth;
    if (lexer.text(token) == ")") --depth;
    if (depth == 0 && lexer.is(token, "from")) return lexer.is(lexer.next(), "stdin");
  }
  return false;
}

// Behind the line that is `\.` and nothing else; npos where there is none.
std::size_t end_of_rows(std::string_view text, std::size_t line_end) {
  while (line_end < text.size()) {
    const auto begin = line_end + 1;
    line_end = std::min(text.find('\n', begin), text.size());
    auto line = text.substr(begin, line_end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "\\.") return line_end;
  }
  return std::string_view::npos;
}

// Goes through the text once, quotes and comments whole.
class PsqlReader {
 public:
  PsqlReader(std::string_view text, int line, std::map<std::string, std::string> variables, bool with_rows)
      : text_(text), line_(line), variables_(std::move(variables)), with_rows_(with_rows) {}

  std::vector<PsqlPiece> read() {
    begin_ = line_;
    while (at_ < text_.size()) step();
    end_sql();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool here(std::string_view word) const { return text_.substr(at_).starts_with(word); }

  void take(std::size_t count) {
    const auto piece = text_.substr(at_, count);
    line_ += static_cast<int>(std::count(piece.begin(), piece.end(), '\n'));
    sql_ += piece;
    at_ += piece.size();
  }

  void step() {
    const char c = text_[at_];
    if (c == '\'' || c == '"')
      quoted(c);
    else if (c == '$')
      dollar();
    else if (here("--"))
      take(std::min(text_.find('\n', at_), text_.size()) - at_);
    else if (here("/*"))
      comment();
    else if (c == ':')
      variable();
    else if (c == '\\')
      command();
    else if (c == ';')
      semicolon();
    else
      take(1);
  }

  // '' ends nothing; in E'…' a backslash hides the next character.
  void quoted(char quote) {
    const bool escapes = quote == '\'' && !sql_.empty() && (sql_.back() == 'E' || sql_.back() == 'e') &&
                         (sql_.size() < 2 || !is_name(sql_[sql_.size() - 2]));
    take(1);
    while (at_ < text_.size()) {
      if (escapes && text_[at_] == '\\') {
        take(2);
      } else if (text_[at_] == quote) {
        take(1);
        return;
      } else {
        take(1);
      }
    }
  }

  void dollar() {
    auto end = at_ + 1;
    while (end < text_.size() && is_name(text_[end])) ++end;
    const bool opens = end < text_.size() && text_[end] == '$' && (sql_.empty() || !is_name(sql_.back())) &&
                       (end == at_ + 1 || std::isdigit(static_cast<unsigned char>(text_[at_ + 1])) == 0);
    if (!opens) return take(1);
    const auto tag = text_.substr(at_, end + 1 - at_);
    const auto close = text_.find(tag, end + 1);
    take(close == std::string_view::npos ? text_.size() - at_ : close + tag.size() - at_);
  }

  void comment() {
    int depth = 0;
    do {
      if (here("/*"))
        ++depth, take(2);
      else if (here("*/"))
        --depth, take(2);
      else
        take(1);
    } while (depth > 0 && at_ < text_.size());
  }

  void variable() {
    if (here("::") || here(":=")) return take(2);
    auto begin = at_ + 1;
    const char quote = begin < text_.size() && (text_[begin] == '\'' || text_[begin] == '"') ? text_[begin] : '\0';
    if (quote != '\0') ++begin;
    auto end = begin;
    while (end < text_.size() && is_name(text_[end])) ++end;
    const bool closed = quote == '\0' || (end < text_.size() && text_[end] == quote);
    if (end == begin || !closed || (quote == '\0' && std::isdigit(static_cast<unsigned char>(text_[begin])) != 0))
      return take(1);
    if (quote != '\0') {
      sql_ += quote + std::string("lk_unknown") + quote;
      at_ = end + 1;
      return;
    }
    const auto found = variables_.find(std::string(text_.substr(begin, end - begin)));
    sql_ += found == variables_.end() ? std::string(1, unknown_piece) : found->second;
    at_ = end;
  }

  void command() {
    // \g sends a COPY as well: where its rows end is not looked for.
    if (here("\\g") && loads_rows(std::string_view(sql_).substr(statement_))) sql_ += unknown_piece;
    end_sql();
    auto end = at_ + 1;
    while (end < text_.size() && is_name(text_[end])) ++end;
    if (end == at_ + 1 && end < text_.size() && text_[end] != '\n') ++end;  // \! \?
    while (end < text_.size() && (text_[end] == '+' || text_[end] == 'S')) ++end;
    const auto line_end = std::min(text_.find('\n', at_), text_.size());
    PsqlPiece piece{.command = true, .text = std::string(text_.substr(at_, end - at_)), .line = line_};
    auto stop = line_end;
    const bool takes_line = piece.text == "\\!" || piece.text == "\\copy";
    if (const auto next = text_.find('\\', end); !takes_line && next < line_end) stop = next;
    piece.arguments = base::trim(text_.substr(std::min(end, stop), stop - std::min(end, stop)));
    remember(piece);
    out_.push_back(std::move(piece));
    at_ = stop;
    if (here("\\\\")) at_ += 2;
    begin_ = line_;
  }

  // \set name value
  void remember(const PsqlPiece& piece) {
    if (piece.text == "\\set") {
      const auto end = std::min(piece.arguments.find_first_of(" \t"), piece.arguments.size());
      std::string value(base::trim(std::string_view(piece.arguments).substr(end)));
      if (value.size() > 1 && value.front() == '\'' && value.back() == '\'')
        value = value.substr(1, value.size() - 2);
      if (value.find_first_of("`:'") != std::string::npos) value = std::string(1, unknown_piece);
      variables_[piece.arguments.substr(0, end)] = value;
    } else if (piece.text == "\\gset" || piece.text == "\\getenv" || piece.text == "\\prompt") {
      variables_.clear();
    }
  }

  void semicolon() {
    const bool rows_follow = with_rows_ && loads_rows(std::string_view(sql_).substr(statement_));
    take(1);
    statement_ = sql_.size();
    if (rows_follow) skip_rows();
  }

  // They begin in the next line. Without an end that can be seen, what follows is read as SQL.
  void skip_rows() {
    const auto line_end = std::min(text_.find('\n', at_), text_.size());
    // psql keeps what is left of this line for later.
    if (!base::trim(text_.substr(at_, line_end - at_)).empty()) {
      sql_ += {unknown_piece, ';'};
      statement_ = sql_.size();
      return;
    }
    const auto end = end_of_rows(text_, line_end);
    if (end == std::string_view::npos) return;
    const auto rows = text_.substr(at_, end - at_);
    const auto lines = std::count(rows.begin(), rows.end(), '\n');
    line_ += static_cast<int>(lines);
    at_ = end;
    sql_ += std::string(static_cast<std::size_t>(lines), '\n');
  }

  void end_sql() {
    if (!base::trim(sql_).empty()) out_.push_back({.text = sql_, .line = begin_});
    sql_.clear();
    statement_ = 0;
    begin_ = line_;
  }

  std::string_view text_;
  int line_;
  std::map<std::string, std::string> variables_;
  bool with_rows_;
  std::size_t at_ = 0;
  std::string sql_ = {};
  std::size_t statement_ = 0;  // in sql_: where the one that is read begins
  int begin_ = 1;
  std::vector<PsqlPiece> out_ = {};
};

}  // namespace

std::vector<PsqlPiece> read_psql(std::string_view text, int line, std::map<std::string, std::string> variables,
                                 bool with_rows) {
  return PsqlReader(text, line, std::move(variables), with_rows).read();
}

}  // namespace commands
