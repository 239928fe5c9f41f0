#include "lint/shell_scanner.h"

#include <algorithm>
#include <regex>

#include "base/text.h"

namespace lint {

namespace {

constexpr int deepest = 8;  // nested $( ): below, text is only text

// One pass over a script or the inside of a $( ).
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t begin, std::size_t end, int depth,
          const std::vector<std::size_t>& starts, std::vector<ShellCommand>& out)
      : text_(text), end_(end), at_(begin), depth_(depth), starts_(starts), out_(out) {}

  void scan() {
    while (at_ < end_) step();
    end_command("");
    for (const auto& [begin, end] : inner_) {
      Scanner inside(text_, begin, end, depth_ + 1, starts_, out_);
      inside.scan();
    }
  }

 private:
  [[nodiscard]] char next(std::size_t ahead = 1) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  [[nodiscard]] bool here(std::string_view what) const { return text_.substr(at_, end_ - at_).starts_with(what); }

  void add(char c) {
    begin_word();
    word_ += c;
    raw_ += c;
  }
  void begin_word() {
    if (!in_word_) word_begin_ = at_;
    in_word_ = true;
  }

  void end_word() {
    if (!in_word_) return;
    in_word_ = false;
    if (target_of_ >= 0) {
      now_.redirections[static_cast<std::size_t>(target_of_)].target = word_;
      if (now_.redirections[static_cast<std::size_t>(target_of_)].op == "<<")
        waiting_.push_back({out_.size(), target_of_, word_});
      target_of_ = -1;
    } else {
      if (now_.words.empty()) place(word_begin_);
      begins_.push_back(word_begin_);
      now_.words.push_back(word_);
      now_.raw.push_back(raw_);
    }
    word_.clear();
    raw_.clear();
  }

  void place(std::size_t offset) {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    now_.line = static_cast<int>(after - starts_.begin()) - 1;
    now_.column = static_cast<int>(offset - *(after - 1)) + 1;
  }

  // Assignments, sudo and keywords in front of the command itself.
  void drop_prefixes() {
    static const std::regex assignment(R"(^[A-Za-z_]\w*(\[[^\]]*\])?\+?=)");
    static const std::vector<std::string_view> keywords{
        "sudo",  "time", "nohup", "exec", "command", "then",    "do", "else", "if",   "elif", "while",
        "until", "!",    "{",     "env",  "(",       "builtin", "}",  "fi",   "done", "esac"};
    auto& words = now_.words;
    while (!words.empty()) {
      const auto& raw = now_.raw.front();
      const bool assigns = std::regex_search(raw.substr(0, 100), assignment);
      const bool keyword = std::find(keywords.begin(), keywords.end(), words.front()) != keywords.end();
      if (!assigns && !keyword) return;
      if (assigns) now_.assignments.push_back(words.front());
      const bool sudo = words.front() == "sudo";
      drop_first();
      while (sudo && !words.empty() && words.front().starts_with("-")) {
        const bool takes_value = words.front() == "-u" || words.front() == "-g";
        drop_first();
        if (takes_value && !words.empty()) drop_first();
      }
    }
  }
  void drop_first() {
    now_.words.erase(now_.words.begin());
    now_.raw.erase(now_.raw.begin());
    begins_.erase(begins_.begin());
  }

  void end_command(const std::string& op) {
    end_word();
    drop_prefixes();
    if (!begins_.empty()) place(begins_.front());
    begins_.clear();
    now_.after = op;
    now_.before = before_;
    now_.substituted = depth_ > 0;
    before_ = op;
    if (!now_.words.empty() || !now_.assignments.empty() || !now_.redirections.empty())
      out_.push_back(std::move(now_));
    else if (op == "\n" && !out_.empty())
      before_ = "\n";
    now_ = {};
    target_of_ = -1;
  }

  // The end of $( ) that begins at `from`, just behind its bracket.
  [[nodiscard]] std::size_t closing(std::size_t from) const {
    int open = 1;
    char quote = 0;
    for (std::size_t i = from; i < end_; ++i) {
      const char c = text_[i];
      if (c == '\\' && quote != '\'')
        ++i;
      else if (quote != 0)
        quote = c == quote ? '\0' : quote;
      else if (c == '\'' || c == '"')
        quote = c;
      else if (c == '(')
        ++open;
      else if (c == ')' && --open == 0)
        return i;
    }
    return end_;
  }

  void take_substitution(std::size_t skip) {
    const auto begin = at_ + skip;
    const auto end = closing(begin);
    const bool arithmetic = here("$((");
    if (!arithmetic && depth_ < deepest) inner_.emplace_back(begin, end);
    take_raw(std::min(end + 1, end_));
  }
  void take_raw(std::size_t until) {
    begin_word();
    for (; at_ < until; ++at_) {
      word_ += text_[at_];
      raw_ += text_[at_];
    }
  }
  void take_backticks() {
    auto end = text_.find('`', at_ + 1);
    if (end == std::string_view::npos || end >= end_) end = end_;
    if (depth_ < deepest) inner_.emplace_back(at_ + 1, end);
    take_raw(std::min(end + 1, end_));
  }

  void take_quoted(char quote) {
    begin_word();
    raw_ += quote;
    ++at_;
    while (at_ < end_ && text_[at_] != quote) {
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < end_) {
        raw_ += text_[at_++];
        word_ += text_[at_];
        raw_ += text_[at_++];
      } else if (quote == '"' && here("$(")) {
        take_substitution(2);
      } else if (quote == '"' && text_[at_] == '`') {
        take_backticks();
      } else {
        word_ += text_[at_];
        raw_ += text_[at_++];
      }
    }
    raw_ += quote;
    ++at_;
  }

  void take_redirection() {
    std::string op;
    if (in_word_ && !word_.empty() && word_.find_first_not_of("0123456789") == std::string::npos) {
      op = word_;
      in_word_ = false;
      word_.clear();
      raw_.clear();
    }
    end_word();
    if (text_[at_] == '&') op += text_[at_++];
    const char c = text_[at_];
    op += c;
    ++at_;
    while (at_ < end_ && (text_[at_] == c || text_[at_] == '|') && op.size() < 4) op += text_[at_++];
    if (at_ < end_ && text_[at_] == '&') op += text_[at_++];
    if (here("-") && op.ends_with("<<")) ++at_;
    now_.redirections.push_back({.op = op, .target = {}, .body = {}});
    target_of_ = static_cast<int>(now_.redirections.size()) - 1;
  }

  void take_here_documents() {
    for (const auto& each : std::exchange(waiting_, {})) {
      std::string body;
      while (at_ < end_) {
        auto stop = text_.find('\n', at_);
        if (stop == std::string_view::npos || stop > end_) stop = end_;
        const auto line = text_.substr(at_, stop - at_);
        at_ = std::min(stop + 1, end_);
        if (base::trim(line) == each.delimiter) break;
        body += std::string(line) + "\n";
      }
      if (each.command < out_.size()) {
        auto& redirections = out_[each.command].redirections;
        if (static_cast<std::size_t>(each.redirection) < redirections.size())
          redirections[static_cast<std::size_t>(each.redirection)].body = body;
      }
    }
  }

  void step() {
    const char c = text_[at_];
    if (c == '\\') {
      if (next() != '\n' && at_ + 1 < end_) {
        begin_word();
        word_ += next();
        raw_ += std::string("\\") + next();
      }
      at_ += 2;
    } else if (c == '\'' || c == '"') {
      take_quoted(c);
    } else if (here("$(") && !here("$'")) {
      take_substitution(2);
    } else if (c == '`') {
      take_backticks();
    } else if (here("${")) {
      const auto end = text_.find('}', at_);
      take_raw(end == std::string_view::npos || end >= end_ ? end_ : end + 1);
    } else if (c == '#' && !in_word_) {
      while (at_ < end_ && text_[at_] != '\n') ++at_;
    } else if ((c == '<' || c == '>') && next() == '(') {
      take_substitution(2);
    } else if (c == '<' || c == '>' || (c == '&' && next() == '>')) {
      take_redirection();
    } else if (c == '\n') {
      end_command("\n");
      ++at_;
      take_here_documents();
    } else if (c == '|' || c == '&' || c == ';') {
      take_operator(c);
    } else if (c == ' ' || c == '\t') {
      end_word();
      ++at_;
    } else if (c == '(' && next() == ')' && in_word_) {
      add(c);
      ++at_;
      add(')');
      ++at_;
    } else if (c == '(' || c == ')') {
      if (in_word_ && c == '(' && word_.ends_with("=")) return take_array();
      end_command(";");
      ++at_;
    } else {
      add(c);
      ++at_;
    }
  }

  void take_array() { take_raw(std::min(closing(at_ + 1) + 1, end_)); }

  void take_operator(char c) {
    std::string op(1, c);
    const bool doubled = next() == c;
    if (doubled) op += c;
    const bool with_errors = c == '|' && next() == '&';
    end_command(op);
    at_ += doubled || with_errors ? 2 : 1;
    // A pipeline may go on in the next line.
    if (op != ";" && op != "&" && op != ";;") {
      while (at_ < end_ && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || here("\\\n"))) ++at_;
    }
  }

  struct Waiting {
    std::size_t command;
    int redirection;
    std::string delimiter;
  };

  std::string_view text_;
  std::size_t end_;
  std::size_t at_;
  int depth_;
  const std::vector<std::size_t>& starts_;  // of lines
  std::vector<ShellCommand>& out_;
  ShellCommand now_;
  std::string before_;
  std::string word_;
  std::string raw_;
  std::size_t word_begin_ = 0;
  std::vector<std::size_t> begins_;  // of the words of `now_`
  bool in_word_ = false;
  int target_of_ = -1;
  std::vector<Waiting> waiting_;
  std::vector<std::pair<std::size_t, std::size_t>> inner_;
};

}  // namespace

std::vector<ShellCommand> scan_commands(std::string_view script) {
  std::vector<ShellCommand> out;
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (script[i] == '\n') starts.push_back(i + 1);
  }
  Scanner scanner(script, 0, script.size(), 0, starts, out);
  scanner.scan();
  return out;
}

}  // namespace lint
