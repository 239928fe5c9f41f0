#include "runbook/transcript.h"

#include <optional>
#include <vector>

#include "base/text.h"
#include "runbook/shell.h"

namespace runbook {

namespace {

struct Prompt {
  enum class Kind { dollar, root, angle, sql, other };
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

// "mysql> ", "sqlite> ", "PS C:\shop> ", "C:\> ", ">>> ", "irb(main):001:0> "
static std::optional<Prompt> other_prompt(std::string_view line) {
  for (const std::string_view each :
       {"mysql> ", "sqlite> ", "mongo> ", "test> ", "redis> ", "SQL> ", "ksql> ", "cqlsh> ", "127.0.0.1:6379> ",
        "pry> ", "node> ", ">>> ", "MariaDB ", "influx> ", "rs0:"}) {
    if (line.starts_with(each)) return Prompt{Prompt::Kind::other, each.size()};
  }
  const bool windows = line.starts_with("PS ") || (line.size() > 3 && line.substr(1, 2) == ":\\");
  const bool console = line.starts_with("irb(") || line.starts_with("iex(") || line.starts_with("In [");
  const auto end = line.substr(0, 120).find(line.starts_with("In [") ? "]: " : "> ");
  if ((windows || console) && end != std::string_view::npos) return Prompt{Prompt::Kind::other, end + 2};
  return std::nullopt;
}

// user@host:~/folder$, [user@host folder]$, user@host ~ $, bash-5.1$
static std::optional<Prompt> prompt_of_host(std::string_view line) {
  const auto sign = line.substr(0, 120).find_first_of("$#%");
  if (sign == std::string_view::npos || sign + 1 >= line.size() || line[sign + 1] != ' ') return std::nullopt;
  auto who = line.substr(0, sign);
  const auto shell = who.substr(0, who.find('-'));
  const bool version = who.find('-') != std::string_view::npos &&
                       who.substr(who.find('-') + 1).find_first_not_of("0123456789.") == std::string_view::npos;
  if ((shell == "bash" || shell == "sh" || shell == "zsh") && version) return Prompt{Prompt::Kind::dollar, sign + 2};
  const bool bracketed = who.starts_with("[") && who.ends_with("]");
  if (bracketed) who = who.substr(1, who.size() - 2);
  if (who.find('@') == std::string_view::npos || who.starts_with("@")) return std::nullopt;
  const auto blank = base::trim(who).find(' ');
  const bool folder = blank != std::string_view::npos && blank + 1 < who.size() &&
                      (who[blank + 1] == '~' || who[blank + 1] == '/') && who.find('@') < blank;
  for (const char c : who) {
    if (!is_name(c) && !((bracketed || folder || blank == std::string_view::npos) && c == ' ')) return std::nullopt;
  }
  return Prompt{Prompt::Kind::dollar, sign + 2};
}

static std::optional<Prompt> prompt_at(std::string_view line) {
  for (const std::string_view each : {"$", "❯", "➜", "%", "λ"}) {
    if (line == each && each != "%") return Prompt{.length = each.size()};
    if (line.starts_with(each) && line.substr(each.size()).starts_with(" "))
      return Prompt{.length = std::min(line.size(), each.size() + 1)};
  }
  if (line == "#" || line.starts_with("# ")) return Prompt{Prompt::Kind::root, std::min<std::size_t>(2, line.size())};
  if (line.starts_with("> ")) return Prompt{Prompt::Kind::angle, 2};
  // "(venv) $ ls"
  if (const auto close = line.find(") "); line.starts_with("(") && close != std::string_view::npos && close < 40) {
    const auto rest = prompt_at(line.substr(close + 2));
    const bool shell = rest && rest->kind == Prompt::Kind::dollar;
    if (shell) return Prompt{Prompt::Kind::dollar, close + 2 + rest->length};
  }
  if (const auto length = sql_prompt(line)) return Prompt{Prompt::Kind::sql, *length};
  if (const auto other = other_prompt(line)) return other;
  return prompt_of_host(line);
}

// The kind of the first prompt that is none of a comment.
static std::optional<Prompt::Kind> first_kind(const std::vector<std::string_view>& lines) {
  std::optional<Prompt::Kind> root;
  for (const auto line : lines) {
    const auto prompt = prompt_at(base::trim(line));
    if (!prompt) {
      if (!base::trim(line).empty() && root) return root;
      continue;
    }
    if (prompt->kind != Prompt::Kind::root) return prompt->kind;
    root = prompt->kind;
  }
  return root;
}

static bool uses_dollars(const std::vector<std::string_view>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    const auto prompt = prompt_at(base::trim(line));
    return prompt && prompt->kind == Prompt::Kind::dollar;
  });
}

// A loop, a condition or a function that is not closed yet.
static bool is_open_compound(std::string_view text) {
  int open = 0;
  std::string word;
  bool begins = true;  // a command may begin here
  const auto end_word = [&] {
    if (word.empty()) return;
    if (begins) {
      if (word == "for" || word == "while" || word == "until" || word == "if" || word == "case" || word == "select" ||
          word == "{")
        ++open;
      if (word == "done" || word == "fi" || word == "esac" || word == "}") --open;
    } else if (word == "{") {
      ++open;
    }
    begins = word == "do" || word == "then" || word == "else" || word == "{";
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == '\t') {
      end_word();
    } else if (c == ';' || c == '\n' || c == '|' || c == '&') {
      end_word();
      begins = true;
    } else {
      word += c;
    }
  }
  end_word();
  return open > 0;
}

// Whether a statement that a prompt began is finished on one of the lines below, before the next prompt.
static bool finished_below(const std::vector<std::string_view>& lines, std::size_t from) {
  for (std::size_t i = from; i < lines.size(); ++i) {
    const auto line = base::trim(lines[i]);
    const auto prompt = prompt_at(line);
    if (prompt && prompt->kind != Prompt::Kind::angle && prompt->kind != Prompt::Kind::root) return false;
    if (line.ends_with(';')) return true;
  }
  return false;
}

namespace {

// What the lines so far have typed.
struct Entered {
  OpenCommand command;  // the shell's, on the lines above
  std::string text;     // of the same
  bool statement = false;
  [[nodiscard]] bool open() const { return statement || command.open() || is_open_compound(text); }
  void add(std::string_view line) {
    command.add(line);
    text += std::string(line) + "\n";
  }
};

}  // namespace

Transcript read_transcript(std::string_view text) {
  const auto lines = base::lines(text);
  const bool dollars = uses_dollars(lines);
  const bool angles = first_kind(lines) == Prompt::Kind::angle;
  Transcript out;
  bool shell = false;
  bool sql = false;
  bool other = false;
  bool connects = false;
  Entered now;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = lines[i];
    const auto trimmed = base::trim(line);
    auto prompt = prompt_at(trimmed);
    if (prompt && prompt->kind == Prompt::Kind::angle && !angles) prompt.reset();  // curl -v prints "> GET /"
    const bool comment = prompt && prompt->kind == Prompt::Kind::root && dollars;
    if (now.open() && (!prompt || comment)) {
      // What the shell itself shows in front of such a line.
      const auto rest = trimmed.starts_with("> ") ? trimmed.substr(2) : trimmed == ">" ? "" : line;
      if (now.statement)
        now.statement = !trimmed.ends_with(';');
      else
        now.add(rest);
      out.commands += rest;
    } else if (comment) {
      out.commands += trimmed;
    } else if (prompt) {
      const auto typed = trimmed.substr(std::min(prompt->length, trimmed.size()));
      const bool goes_on = prompt->kind == Prompt::Kind::angle && now.open();
      if (!goes_on) now = {};
      if (prompt->kind == Prompt::Kind::sql) {
        sql = true;
        connects = connects || typed.starts_with("\\c");
        const auto database = std::string(trimmed.substr(0, trimmed.find_first_of("=-('\"*!^")));
        if (out.database.empty() || !connects) out.database = database;
        now.statement =
            !typed.empty() && !typed.starts_with('\\') && !typed.ends_with(';') && finished_below(lines, i + 1);
      } else if (prompt->kind == Prompt::Kind::other) {
        other = true;
      } else {
        shell = true;
        out.unsure = out.unsure || prompt->kind == Prompt::Kind::angle;
        now.add(typed);
      }
      out.commands += typed;
    } else if (!trimmed.empty()) {
      out.output += std::string(line) + "\n";
      out.printed.push_back(static_cast<int>(i));
    }
    out.commands += '\n';
  }
  using Of = Transcript::Of;
  out.of = other ? Of::other : shell && sql ? Of::both : shell ? Of::shell : sql ? Of::sql : Of::nothing;
  return out;
}

bool looks_like_transcript(std::string_view text) {
  for (const auto line : base::lines(text)) {
    const auto trimmed = base::trim(line);
    if (trimmed.empty()) continue;
    const auto prompt = prompt_at(trimmed);
    if (prompt && prompt->kind == Prompt::Kind::root) continue;  // a comment
    return prompt && trimmed.size() > prompt->length;
  }
  return false;
}

}  // namespace runbook
