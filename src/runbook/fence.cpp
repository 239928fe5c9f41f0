#include "runbook/fence.h"

#include <regex>

#include "base/text.h"
#include "runbook/labels.h"
#include "runbook/shell.h"
#include "runbook/words.h"

namespace runbook {

static std::string language_of(std::string_view word) {
  const std::string lower = base::to_lower(word);
  if (lower.empty()) return "none";
  for (const char* shell : {"bash", "sh", "shell", "zsh", "ksh", "shellscript", "shell-script"}) {
    if (lower == shell) return "bash";
  }
  for (const char* sql : {"sql", "pgsql", "postgres", "postgresql", "psql", "plpgsql"}) {
    if (lower == sql) return "sql";
  }
  for (const char* console : {"console", "terminal", "shell-session", "shellsession", "bash-session"}) {
    if (lower == console) return "console";
  }
  return lower;
}

static bool says_never(std::string_view word) {
  return is_any_of(word, {"noexec", "no-exec", "norun", "no-run", "noeval", "donotrun", "do-not-run", "dont-run",
                          "ignore", "disabled", "example"});
}

// "false", where the attribute says yes or no.
static bool is_denied(std::string_view key, std::string_view value) {
  const bool yes_or_no =
      is_any_of(key, {"repeatable", "background", "skip", "two-person", "confirm", "manual", "ordered", "run", "ask",
                      "auto", "by-hand", "approve", "approval", "sudo", "example", "noexec", "no-run", "optional"});
  return yes_or_no && is_any_of(base::to_lower(value), {"false", "no", "off", "0", "never"});
}

static void add_attribute(FenceInfo& out, std::string key, const std::string& value) {
  key = base::replace_all(std::move(key), "_", "-");
  if (is_denied(key, value)) {
    out.never = out.never || key == "run";
  } else if (says_never(key)) {
    out.never = true;
  } else {
    const bool said_yes = is_denied(key, "false") && is_any_of(base::to_lower(value), {"true", "yes", "on", "1"});
    out.attributes[key] = said_yes ? "" : value;
  }
}

// What stands behind the language without braces: `bash noexec`, `bash title="deploy.sh"`, `bash (do not run)`.
static void read_words(std::string_view behind, FenceInfo& out) {
  for (const auto each : base::split(behind, ' ')) {
    const auto lower = base::to_lower(base::trim(each));
    if (lower.empty() || lower.find('=') != std::string::npos) continue;
    out.never = out.never || says_never(lower);
    out.said += (out.said.empty() ? "" : " ") + std::string(each);
  }
}

FenceInfo read_info(std::string_view info) {
  FenceInfo out;
  const auto brace = info.find('{');
  const auto word = base::trim(info.substr(0, brace));
  const auto stop_at = std::min(word.find_first_of(" \t,:"), word.size());
  out.language = language_of(word.substr(0, stop_at));
  read_words(word.substr(std::min(stop_at + 1, word.size())), out);
  if (brace == std::string_view::npos) return out;
  std::string_view rest = info.substr(brace + 1);
  while (!rest.empty()) {
    rest = rest.substr(std::min(rest.find_first_not_of(" \t,"), rest.size()));
    if (rest.empty() || rest.front() == '}') break;
    const auto stop = rest.find_first_of("= \t,}");
    const std::string key(rest.substr(0, stop));
    rest.remove_prefix(key.size());
    std::string value;
    if (rest.starts_with('=')) {
      rest.remove_prefix(1);
      const char quote = rest.empty() ? '\0' : rest.front();
      if (quote == '"' || quote == '\'') {
        const auto end = rest.find(quote, 1);
        value = rest.substr(1, end == std::string_view::npos ? rest.size() - 1 : end - 1);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      } else {
        value = rest.substr(0, rest.find_first_of(" \t,}"));
        rest.remove_prefix(value.size());
      }
    } else if (key.empty()) {
      rest.remove_prefix(1);  // a stray "="
      continue;
    }
    const bool names_language = word.empty() && out.language == "none" && value.empty() && out.attributes.empty();
    if (names_language && !key.empty())  // ```{bash}
      out.language = language_of(key.starts_with('.') ? std::string_view(key).substr(1) : key);
    else if (!key.empty())
      add_attribute(out, key, value);
  }
  return out;
}

std::optional<std::string_view> comment_of(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with("--")) return base::trim(line.substr(2));
  if (line.starts_with("#")) {
    while (line.starts_with("#")) line.remove_prefix(1);
    return base::trim(line);
  }
  return std::nullopt;
}

bool only_comments(std::string_view text, std::string_view language) {
  if (language == "bash") {
    const auto lines = script_lines(text);
    return std::none_of(lines.begin(), lines.end(),
                        [](const auto& line) { return line.kind == ScriptLine::Kind::command; });
  }
  for (const auto line : base::lines(text)) {
    if (!base::trim(line).empty() && !(base::trim(line).starts_with("--"))) return false;
  }
  return true;
}

namespace {

// Lines [first, last) of the fence.
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;
};

}  // namespace

static Piece piece_of(const std::vector<std::string_view>& lines, Span span, int first_line) {
  Piece out{.text = {}, .line = first_line + static_cast<int>(span.first)};
  for (std::size_t i = span.first; i < span.last; ++i) out.text += std::string(lines[i]) + "\n";
  if (base::trim(out.text).empty()) out.text.clear();
  return out;
}

std::vector<bool> beginnings(std::string_view text, const std::vector<std::string_view>& lines, bool shell) {
  std::vector<bool> out(lines.size(), !shell);
  if (shell) {
    for (const auto& line : script_lines(text)) out.at(static_cast<std::size_t>(line.first)) = true;
    return out;
  }
  bool open = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out[i] = !open;
    auto code = base::trim(lines[i]);
    if (const auto comment = code.find("--"); comment != std::string_view::npos)
      code = base::trim(code.substr(0, comment));
    if (!code.empty()) open = !code.ends_with(';');
  }
  return out;
}

static bool says_or(std::string_view comment) {
  const auto lower = base::to_lower(comment.substr(0, 3));
  return lower == "or" || lower == "or " || lower == "or:" || lower == "or,";
}

// The first comment, the word "or" dropped, else the first command.
static std::string title_of(const Piece& piece) {
  for (const auto line : base::lines(piece.text)) {
    auto comment = comment_of(line);
    if (!comment && !base::trim(line).empty()) return std::string(base::trim(line));
    if (!comment) continue;
    if (says_or(*comment)) comment = base::trim(comment->substr(std::min<std::size_t>(comment->size(), 3)));
    if (!comment->empty()) return std::string(*comment);
  }
  return {};
}

static InFence options_in(const std::vector<std::string_view>& lines, const std::vector<bool>& begins, int first_line,
                          const Tongue& tongue) {
  struct Mark {
    std::size_t line;
    Alternative alternative;
  };
  std::vector<Mark> marks;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto comment = begins[i] ? comment_of(lines[i]) : std::nullopt;
    if (!comment) continue;
    if (auto alternative = tongue.way_of(*comment)) marks.push_back({i, *alternative});
  }
  if (marks.size() < 2) return {};
  InFence out;
  out.before = piece_of(lines, {0, marks[0].line}, first_line);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::size_t end = i + 1 < marks.size() ? marks[i + 1].line : lines.size();
    out.ways.push_back({marks[i].alternative, piece_of(lines, {marks[i].line, end}, first_line)});
  }
  return out;
}

// "# Or …" offers what follows instead of the group of lines before it; groups are parted by empty lines.
static InFence or_in(const std::vector<std::string_view>& lines, const std::vector<bool>& begins, int first_line) {
  const auto blank = [&](std::size_t i) { return base::trim(lines[i]).empty(); };
  std::vector<std::size_t> marks;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto comment = begins[i] ? comment_of(lines[i]) : std::nullopt;
    // right below another comment it goes on with that one's sentence
    if (comment && says_or(*comment) && !comment_of(lines[i - 1])) marks.push_back(i);
  }
  if (marks.empty()) return {};
  std::size_t begin = marks[0];
  while (begin > 0 && blank(begin - 1)) --begin;
  const std::size_t first_end = begin;
  while (begin > 0 && !blank(begin - 1)) --begin;
  if (begin == first_end) return {};
  InFence out;
  out.before = piece_of(lines, {0, begin}, first_line);
  const auto add = [&](Span span) {
    const auto piece = piece_of(lines, span, first_line);
    out.ways.push_back({{std::to_string(out.ways.size() + 1), title_of(piece)}, piece});
  };
  add({begin, first_end});
  for (std::size_t k = 0; k < marks.size(); ++k) {
    std::size_t end = marks[k] + 1;
    const std::size_t limit = k + 1 < marks.size() ? marks[k + 1] : lines.size();
    while (end < limit && comment_of(lines[end])) ++end;
    while (end < limit && !(blank(end) && begins[end])) ++end;
    add({marks[k], k + 1 < marks.size() ? limit : end});
    if (k + 1 == marks.size()) out.after = piece_of(lines, {end, lines.size()}, first_line);
  }
  return out;
}

InFence alternatives_in(std::string_view text, std::string_view language, int first_line, const Tongue& tongue) {
  const auto lines = base::lines(text);
  const auto begins = beginnings(text, lines, language == "bash");
  InFence out = options_in(lines, begins, first_line, tongue);
  if (out.ways.empty()) out = or_in(lines, begins, first_line);
  if (out.ways.empty()) out.before = {std::string(text), first_line};
  return out;
}

// "```sql", whatever stands before the ticks: their number, and whether words follow.
static std::pair<std::size_t, bool> ticks_of(std::string_view line, char sign) {
  const auto begin = line.find_first_not_of(" \t>");
  if (begin == std::string_view::npos || line[begin] != sign) return {0, false};
  const auto end = line.find_first_not_of(sign, begin);
  if (end == std::string_view::npos) return {line.size() - begin, false};
  const auto rest = base::trim(line.substr(end));
  return {end - begin, !rest.empty() && std::isalpha(static_cast<unsigned char>(rest.front())) != 0 &&
                           rest.find(sign) == std::string_view::npos};
}

std::optional<int> fence_inside(std::string_view text, std::string_view opening) {
  const auto sign = opening.find_first_of("`~");
  if (sign == std::string_view::npos) return std::nullopt;
  const auto end = std::min(opening.find_first_not_of(opening[sign], sign), opening.size());
  int number = 0;
  for (const auto line : base::lines(text)) {
    const auto [count, has_words] = ticks_of(line, opening[sign]);
    if (has_words && count >= 3 && count >= end - sign) return number;
    ++number;
  }
  return std::nullopt;
}

}  // namespace runbook
