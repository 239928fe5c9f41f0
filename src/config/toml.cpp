#include "config/toml.h"

#include <memory>
#include <string>

namespace config {

namespace {

// As much of TOML as tells where a table's header begins: strings, comments, and lists over several lines.
class Headers {
 public:
  Headers(std::string_view text, std::string_view file) : text_(text), file_(file) {}
  void check();

 private:
  void step();
  void pass_string();
  void check_header();
  void count_dot(char c);
  [[nodiscard]] bool is_at(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  unsigned line_ = 1;
  int dots_ = 0;  // since the last character that no key has between its parts
};

// The library goes down one call for each part of a key.
constexpr int most_dots = 64;

}  // namespace

void Headers::step() {
  if (text_[at_++] != '\n') return;
  ++line_;
  line_begin_ = at_;
}

void Headers::pass_string() {
  const char quote = text_[at_];
  const std::string three(3, quote);
  const bool long_one = is_at(three);
  at_ += long_one ? 3 : 1;
  while (at_ < text_.size()) {
    if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) {
      step();
      step();
    } else if (long_one ? is_at(three) : text_[at_] == quote) {
      at_ += long_one ? 3 : 1;
      return;
    } else if (!long_one && text_[at_] == '\n') {
      return;  // not closed: the library says so
    } else {
      step();
    }
  }
}

static bool begins_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '"' || c == '\'';
}

void Headers::count_dot(char c) {
  if (c == '.') ++dots_;
  if (c == '\n' || c == '=' || c == ',' || c == '{') dots_ = 0;
  if (dots_ <= most_dots) return;
  const auto path = file_.empty() ? nullptr : std::make_shared<const std::string>(file_);
  const auto column = static_cast<toml::source_index>(at_ - line_begin_ + 1);
  throw toml::parse_error("a key has too many parts", toml::source_position{line_, column}, path);
}

void Headers::check_header() {
  at_ += is_at("[[") ? 2 : 1;
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  if (at_ < text_.size() && begins_key(text_[at_])) return;  // what else is wrong with it the library says
  const auto path = file_.empty() ? nullptr : std::make_shared<const std::string>(file_);
  const auto column = static_cast<toml::source_index>(at_ - line_begin_ + 1);
  throw toml::parse_error("a table's name begins with a letter, a digit, _, - or a quote",
                          toml::source_position{line_, column}, path);
}

void Headers::check() {
  int lists = 0;
  bool line_begins = true;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      pass_string();
      line_begins = false;
    } else if (c == '#') {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    } else if (c == '[' && line_begins && lists == 0) {
      check_header();
      line_begins = false;
      for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) count_dot(text_[at_]);
    } else {
      count_dot(c);
      if (c == '[') ++lists;
      if (c == ']' && lists > 0) --lists;
      line_begins = c == '\n' || (line_begins && (c == ' ' || c == '\t' || c == '\r'));
      step();
    }
  }
}

toml::table parse_toml(std::string_view text, std::string_view file) {
  Headers(text, file).check();
  return toml::parse(text, file);
}

}  // namespace config
