#include "runbook/unfilled.h"

#include <algorithm>
#include <regex>
#include <set>

#include "base/text.h"

namespace runbook {

// Longer lines are no commands that somebody fills in.
static constexpr std::size_t longest_line = 2000;

static std::regex pattern(const char* text, bool any_case = false) {
  return std::regex(text, any_case ? std::regex::optimize | std::regex::icase : std::regex::optimize);
}

// What stands for a value whatever it stands in. The first group is the token.
static const std::vector<std::regex>& everywhere() {
  static const std::vector<std::regex> out{
      pattern(R"((?:^|[^\w$])(your[-_][a-z0-9][\w-]*|your(?:host|domain|server|db|database|password|user|name)\b))",
              true),
      pattern(R"(\b(\w+[-_]goes[-_]here|\w+[-_]here)\b)", true),
      pattern(R"((?:^|[^\w-])((?:change|replace|fill)[-_]?(?:me|this|it|in)|placeholder|insert[-_]\w+)(?![\w(]))",
              true),
      pattern(R"((?:^|[^\w.$-])(TODO|TBD|FIXME)(?!\w))"),
      pattern(R"((?:^|[^\w])([xX]{3,})(?!\w))"),
      pattern(R"(\b(192\.0\.2\.\d{1,3}|198\.51\.100\.\d{1,3}|203\.0\.113\.\d{1,3})\b)"),
      pattern(R"(//([\w.-]*\bexample\.(?:com|org|net))\b)"),
      pattern(R"((\w+://\.\.\.))"),
      pattern(R"((?:^|[^${\w%])(\{\{? ?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)* ?\}?\}))"),
      pattern(R"((?:^|[^${\w%'])(\{\{ ?[a-z_]\w* ?\}\}))"),
      pattern(R"((?:^|[^<\w])(<[A-Za-z][A-Za-z0-9]*(?:[-_ .][A-Za-z0-9]+)*>))"),
      pattern(R"((?:^|[^A-Z%])(YYYY-?MM-?DD|HHMMSS)(?![A-Z]))")};
  return out;
}

static const std::vector<std::regex>& in_shell() {
  static const std::vector<std::regex> out{
      pattern(R"((?:^|[\s"'=/:@_-])(\[[A-Z][A-Z0-9]+(?:[ _-][A-Z0-9]+)*\]))"),
      pattern(R"((?:^|[\s"'=@])(\[(?:[a-z][a-z0-9]{2,}|[a-z][a-z0-9]*(?:[ _-][a-z0-9]+)+)\])(?=$|[\s"':/]))"),
      pattern(R"((?:^|[\s@=])((?:[\w-]+\.)*example\.(?:com|org|net)|[\w-]+\.example)(?=$|[\s:/"']))"),
      pattern(R"((?:^|[\s=])(\.\.\.|…)(?=$|[\s"']))"),
      pattern(R"(=["']?(\*{3,})(?=$|[\s"']))"),
      pattern(R"((?:PASSWORD|PASSWD|SECRET|TOKEN)=["']?(password|secret|dummy|foo|bar)(?=$|[\s"']))")};
  return out;
}

static const std::vector<std::regex>& in_sql() {
  static const std::vector<std::regex> out{
      pattern(R"((?:^|[\s"'=(,.])(\[[A-Z][A-Z0-9]{2,}(?:[ _-][A-Z0-9]+)*\]))"),
      pattern(R"(\b(?:FROM|UPDATE|JOIN|INTO|TABLE) (table_name|tablename|your_table)\b)", true)};
  return out;
}

static bool is_markup_or_tag(std::string_view token) {
  const auto lower = base::to_lower(token);
  static const std::set<std::string_view> others{
      "<html>",   "<head>",  "<body>",    "<title>",  "<div>",     "<br>",    "<p>",        "<a>",
      "<pre>",    "<code>",  "<span>",    "<h1>",     "[info]",    "[warn]",  "[warning]",  "[error]",
      "[ok]",     "[done]",  "[pass]",    "[fail]",   "[debug]",   "[fatal]", "[critical]", "[success]",
      "[notice]", "{{end}}", "{{ end }}", "{{else}}", "{{ else }}"};
  return others.contains(lower);
}

// Formats for `date` and to_char, and what is looked for in a text, only look like placeholders.
static bool speaks_of_formats(const std::string& line) {
  static const std::regex words =
      pattern(R"(\bdate \+|\bto_(char|date|timestamp)\(|\b(grep|egrep|sed|awk|rg|tr|mktemp|jq|expr)\b|=~|^\s*\[)");
  return std::regex_search(line, words);
}

// What is only said to whoever looks on.
static bool only_says(std::string_view line) {
  line = base::trim(line);
  const bool says = line.starts_with("echo ") || line.starts_with("printf ") || line.starts_with("\\echo ");
  return says && line.find_first_of("|`>") == std::string_view::npos && line.find("$(") == std::string_view::npos;
}

static void look(const std::string& line, const std::vector<std::regex>& patterns, std::vector<std::string>& out) {
  const bool formats = speaks_of_formats(line);
  for (const auto& each : patterns) {
    for (std::sregex_iterator at(line.begin(), line.end(), each), end; at != end; ++at) {
      auto token = (*at)[1].str();
      if (!is_markup_or_tag(token) && (!formats || token.starts_with("<"))) out.push_back(std::move(token));
    }
  }
}

// The replace_me of <replace_me>.
static bool is_within_another(const std::string& token, const std::vector<std::string>& all) {
  return std::ranges::any_of(all, [&](const std::string& other) {
    return other.size() > token.size() && other.find(token) != std::string::npos;
  });
}

// Most lines hold nothing of it, and the patterns are slow.
static bool may_hold_one(std::string_view line) {
  if (line.find_first_of("<[{*") != std::string_view::npos) return true;
  const auto lower = base::to_lower(line);
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{
          "your", "here",  "change", "replace",  "fill",        "placeholder", "insert",  "todo",
          "tbd",  "fixme", "xxx",    "192.0.2.", "198.51.100.", "203.0.113.",  "example", "...",
          "…",    "pass",  "secret", "token",    "yyyy",        "hhmmss",      "table"},
      [&](std::string_view each) { return lower.find(each) != std::string::npos; });
}

std::vector<Unfilled> unfilled_in(std::string_view text, bool shell, int first_line) {
  std::vector<Unfilled> out;
  std::set<std::string> seen;
  int number = first_line - 1;
  for (const auto line : base::lines(text)) {
    ++number;
    const auto trimmed = base::trim(line);
    if (line.size() > longest_line || trimmed.empty() || trimmed.starts_with(shell ? "#" : "--") || only_says(line) ||
        !may_hold_one(line))
      continue;
    std::vector<std::string> tokens;
    look(std::string(line), everywhere(), tokens);
    look(std::string(line), shell ? in_shell() : in_sql(), tokens);
    for (const auto& token : tokens) {
      if (!is_within_another(token, tokens) && seen.insert(token).second) out.push_back({token, number});
    }
  }
  return out;
}

std::string with_words_for_tokens(std::string_view text) {
  static const std::regex token = pattern(R"((?:^|[^<\w])<[A-Za-z][A-Za-z0-9]*(?:[-_ .][A-Za-z0-9]+)*>)");
  std::string out(text);
  std::size_t begin = 0;
  for (const auto line : base::lines(text)) {
    const bool any = line.find('<') != std::string_view::npos && line.find('>') != std::string_view::npos;
    const std::string plain(any ? line.substr(0, longest_line) : std::string_view());
    for (std::sregex_iterator at(plain.begin(), plain.end(), token), end; at != end; ++at) {
      const auto open = static_cast<std::size_t>(at->position()) + at->str().find('<');
      const auto close = static_cast<std::size_t>(at->position() + at->length());
      for (auto i = open; i < close; ++i) {
        auto& c = out[begin + i];
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
      }
    }
    begin += line.size() + 1;
  }
  return out;
}

}  // namespace runbook
