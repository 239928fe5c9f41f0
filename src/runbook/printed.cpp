#include "runbook/printed.h"

#include <set>

#include "base/text.h"
#include "runbook/fence.h"

namespace runbook {

static bool starts_with_any(std::string_view line, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view each) { return line.starts_with(each); });
}

// "----+----", "-[ RECORD 1 ]---": psql draws them.
static bool draws_ruler(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with("-[ RECORD") || line.starts_with("+--")) return true;
  return line.size() >= 3 && line.starts_with("--") && line.find_first_not_of("-+ ") == std::string_view::npos &&
         line.find(' ') == std::string_view::npos;
}

static bool counts_rows(std::string_view line) {
  line = base::trim(line);
  return line.starts_with("(") && (line.ends_with(" rows)") || line.ends_with(" row)")) && line.size() < 20;
}

// "UPDATE 4", "CREATE TABLE", "INSERT 0 1": what a server says, and no statement.
static bool is_tag(std::string_view line) {
  line = base::trim(line);
  if (line.empty() || line.size() > 40 || line.ends_with(';')) return false;
  const auto words = base::split(line, ' ');
  const auto is_number = [](std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const std::set<std::string_view> counted{"UPDATE", "DELETE", "SELECT", "COPY", "MERGE", "MOVE", "FETCH"};
  if (words.size() == 2 && counted.contains(words[0]) && is_number(words[1])) return true;
  if (words.size() == 3 && words[0] == "INSERT" && is_number(words[1]) && is_number(words[2])) return true;
  const std::set<std::string_view> verbs{"CREATE", "ALTER", "DROP", "REFRESH", "TRUNCATE"};
  const std::set<std::string_view> things{"TABLE",   "INDEX",        "VIEW",      "SCHEMA", "FUNCTION",
                                          "TYPE",    "SEQUENCE",     "EXTENSION", "ROLE",   "DATABASE",
                                          "TRIGGER", "MATERIALIZED", "POLICY"};
  if (words.size() >= 2 && words.size() <= 3 && verbs.contains(words[0]) && things.contains(words[1]))
    return words.size() == 2 || words[2] == "VIEW";
  return line == "VACUUM" || line == "ANALYZE" || line == "GRANT" || line == "REVOKE" || line == "SET" ||
         line == "REINDEX" || line == "COMMIT" || line == "BEGIN" || line == "ROLLBACK" || line == "DO";
}

// "WARNING:  …", "db-1  | LOG:  …": a server speaks.
static bool is_message(std::string_view line) {
  line = base::trim(line);
  const auto bar = line.find(" | ");
  if (bar != std::string_view::npos && bar < 40) {
    const auto behind = base::trim(line.substr(bar + 3));
    if (starts_with_any(behind, {"LOG:", "WARNING:", "ERROR:", "FATAL:", "INFO", "NOTICE:", "DEBUG", "20"}))
      return true;
  }
  return starts_with_any(line, {"WARNING:", "ERROR:", "NOTICE:", "LOG:", "FATAL:", "PANIC:", "DETAIL:", "HINT:",
                                "CONTEXT:", "INFO:", "DEBUG:", "STATEMENT:", "psql: error:", "pg_dump: ", "error: "});
}

// "- kubectl (v1.28+)", "• psql", "✓ done": a list for people.
static bool is_bullet(std::string_view line) {
  return starts_with_any(line, {"- ", "• ", "* ", "✓ ", "✔ ", "✅", "✗ ", "✘ ", "❌", "→ ", "⚠", "└", "├", "│"});
}

// Two gaps of two blanks or more between words, no sign of the shell: columns.
static bool is_columns(std::string_view line) {
  if (line.empty() || line.front() == ' ' || line.front() == '\t') return false;
  if (line.find_first_of("\"'`=;&$\\<>|{}()") != std::string_view::npos) return false;
  int gaps = 0;
  for (std::size_t at = line.find("  "); at != std::string_view::npos; at = line.find("  ", at)) {
    at = line.find_first_not_of(' ', at);
    if (at == std::string_view::npos) break;
    ++gaps;
  }
  return gaps >= 2;
}

static bool all_capitals(std::string_view line) {
  return std::none_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "NAME   READY   STATUS", "Filesystem  Size  Used": the heading of a list.
static bool is_list_heading(std::string_view line) {
  if (!is_columns(line)) return false;
  const auto first = line.substr(0, line.find(' '));
  return all_capitals(line) || (std::isupper(static_cast<unsigned char>(first.front())) != 0 &&
                                first.find_first_of("/.") == std::string_view::npos);
}

// "active", "PONG": one word that says how it stands.
static bool is_state(std::string_view line) {
  static const std::set<std::string> words{"active",    "inactive",  "ok",        "ready",     "running",
                                           "healthy",   "enabled",   "disabled",  "stopped",   "success",
                                           "succeeded", "passed",    "pong",      "online",    "offline",
                                           "failed",    "unhealthy", "connected", "streaming", "completed"};
  return line.find(' ') == std::string_view::npos && words.contains(base::to_lower(line));
}

// "standby1 -> streaming > primary": an arrow is no redirection.
static bool has_arrow(std::string_view line) {
  return (line.find(" -> ") != std::string_view::npos || line.find(" => ") != std::string_view::npos) &&
         line.find_first_of("\"'`") == std::string_view::npos && !line.starts_with("#");
}

static bool is_json_line(std::string_view line) {
  line = base::trim(line);
  return line.starts_with("{\"");
}

namespace {

// Walks the lines once; a block of output goes on to the next empty line.
struct Walk {
  const std::vector<std::string_view>& lines;
  const std::vector<bool>& begins;
  bool shell = true;
  bool printing = false;
  bool below_command = false;
  bool quoted = false;  // inside $$ … $$

  // Whether a body between $$ or $name$ begins or ends here.
  void count_quotes(std::string_view line) {
    for (auto at = line.find('$'); at != std::string_view::npos; at = line.find('$', at + 1)) {
      const auto end = line.find('$', at + 1);
      if (end == std::string_view::npos) return;
      const auto tag = line.substr(at + 1, end - at - 1);
      const bool name =
          std::all_of(tag.begin(), tag.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
      if (!name) continue;
      quoted = !quoted;
      at = end;
    }
  }

  bool is_output(std::size_t i) {
    const auto line = lines[i];
    const auto trimmed = base::trim(line);
    if (trimmed.empty()) {
      printing = below_command = false;
      return false;
    }
    const bool inside = quoted;
    if (!shell) count_quotes(trimmed);
    if (inside || quoted) {
      below_command = true;
      return false;
    }
    if (printing) return true;
    const auto next = i + 1 < lines.size() ? lines[i + 1] : std::string_view();
    const bool table = below_command && draws_ruler(next) && !trimmed.ends_with(';') && !trimmed.starts_with("--");
    if (begins[i] && (counts_rows(trimmed) || table || is_message(trimmed) || (below_command && is_tag(trimmed)))) {
      printing = true;
      return true;
    }
    if (!shell) {
      below_command = true;
      return false;
    }
    if (begins[i] && (is_bullet(line) || (below_command && (is_list_heading(line) || is_state(trimmed) ||
                                                            has_arrow(line) || is_json_line(line))))) {
      printing = true;
      return true;
    }
    below_command = !trimmed.starts_with("#");
    return false;
  }
};

}  // namespace

Printed split_printed(std::string_view text, std::string_view language, int first_line) {
  const auto lines = base::lines(text);
  const bool shell = language == "bash";
  // A statement is over at its semicolon, whatever stands below it.
  const auto begins = beginnings(text, lines, shell);
  Walk walk{.lines = lines, .begins = begins, .shell = shell};
  Printed out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int number = first_line + static_cast<int>(i);
    if (!walk.is_output(i)) {
      out.commands += std::string(lines[i]) + "\n";
      continue;
    }
    out.commands += "\n";
    out.output += std::string(lines[i]) + "\n";
    if (!out.where.empty() && out.where.back().last == number - 1)
      out.where.back().last = number;
    else
      out.where.push_back({number, number});
  }
  return out;
}

}  // namespace runbook
