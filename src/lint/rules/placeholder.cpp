// What somebody has to fill in: <pid>, [DATE], YYYYMMDD, "postgresql://...", contacts without a number.
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/prose.h"
#include "lint/shell_text.h"
#include "runbook/placeholders.h"
#include "runbook/template_place.h"

namespace lint {

namespace {
struct Pattern {
  std::regex regex;
  std::string prefix;  // of the message
  Severity severity;
};
struct Prose {
  std::string where;  // "messages", "contacts", "text"
  int line = 0;
  int column = 0;
  std::string token;
};
}  // namespace

static const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> list{
      {std::regex(R"((?:^|[^<\w])(<[A-Za-z][A-Za-z0-9]*(?:[-_ .][A-Za-z0-9]+)*>))"), "is still to be filled in",
       Severity::error},
      {std::regex(R"((?:^|[^$%\w{])(\{\{? ?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)* ?\}?\}))"), "is still to be filled in",
       Severity::error},
      {std::regex(R"((\w+://\.\.\.))"), "is still to be filled in", Severity::error},
      {std::regex(R"((?:^|[\s"'=/:_-])(\[[A-Z][A-Z0-9]{2,}(?:[ _-][A-Z0-9]+)*\]))"), "is still to be filled in",
       Severity::error},
      {std::regex(R"((?:^|[^A-Z])(YYYY-?MM-?DD|HHMMSS)(?![A-Z]))"), "is still to be filled in", Severity::error},
      {std::regex(R"(\b(your[-_][a-z][\w-]*(?:\.[a-z]+)*))"),
       "stands for a name of yours: the command cannot work as it is", Severity::warning},
      {std::regex(R"(//([\w.-]*\bexample\.(?:com|org|net))\b)"), "is an address for examples; nobody answers there",
       Severity::warning},
      {std::regex(R"(\b(affected_table|child_table|parent_table|mydb|my_table|my_database)\b)"),
       "stands for a name of yours: the statement cannot work as it is", Severity::warning},
      {std::regex(R"(\b(?:FROM|UPDATE|JOIN|INTO|TABLE|ON) (table_name|tablename|table\(column\)))",
                  std::regex::icase),
       "stands for a name of yours: the statement cannot work as it is", Severity::warning},
  };
  return list;
}

static bool is_markup(const std::string& token) {
  static const std::set<std::string> tags{"<html>", "<head>", "<body>", "<title>", "<div>",  "<br>",
                                          "<p>",    "<a>",    "<pre>",  "<code>",  "<span>", "<h1>"};
  return tags.contains(base::to_lower(token));
}

// Formats for `date` and to_char, and what is looked for in a text, only look like placeholders.
static bool speaks_of_formats(const std::string& line) {
  static const std::regex words(R"(\bdate \+|\bto_char\(|\bgrep\b|\bsed\b|\bawk\b|\brg\b)");
  return std::regex_search(line, words);
}

// Outside quotes < and > are the shell's.
static bool opens_file(const std::string& line, std::size_t at) {
  char quote = 0;
  for (std::size_t i = 0; i < at; ++i) {
    if (line[i] == '\\' && quote != '\'') {
      ++i;
    } else if (quote == 0 && (line[i] == '"' || line[i] == '\'')) {
      quote = line[i];
    } else if (line[i] == quote) {
      quote = 0;
    }
  }
  return quote == 0;
}

// In SQL a brace stands for nothing outside quotes, so that {table} in lower case is one as well.
static const std::regex& sql_braces() {
  static const std::regex pattern(R"([\s(=,."](\{\{? ?[A-Za-z_]\w* ?\}?\}))");
  return pattern;
}

// '{ADMIN}' is an array of one word.
static bool is_array(const std::string& line, std::size_t at, const std::string& token, bool sql) {
  if (!token.starts_with("{") || token.starts_with("{{") || at == 0 || at + token.size() >= line.size()) return false;
  return sql && line[at - 1] == '\'' && line[at + token.size()] == '\'';
}

using ByToken = std::map<std::string, std::vector<Finding>>;

static void find_in_fence(const Document& document, const Fence& fence, ByToken& by_token) {
  int number = fence.line - 1;
  const bool is_sql = fence.language == "sql";
  const std::string comment = is_sql ? "--" : "#";
  for (const auto view : base::lines(fence.text)) {
    ++number;
    const std::string line(view.substr(0, 1000));
    if (base::trim(line).starts_with(comment)) continue;
    const bool holds_sql = is_sql || line.find("psql") != std::string::npos;
    for (const auto& pattern : patterns()) {
      std::sregex_iterator found(line.begin(), line.end(), pattern.regex);
      const std::sregex_iterator none;
      while (found != none &&
             is_array(line, static_cast<std::size_t>(found->position(1)), (*found)[1].str(), holds_sql))
        ++found;
      if (found == none) continue;
      const auto& match = *found;
      const auto token = match[1].str();
      if (is_markup(token) || (speaks_of_formats(line) && !token.starts_with("<"))) continue;
      const bool files =
          fence.shell() && token.starts_with("<") && opens_file(line, static_cast<std::size_t>(match.position(1)));
      const auto* more = files ? ": in a shell, < and > open files" : "";
      by_token[token].push_back({.line = number,
                                 .column = document.column_of(number, token),
                                 .severity = pattern.severity,
                                 .message = fmt::format("{} {}{}", token, pattern.prefix, more),
                                 .better = "write the value, or a variable that an earlier step sets: \"$NAME\""});
    }
    std::smatch brace;
    if (is_sql && std::regex_search(line, brace, sql_braces()) &&
        brace[1].str().find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) {
      const auto token = brace[1].str();
      by_token[token].push_back({.line = number,
                                 .column = document.column_of(number, token),
                                 .message = token + " is still to be filled in",
                                 .better = "write the value, or a variable of the runbook"});
    }
  }
}

static bool in_contacts(const Document& document, const runbook::Section* section) {
  return is_within(document, section, runbook::Purpose::contacts);
}

static void look_in_line(const Document& document, int number, bool contacts, std::vector<Prose>& out) {
  static const std::regex anything(R"((\[[A-Z][A-Za-z][A-Za-z /.]*\])(?![(\[:]))");
  static const std::regex certain(
      R"((\[(?:[A-Z]+[ _/-])*(?:DATE|TIME|NAME|URL|LINK|PHONE|EMAIL|NUMBER|ID|VERSION|TIMEZONE|TBD|TODO|PLACEHOLDER|XXX)(?:[ _/-][A-Z]+)*\])(?![(\[:]))");
  static const std::regex stamp(R"((\S*YYYY-?MM-?DD\S*))");
  static const std::regex telephone(R"((\+?[\d-]*\bx{3}[- ]x{3,4}(?:[- ]x{4})?))");
  static const std::regex blank(R"((_{3,}))");
  const std::string line(document.line(number).substr(0, 1000));
  static const std::regex explains(R"(\b(replace|replacing|format|named|naming|pattern|instead of|such as|e\.g\.)\b)",
                                   std::regex::icase);
  if (!contacts && std::regex_search(line, explains)) return;  // "replace YYYY-MM-DD with the date"
  std::vector<const std::regex*> wanted{&stamp};
  if (contacts)
    wanted.insert(wanted.end(), {&anything, &telephone, &blank});
  else
    wanted.push_back(&certain);
  for (const auto* regex : wanted) {
    for (std::sregex_iterator it(line.begin(), line.end(), *regex), end; it != end; ++it)
      out.push_back({contacts ? "contacts" : "text", number,
                     column_of(line, static_cast<std::size_t>(it->position(1))), (*it)[1].str()});
  }
}

// Messages: what the sender takes for a placeholder, in the texts that it sends.
static std::vector<Prose> in_messages(const Document& document) {
  std::vector<Prose> out;
  const auto look = [&](int number) {
    const std::string line(document.line(number));
    for (const auto& found : runbook::find_placeholders(line))
      out.push_back({"messages", number, column_of(line, found.at), found.written});
  };
  for (const auto& message : document.book.templates) {
    const auto place = runbook::place_of(message, document.text);
    if (!message.subject.empty()) look(place.subject_line);
    const auto lines = static_cast<int>(base::lines(message.body).size());
    for (int number = place.body_line; number < place.body_line + lines; ++number) look(number);
  }
  return out;
}

static std::vector<Prose> in_prose(const Document& document) {
  auto out = in_messages(document);
  std::set<int> subjects;
  for (const auto& message : document.book.templates)
    subjects.insert(runbook::place_of(message, document.text).subject_line);
  for (const int number : prose_lines(document)) {
    if (subjects.contains(number)) continue;
    look_in_line(document, number, in_contacts(document, section_at(document, number)), out);
  }
  std::stable_sort(out.begin(), out.end(), [](const Prose& a, const Prose& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return out;
}

static std::string named(const std::vector<std::string>& tokens) {
  std::string out;
  constexpr std::size_t shown = 6;
  for (std::size_t i = 0; i < std::min(tokens.size(), shown); ++i) out += (i > 0 ? ", " : "") + tokens[i];
  return out + (tokens.size() > shown ? " …" : "");
}

// One finding for all contacts and one for all messages: they are filled in in one go.
static void add_prose(const std::vector<Prose>& prose, std::vector<Finding>& findings) {
  std::map<std::string, std::vector<Finding>> groups;
  std::map<std::string, std::vector<std::string>> tokens;
  for (const auto& each : prose) {
    const auto key = each.where == "text" ? each.token : each.where;
    auto& known = tokens[key];
    if (std::find(known.begin(), known.end(), each.token) == known.end()) known.push_back(each.token);
    groups[key].push_back({.line = each.line, .column = each.column, .severity = Severity::warning});
  }
  for (auto& [key, same] : groups) {
    auto& first = same.front();
    if (key == "contacts") {
      first.message = "nobody can be called: " + named(tokens[key]) + " still to be filled in";
      first.better = "write names and numbers, or where the rota is found";
    } else if (key == "messages") {
      first.message = "messages still to be filled in before they are sent: " + named(tokens[key]);
      first.better = "a value, or a name that the run knows";
    } else {
      first.message = key + " is still to be filled in";
      first.better = "write the value";
    }
    add_once(findings, std::move(same));
  }
}

static void find_placeholder(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  ByToken by_token;
  for (const auto& fence : shell.fences)
    if (fence.shell() || (fence.language == "sql" && !fence.too_large))
      find_in_fence(subject.document, fence, by_token);
  for (auto& [token, same] : by_token) add_once(findings, std::move(same));
  add_prose(in_prose(subject.document), findings);
}

extern const Rule placeholder{.severity = Severity::error, .find = find_placeholder};

}  // namespace lint
