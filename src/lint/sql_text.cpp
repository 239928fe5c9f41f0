#include "lint/sql_text.h"

#include <algorithm>
#include <list>
#include <regex>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "lint/project_files.h"
#include "lint/shell_text.h"
#include "sql/lexer.h"

namespace lint {

// Stands for what only the night knows: a variable of the shell or of psql, <a placeholder>.
static constexpr std::string_view unknown = "lk_unknown";

using Places = std::vector<SqlText::Place>;

SqlText::Place SqlText::place(std::size_t offset) const {
  if (places.empty()) return {.line = line, .column = 0};
  return places[std::min(offset, places.size() - 1)];
}

Finding SqlText::finding(std::size_t offset, std::string message, std::string better) const {
  const auto at = place(offset);
  message = base::replace_all(std::move(message), fmt::format("\"{}\"", unknown), "what is to be filled in");
  if (!file.empty()) message = fmt::format("{}:{}: {}", file, sql::locate(sql, offset).line, message);
  return {.line = at.line, .column = at.column, .message = std::move(message), .better = std::move(better)};
}

std::size_t SqlText::find(const sql::Statement& statement, std::string_view word) const {
  const auto at = base::to_lower(statement.text).find(base::to_lower(word));
  return statement.offset + (at == std::string::npos ? 0 : at);
}

static int characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Where in the file each byte of a fence's content stands: content of a fence in a list item has lost its indent.
static Places places_of(const Document& document, const Fence& fence) {
  Places out;
  out.reserve(fence.text.size() + 1);
  int number = fence.line;
  SqlText::Place last{.line = number, .column = 1};
  for (const auto text : base::lines(fence.text)) {
    const auto line = document.line(number);
    int column = 1 + (line.ends_with(text) ? characters(line) - characters(text) : 0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      out.push_back({.line = number, .column = column});
      if (i + 1 == text.size() || (text[i + 1] & 0xC0) != 0x80) ++column;
    }
    last = {.line = number, .column = column};
    out.push_back(last);  // the newline
    ++number;
  }
  out.push_back(last);
  return out;
}

namespace {

// Text that is being put together, with the place of each byte.
struct Draft {
  std::string text = {};
  Places places = {};
  bool variables = false;

  void add(std::string_view piece, SqlText::Place place) {
    text += piece;
    places.insert(places.end(), piece.size(), place);
  }
};

}  // namespace

static std::size_t after_name(std::string_view text, std::size_t at) {
  while (at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '_')) ++at;
  return at;
}

// The end of $name, ${name}, $(command) or `command` at `at`; `at` itself where none begins.
static std::size_t after_expansion(std::string_view text, std::size_t at) {
  if (text[at] == '`') {
    const auto end = text.find('`', at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
  }
  if (text[at] != '$' || at + 1 >= text.size()) return at;
  const char next = text[at + 1];
  if (next == '$') return at;  // meant for SQL; what the shell makes of it is a rule's business
  if (next != '{' && next != '(') {
    const auto end = after_name(text, at + 1);
    return end == at + 1 ? at : end;
  }
  int depth = 0;
  for (auto i = at + 1; i < text.size(); ++i) {
    if (text[i] == '{' || text[i] == '(') ++depth;
    if ((text[i] == '}' || text[i] == ')') && --depth == 0) return i + 1;
  }
  return text.size();
}

// What the program is given for text in which the shell expands: between double quotes, in a here-document.
static void expand(std::string_view raw, const Places& places, std::size_t begin, bool in_quotes, Draft& out) {
  for (std::size_t i = 0; i < raw.size();) {
    const auto place = places[std::min(begin + i, places.size() - 1)];
    if (raw[i] == '\\' && i + 1 < raw.size() &&
        (std::string_view("\\$`\n").find(raw[i + 1]) != std::string_view::npos || (in_quotes && raw[i + 1] == '"'))) {
      if (raw[i + 1] != '\n') out.add(raw.substr(i + 1, 1), place);
      i += 2;
      continue;
    }
    const auto end = after_expansion(raw, i);
    if (end == i) {
      out.add(raw.substr(i++, 1), place);
      continue;
    }
    out.add(unknown, place);
    out.variables = true;
    i = end;
  }
}

static Draft unquoted(std::string_view raw, const Places& places, std::size_t begin) {
  Draft out;
  for (std::size_t i = 0; i < raw.size();) {
    const char c = raw[i];
    if (c == '\'' || c == '"') {
      auto end = i + 1;
      while (end < raw.size() && raw[end] != c) end += c == '"' && raw[end] == '\\' ? 2 : 1;
      end = std::min(end, raw.size());
      const auto inside = raw.substr(i + 1, end - i - 1);
      if (c == '"')
        expand(inside, places, begin + i + 1, true, out);
      else
        for (std::size_t k = 0; k < inside.size(); ++k) out.add(inside.substr(k, 1), places[begin + i + 1 + k]);
      i = end + 1;
    } else {
      auto end = i;
      while (end < raw.size() && raw[end] != '\'' && raw[end] != '"') ++end;
      expand(raw.substr(i, end - i), places, begin + i, false, out);
      i = end;
    }
  }
  return out;
}

// <pid>, {table} and :variable: names, so that the rest can be judged.
static Draft without_placeholders(const Draft& in) {
  static const std::regex pattern(
      R"(<[A-Za-z][A-Za-z0-9]*([-_ ][A-Za-z0-9]+)*>|([\s(=,."])(:'[A-Za-z_]\w*'|:[A-Za-z_]\w*|\{\{? ?[A-Za-z_]\w* ?\}?\}))");
  Draft out{.variables = in.variables};
  std::size_t at = 0;
  for (std::sregex_iterator each(in.text.begin(), in.text.end(), pattern), end; each != end; ++each) {
    const auto begin = static_cast<std::size_t>(each->position()) + (*each)[2].str().size();
    for (; at < begin; ++at) out.add(std::string_view(in.text).substr(at, 1), in.places[at]);
    out.add(unknown, in.places[begin]);
    out.variables = true;
    at = static_cast<std::size_t>(each->position() + each->length());
  }
  for (; at < in.text.size(); ++at) out.add(std::string_view(in.text).substr(at, 1), in.places[at]);
  return out;
}

static bool is_shell(std::string_view line) {
  static const std::regex command(
      R"(^(\$ |#|(sudo|sed|cd|psql|pg_dump|pg_dumpall|pg_restore|createdb|dropdb|npx|npm|yarn|pnpm|node|python3?|export|echo|kubectl|docker|cp|mv|rm|ls|cat|bash|sh|ssh|curl|aws|gunzip|gzip|tar|systemctl|grep|apt(-get)?)( |$)|\./|\.\./))");
  return std::regex_search(
      line.begin(), line.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(60, line.size())), command);
}

// Whether a new statement may begin after this: nothing is open, no quote, no half statement.
static bool between_statements(std::string_view text) {
  sql::Lexer lexer(text);
  bool open = false;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (token.kind == sql::Token::Kind::broken) return false;
    open = lexer.text(token) != ";";
  }
  return !open;
}

// Blanks the lines of an sql fence that are the shell's or psql's.
static void take_foreign_lines(SqlText& out) {
  std::string clean;
  bool continued = false;
  const std::string original = out.sql;
  for (const auto line : base::lines(original)) {
    const auto shown = base::trim(line);
    const bool psql = shown.starts_with("\\") && shown.size() > 1;
    if (continued || ((psql || is_shell(shown)) && between_statements(clean))) {
      const auto offset = clean.size() + static_cast<std::size_t>(shown.empty() ? 0 : shown.data() - line.data());
      if (!continued) out.foreign.push_back({.offset = offset, .text = std::string(shown), .psql = psql});
      clean += std::string(line.size(), ' ');
      continued = line.ends_with("\\");
    } else {
      clean += line;
    }
    clean += '\n';
  }
  clean.resize(out.sql.size(), ' ');
  out.sql = std::move(clean);
}

static std::size_t offset_of(std::string_view text, int line, int column) {
  std::size_t at = 0;
  for (int i = 1; i < line; ++i) {
    const auto end = text.find('\n', at);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;
  }
  for (int i = 1; i < column && at < text.size(); ++i) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

// The part from `begin` to `end` with blanks in front, so that offsets and lines are those of the whole.
static std::shared_ptr<const std::string> alone(std::string_view whole, std::size_t begin, std::size_t end) {
  std::string text(whole.substr(0, end));
  for (std::size_t i = 0; i < begin; ++i)
    if (text[i] != '\n') text[i] = ' ';
  return std::make_shared<const std::string>(std::move(text));
}

static bool parse_part(SqlText& out, std::size_t begin, std::size_t end, bool keep_problem) {
  out.storage.push_back(alone(out.sql, begin, end));
  const std::string& text = *out.storage.back();
  try {
    auto found = sql::parse(text, "sql");
    out.statements.insert(out.statements.end(), found.begin(), found.end());
    return true;
  } catch (const base::Error& error) {
    if (!keep_problem) return false;
    const auto offset = error.place() ? offset_of(text, error.place()->line, error.place()->column) : begin;
    out.problems.push_back({.offset = offset, .message = error.message(), .begin = sql::skip_blank(text, begin)});
    return false;
  }
}

// One statement that is refused must not hide the others.
static void parse(SqlText& out) {
  if (parse_part(out, 0, out.sql.size(), false)) return;
  std::size_t begin = 0;
  sql::Lexer lexer(out.sql);
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    if (lexer.text(token) != ";") continue;
    parse_part(out, begin, token.end, true);
    begin = token.end;
  }
  if (!sql::is_blank(std::string_view(out.sql).substr(begin))) parse_part(out, begin, out.sql.size(), true);
}

static SqlText finished(SqlText out, const Draft& draft) {
  const auto clean = without_placeholders(draft);
  out.sql = clean.text;
  out.places = clean.places;
  out.has_variables = clean.variables;
  if (!out.places.empty()) {
    out.line = out.places.front().line;
    out.last_line = out.places.back().line;
    out.places.push_back(out.places.back());
  }
  if (out.origin != SqlText::Origin::argument) take_foreign_lines(out);
  parse(out);
  return out;
}

static bool is_sql(const std::string& language) {
  return language == "sql" || language == "postgresql" || language == "postgres" || language == "pgsql" ||
         language == "plpgsql" || language == "psql";
}

// Everything after -c, --command=, -Xtc: with the quotes it was written in.
static std::vector<std::string> raw_arguments(const ShellCommand& command) {
  std::vector<std::string> out;
  for (std::size_t i = 1; i < command.raw.size(); ++i) {
    const auto& word = command.raw[i];
    if (word.starts_with("--command=")) {
      out.push_back(word.substr(10));
    } else if (word == "--command" ||
               (word.size() >= 2 && word[0] == '-' && word[1] != '-' && word.back() == 'c' &&
                word.find_first_not_of("abcdefghijklmnopqrstuvwxyzAEHLSXqtwx1", 1) == std::string::npos)) {
      if (i + 1 < command.raw.size()) out.push_back(command.raw[++i]);
    }
  }
  return out;
}

static std::size_t line_offset(std::string_view text, int index) {
  return offset_of(text, index + 1, 1);
}

static void read_command(const Document& document, const Fence& fence, const Places& places,
                         const ShellCommand& command, std::vector<SqlText>& out) {
  const auto* section = section_at(document, command.line);
  auto from = line_offset(fence.text, command.line - fence.line);
  for (const auto& raw : raw_arguments(command)) {
    const auto at = fence.text.find(raw, from);
    if (at == std::string::npos) continue;
    from = at + raw.size();
    const auto draft = unquoted(raw, places, at);
    if (base::trim(draft.text).starts_with("\\")) continue;  // psql -c "\d orders"
    out.push_back(finished({.origin = SqlText::Origin::argument, .section = section}, draft));
  }
  for (const auto& redirection : command.redirections) {
    if (redirection.op != "<<" || redirection.body.empty()) continue;
    const auto at = fence.text.find(redirection.body, from);
    if (at == std::string::npos) continue;
    const auto before = std::string_view(fence.text).substr(0, at);
    const auto opening = before.rfind("<<");
    const bool quoted = opening != std::string_view::npos &&
                        before.substr(opening, 5).find_first_of("'\"\\") != std::string_view::npos;
    Draft draft;
    if (quoted)
      for (std::size_t i = 0; i < redirection.body.size(); ++i)
        draft.add(std::string_view(redirection.body).substr(i, 1), places[at + i]);
    else
      expand(redirection.body, places, at, false, draft);
    out.push_back(finished({.origin = SqlText::Origin::here_document, .section = section}, draft));
  }
}

static std::vector<SqlText> read_files(const Document& document) {
  std::vector<SqlText> out;
  for (const auto& command : shell_of(document).commands) {
    if (command.program() != "psql") continue;
    const auto name = command.value('f', "--file");
    if (name.empty() || name.find_first_of("$*`") != std::string::npos) continue;
    const auto path = project_file(document, name);
    std::error_code failed;
    if (!path || !std::filesystem::is_regular_file(*path, failed) ||
        std::filesystem::file_size(*path, failed) > 1'000'000)
      continue;
    const auto content = base::read_file(*path);
    if (base::first_invalid_utf8(content) || content.find('\0') != std::string::npos) continue;
    Draft draft;
    draft.add(content, {.line = command.line, .column = document.column_of(command.line, name)});
    out.push_back(finished(
        {.origin = SqlText::Origin::here_document, .section = section_at(document, command.line), .file = name},
        draft));
  }
  return out;
}

static std::vector<SqlText> read_sql(const Document& document) {
  std::vector<SqlText> out;
  const auto& shell = shell_of(document);
  for (const auto& fence : shell.fences) {
    if (!is_sql(fence.language) || fence.too_large) continue;
    Draft draft{.text = fence.text, .places = places_of(document, fence)};
    draft.places.resize(draft.text.size());
    if (draft.text.empty()) continue;
    out.push_back(finished({.section = section_at(document, fence.opening)}, draft));
  }
  for (const auto& command : shell.commands) {
    if (command.program() != "psql") continue;
    const auto& fence = shell.fence_of(command);
    read_command(document, fence, places_of(document, fence), command, out);
  }
  std::stable_sort(out.begin(), out.end(), [](const SqlText& a, const SqlText& b) { return a.line < b.line; });
  return out;
}

// The answers for the last documents. `texts` point at the document's sections: a copy of it is another one.
static const std::vector<SqlText>& kept_for(const Document& document, bool files) {
  struct Kept {
    std::string key;
    const runbook::Section* sections;
    std::vector<SqlText> texts;
  };
  static thread_local std::list<Kept> kept;
  const auto key = fmt::format("{}\n{}\n{}", document.path.string(), document.book.hash, files);
  const auto* sections = document.book.sections.data();
  for (const auto& each : kept)
    if (each.key == key && each.sections == sections) return each.texts;
  if (kept.size() >= 16) kept.pop_back();
  kept.push_front({.key = key, .sections = sections, .texts = files ? read_files(document) : read_sql(document)});
  return kept.front().texts;
}

const std::vector<SqlText>& sql_of(const Document& document) {
  return kept_for(document, false);
}

const std::vector<SqlText>& sql_files_of(const Document& document) {
  return kept_for(document, true);
}

std::vector<InBody> statements_in_body(const sql::Statement& block) {
  static const std::vector<std::string_view> starts{"update", "delete", "insert",  "alter",
                                                    "drop",   "create", "truncate"};
  std::vector<InBody> out;
  const auto* body = block.as<sql::DoBlock>();
  if (!body || body->body.empty()) return out;
  const auto inside = block.text.find(body->body);
  if (inside == std::string_view::npos) return out;
  const auto base_offset = block.offset + inside;
  sql::Lexer lexer(body->body);
  bool fresh = true;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    const bool begins = std::any_of(starts.begin(), starts.end(), [&](auto word) { return lexer.is(token, word); });
    if (fresh && begins) {
      const auto begin = token.begin;
      auto end = token.end;
      while (token.kind != sql::Token::Kind::end && lexer.text(token) != ";") {
        end = token.end;
        token = lexer.next();
      }
      out.push_back({.text = body->body.substr(begin, end - begin), .offset = base_offset + begin});
      if (token.kind == sql::Token::Kind::end) break;
    }
    fresh = lexer.text(token) == ";";
    for (const auto* word : {"begin", "then", "else", "loop"}) fresh = fresh || lexer.is(token, word);
  }
  return out;
}

}  // namespace lint
