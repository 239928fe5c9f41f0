#include "runbook/transcript.h"

#include <optional>
#include <vector>

#include "base/text.h"
#include "runbook/shell.h"

namespace runbook {

namespace {

struct Prompt {
  enum class Kind { dollar, root, sql };
  Kind kind = Kind::dollar;
  std::size_t length = 0;  // with the space behind it
};

}  // namespace

static bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("_-.~/@:+").find(c) != std::string_view::npos;
}

// "shop=# ", "shop=> ", "shop-# ": psql's %/%R%#.
static std::optional<std::size_t> sql_prompt(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (std::isalnum(static_cast<unsigned char>(line[at])) != 0 || line[at] == '_')) ++at;
  if (at == 0 || at > 63 || at + 1 >= line.size()) return std::nullopt;
  const bool state = std::string_view("=-('\"*!^").find(line[at]) != std::string_view::npos;
  const bool who = line[at + 1] == '#' || line[at + 1] == '>';
  const bool ends = at + 2 == line.size() || line[at + 2] == ' ';
  return state && who && ends ? std::optional(std::min(at + 3, line.size())) : std::nullopt;
}

static std::optional<Prompt> prompt_at(std::string_view line) {
  if (line == "$") return Prompt{.length = 1};
  if (line.starts_with("$ ")) return Prompt{.length = 2};
  if (line == "#" || line.starts_with("# ")) return Prompt{Prompt::Kind::root, std::min<std::size_t>(2, line.size())};
  if (const auto length = sql_prompt(line)) return Prompt{Prompt::Kind::sql, *length};
  // user@host:~/folder$ and [user@host folder]$
  const auto sign = line.substr(0, 120).find_first_of("$#");
  if (sign == std::string_view::npos || sign + 1 >= line.size() || line[sign + 1] != ' ') return std::nullopt;
  auto who = line.substr(0, sign);
  const bool bracketed = who.starts_with("[") && who.ends_with("]");
  if (bracketed) who = who.substr(1, who.size() - 2);
  if (who.find('@') == std::string_view::npos || who.starts_with("@")) return std::nullopt;
  for (const char c : who) {
    if (!is_name(c) && !(bracketed && c == ' ')) return std::nullopt;
  }
  return Prompt{Prompt::Kind::dollar, sign + 2};
}

static bool uses_dollars(const std::vector<std::string_view>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    const auto prompt = prompt_at(base::trim(line));
    return prompt && prompt->kind == Prompt::Kind::dollar;
  });
}

Transcript read_transcript(std::string_view text) {
  const auto lines = base::lines(text);
  const bool dollars = uses_dollars(lines);
  Transcript out;
  bool shell = false;
  bool sql = false;
  OpenCommand command;  // the shell's, on the lines above
  for (const auto line : lines) {
    const auto trimmed = base::trim(line);
    const auto prompt = prompt_at(trimmed);
    const bool comment = prompt && prompt->kind == Prompt::Kind::root && dollars;
    if (command.open() && (!prompt || comment)) {
      // What the shell itself shows in front of such a line. Only here: curl -v prints "> GET /" as well.
      const auto rest = trimmed.starts_with("> ") ? trimmed.substr(2) : trimmed == ">" ? "" : line;
      command.add(rest);
      out.commands += rest;
    } else if (comment) {
      out.commands += trimmed;
    } else if (prompt) {
      const auto typed = trimmed.substr(prompt->length);
      command = {};
      if (prompt->kind == Prompt::Kind::sql) {
        sql = true;
      } else {
        shell = true;
        command.add(typed);
      }
      out.commands += typed;
    } else if (!trimmed.empty()) {
      out.output += std::string(line) + "\n";
    }
    out.commands += '\n';
  }
  using Of = Transcript::Of;
  out.of = shell && sql ? Of::both : shell ? Of::shell : sql ? Of::sql : Of::nothing;
  return out;
}

bool looks_like_transcript(std::string_view text) {
  for (const auto line : base::lines(text)) {
    const auto trimmed = base::trim(line);
    if (trimmed.empty()) continue;
    const auto prompt = prompt_at(trimmed);
    return prompt && prompt->kind != Prompt::Kind::root && trimmed.size() > prompt->length;
  }
  return false;
}

}  // namespace runbook
