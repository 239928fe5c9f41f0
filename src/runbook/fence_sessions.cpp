// Lines of a fence that belong to a session which a line above them opens.
#include "base/text.h"
#include "runbook/fence_parts.h"
#include "runbook/sessions.h"
#include "runbook/shell.h"

namespace runbook {

static bool ends_session(std::string_view line) {
  line = base::trim(line);
  while (line.ends_with(';')) line = base::trim(line.substr(0, line.size() - 1));
  for (const std::string_view each : {"exit", "logout", "quit", "\\q", "exit 0", "quit()", "exit()", "^D", "Ctrl-D",
                                      "Ctrl+D", "# exit", "# Ctrl-D", "# logout", "exit # back", ".exit", ".quit"}) {
    if (line == each) return true;
  }
  return line.starts_with("exit ") && line.find('#') == 5;
}

namespace {

// A line that may open a session or end one.
struct Line {
  std::size_t first = 0;  // physical
  std::size_t count = 1;
  bool opens = false;
  bool counts = true;  // no comment and not empty
  std::string_view text;
};

}  // namespace

static std::vector<Line> shell_lines(std::string_view script, const std::vector<std::string_view>& physical) {
  std::vector<Line> out;
  for (const auto& line : script_lines(script)) {
    const auto first = static_cast<std::size_t>(line.first);
    const bool command = line.kind == ScriptLine::Kind::command;
    out.push_back({.first = first,
                   .count = static_cast<std::size_t>(line.count),
                   .opens = command && opens_session(line.text),
                   .counts = command,
                   .text = base::trim(physical[first])});
  }
  return out;
}

// "$DATABASE_URL", "${PROD_DATABASE_URL}": the run's own by its name; "$STAGING_URL" is not.
static bool is_own_url(std::string_view argument) {
  while (!argument.empty() && (argument.front() == '"' || argument.front() == '$' || argument.front() == '{'))
    argument.remove_prefix(1);
  const auto name = argument.substr(0, argument.find_first_of("\"} "));
  const auto rest = base::trim(argument.substr(std::min(name.size() + 1, argument.size())));
  if (!rest.empty() && rest.front() != '"' && rest.front() != '}' && rest.front() != '#') return false;
  const auto lower = base::to_lower(name);
  for (const std::string_view prefix : {"", "prod_", "production_", "pg_", "target_"}) {
    for (const std::string_view each :
         {"database_url", "db_url", "postgres_url", "pg_url", "postgresql_url", "pgurl"}) {
      if (lower == std::string(prefix) + std::string(each)) return true;
    }
  }
  return false;
}

// psql that names nothing but what the run has: its own URL by name, or no database at all.
static bool opens_another(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with("\\c ") || line.starts_with("\\connect ")) return true;
  if (line.starts_with("mysql") || line.starts_with("sqlite3")) return true;
  if (!line.starts_with("psql ")) return false;
  return !is_own_url(base::trim(line.substr(5)));
}

static std::vector<Line> sql_lines(const std::vector<std::string_view>& physical) {
  std::vector<Line> out;
  for (std::size_t i = 0; i < physical.size(); ++i) {
    const auto text = base::trim(physical[i]);
    out.push_back(
        {.first = i, .opens = opens_another(text), .counts = !text.empty() && !text.starts_with("--"), .text = text});
  }
  return out;
}

std::vector<SessionPart> sessions_in(const Piece& piece, std::string_view language) {
  const auto physical = base::lines(piece.text);
  const auto lines = language == "bash" ? shell_lines(piece.text, physical) : sql_lines(physical);
  std::vector<SessionPart> out;
  std::size_t begin = 0;
  SessionPart now;
  const auto end_at = [&](std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text += std::string(physical[i]) + "\n";
    now.piece = {std::move(text), piece.line + static_cast<int>(begin)};
    if (!base::trim(now.piece.text).empty()) out.push_back(now);
    begin = end;
  };
  int depth = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (depth == 0 && line.opens) {
      const bool anything = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end(),
                                        [](const Line& each) { return each.counts && !ends_session(each.text); });
      if (!anything) break;
      end_at(line.first);
      now = {.piece = {}, .opened_by = std::string(line.text), .behind = {}};
      depth = 1;
    } else if (depth > 0 && line.counts && ends_session(line.text)) {
      if (--depth > 0) continue;
      const auto opened_by = now.opened_by;
      end_at(line.first + line.count);
      now = {.piece = {}, .opened_by = {}, .behind = opened_by};
    } else if (depth > 0 && line.opens && language == "bash") {
      ++depth;
    }
  }
  end_at(physical.size());
  if (out.size() == 1 && out.front().opened_by.empty()) out.front().piece = piece;
  return out;
}

std::string left_open(std::string_view script) {
  std::string open;
  for (const auto& line : script_lines(script)) {
    if (line.kind != ScriptLine::Kind::command) continue;
    if (opens_session(line.text))
      open = std::string(base::trim(base::lines(line.text).front()));
    else
      open.clear();
  }
  return open;
}

}  // namespace runbook
