#include "review/allow.h"

#include <algorithm>

#include "base/text.h"
#include "sql/lexer.h"

namespace review {

static constexpr std::string_view marker = "lockkeeper: allow";

bool may_allow(std::string_view text) {
  return text.find(marker) != std::string_view::npos;
}

static std::string value_of(std::string_view rest, std::string_view key) {
  for (auto at = rest.find(key); at != std::string_view::npos; at = rest.find(key, at + 1)) {
    const bool begins = at == 0 || rest[at - 1] == ' ' || rest[at - 1] == ',';
    auto behind = rest.substr(at + key.size());
    if (!begins || !behind.starts_with('=')) continue;
    behind.remove_prefix(1);
    if (behind.starts_with('"')) {
      const auto end = behind.find('"', 1);
      return std::string(behind.substr(1, end == std::string_view::npos ? end : end - 1));
    }
    return std::string(behind.substr(0, behind.find_first_of(" ,\t")));
  }
  return "";
}

// Names up to the first word with a = in it.
static std::vector<std::string> rules_in(std::string_view rest) {
  std::vector<std::string> rules;
  while (true) {
    const auto begin = rest.find_first_not_of(" ,\t");
    if (begin == std::string_view::npos) return rules;
    rest.remove_prefix(begin);
    const auto word = rest.substr(0, rest.find_first_of(" ,\t"));
    if (word.find('=') != std::string_view::npos || word.starts_with("*/")) return rules;
    rules.emplace_back(word);
    rest.remove_prefix(word.size());
  }
}

static Suppression read(std::string_view line, std::size_t at) {
  auto rest = line.substr(at + marker.size());
  rest = base::trim(rest.substr(0, rest.find("*/")));
  Suppression allowance{.rules = rules_in(rest),
                        .reason = value_of(rest, "reason"),
                        .by = value_of(rest, "by"),
                        .until = value_of(rest, "until")};
  if (!allowance.until.empty()) allowance.ends = base::parse_instant(allowance.until + "T23:59:59Z");
  return allowance;
}

// Lines before this one belong to the head of the file: an empty line parts them from the first statement.
static int end_of_head(std::string_view text) {
  const auto first = sql::skip_blank(text, 0);
  const auto head = text.substr(0, first);
  int line = 0;
  int last_empty = 0;
  for (const auto each : base::lines(head)) {
    ++line;
    if (base::trim(each).empty()) last_empty = line;
  }
  return last_empty;
}

std::vector<Suppression> read_allowances(std::string_view text) {
  std::vector<Suppression> found;
  if (!may_allow(text)) return found;
  const int head = end_of_head(text);
  int number = 0;
  for (const auto line : base::lines(text)) {
    ++number;
    const auto at = line.find(marker);
    if (at == std::string_view::npos) continue;
    const auto comment = std::min(line.find("--"), line.find("/*"));
    const bool in_comment =
        comment < at || base::trim(line.substr(0, at)).empty() || base::trim(line.substr(0, at)) == "*";
    if (!in_comment) continue;
    auto allowance = read(line, at);
    allowance.offset = static_cast<std::size_t>(line.data() - text.data()) + at;
    allowance.line = number;
    allowance.whole_file = number < head;
    found.push_back(std::move(allowance));
  }
  return found;
}

}  // namespace review
