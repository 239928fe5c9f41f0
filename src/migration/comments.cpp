#include "migration/comments.h"

#include <algorithm>

#include "base/text.h"
#include "sql/lexer.h"

namespace migration {

namespace {

// Reads what lies between two tokens: white space and comments.
class Gaps {
 public:
  explicit Gaps(std::string_view script) : script_(script) {}

  void read(std::size_t begin, std::size_t end);
  void read_foreign(std::size_t begin, std::size_t end);
  std::vector<CommentLine> take() { return std::move(lines_); }

 private:
  void add(std::size_t begin, std::size_t end, std::size_t after);
  void add_block(std::size_t begin, std::size_t end);
  [[nodiscard]] bool begins_line(std::size_t at) const;

  std::string_view script_;
  std::vector<CommentLine> lines_;
  std::size_t counted_to_ = 0;  // lines are counted up to here
  int line_ = 1;
};

}  // namespace

bool Gaps::begins_line(std::size_t at) const {
  while (at > 0 && script_[at - 1] != '\n') {
    --at;
    if (script_[at] != ' ' && script_[at] != '\t' && script_[at] != '\r') return false;
  }
  return true;
}

void Gaps::add(std::size_t begin, std::size_t end, std::size_t after) {
  line_ += static_cast<int>(std::count(script_.begin() + static_cast<std::ptrdiff_t>(counted_to_),
                                       script_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  counted_to_ = begin;
  const auto text = base::trim(script_.substr(begin, end - begin));
  if (text.empty()) return;
  lines_.push_back({.offset = static_cast<std::size_t>(text.data() - script_.data()),
                    .line = line_,
                    .text = text,
                    .own_line = begins_line(begin),
                    .after = after});
}

void Gaps::add_block(std::size_t begin, std::size_t end) {
  for (auto at = begin; at < end;) {
    const auto line_end = std::min(script_.find('\n', at), end);
    add(at, line_end, end);
    at = line_end + 1;
  }
}

void Gaps::read(std::size_t begin, std::size_t end) {
  for (auto at = begin; at < end;) {
    if (script_.substr(at, 2) == "--") {
      const auto line_end = std::min(script_.find('\n', at), end);
      add(at, line_end, line_end);
      at = line_end + 1;
    } else if (script_.substr(at, 2) == "/*") {
      const auto block_end = sql::skip_comment(script_, at);
      add_block(at, std::min(block_end, end));
      at = block_end;
    } else {
      ++at;
    }
  }
}

void Gaps::read_foreign(std::size_t begin, std::size_t end) {
  if (begins_line(begin)) add(begin, end, end);
}

std::vector<CommentLine> comments_of(std::string_view script) {
  Gaps gaps(script);
  sql::Lexer lexer(script);
  std::size_t end = 0;
  bool statement_may_begin = true;
  while (true) {
    const auto token = lexer.next();
    gaps.read(end, token.begin);
    if (token.kind == sql::Token::Kind::end) break;
    if (token.kind == sql::Token::Kind::broken) break;
    const auto rest = script.substr(token.begin);
    if (statement_may_begin && (rest.starts_with('#') || rest.starts_with("//"))) {
      end = std::min(script.find('\n', token.begin), script.size());
      gaps.read_foreign(token.begin, end);
      lexer = sql::Lexer(script, end);
      continue;
    }
    end = token.end;
    statement_may_begin = lexer.text(token) == ";";
  }
  return gaps.take();
}

}  // namespace migration
