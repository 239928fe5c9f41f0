// Which commands are not run, or not without a question.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "commands/judgement.h"
#include "runbook/sessions.h"
#include "runbook/shell.h"

namespace runbook {

static std::string program_of(const SimpleCommand& command) {
  const auto& word = command.words.front();
  return word.substr(word.rfind('/') == std::string::npos ? 0 : word.rfind('/') + 1);
}

// -f, -100f, --follow
static bool has_flag(const SimpleCommand& command, char letter, std::string_view name) {
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view word = command.words[i];
    if (!name.empty() && (word == name || word.starts_with(std::string(name) + "="))) return true;
    if (word.size() > 1 && word[0] == '-' && word[1] != '-' && word.find(letter) != std::string_view::npos)
      return true;
  }
  return false;
}

static bool has_word(const SimpleCommand& command, std::string_view wanted) {
  return std::find(command.words.begin() + 1, command.words.end(), wanted) != command.words.end();
}

// Words that are neither options nor the values of those named in `with_value` (one letter each).
static std::vector<std::string> operands(const SimpleCommand& command, std::string_view with_value) {
  std::vector<std::string> out;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view word = command.words[i];
    if (word.size() < 2 || word[0] != '-') {
      out.emplace_back(word);
    } else if (word.size() == 2 && with_value.find(word[1]) != std::string_view::npos) {
      ++i;
    }
  }
  return out;
}

static bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// "vmstat 5": an interval and no count.
static bool counts_without_end(const SimpleCommand& command) {
  const auto numbers = std::count_if(command.words.begin() + 1, command.words.end(), [](const std::string& word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
  });
  return numbers == 1;
}

Unending unending(const SimpleCommand& command) {
  const std::string program = program_of(command);
  if (program == "tail" && (has_flag(command, 'f', "--follow") || has_flag(command, 'F', "")))
    return {.reason = "tail -f never ends", .endless = true, .follows = true};
  if (is_one_of(program, {"kubectl", "docker", "podman", "docker-compose", "podman-compose", "oc", "heroku", "stern",
                          "journalctl"})) {
    const bool logs = program == "journalctl" || has_word(command, "logs");
    if (logs && has_flag(command, 'f', "--follow"))
      return {.reason = program + " follows a log and never ends", .endless = true, .follows = true};
    if (has_word(command, "exec") && has_terminal_inside(command) && opens_inside(command)) {
      const bool plugin = has_word(command, "compose");
      if (plugin || program.ends_with("-compose"))
        return {.reason = program + (plugin ? " compose" : "") +
                          " exec waits at a keyboard: it takes a terminal where -T is not given",
                .opens_session = true};
      return {.reason = program + " exec -it waits at a keyboard", .opens_session = true};
    }
  }
  if (program == "stern") return {.reason = "stern follows logs and never ends", .endless = true, .follows = true};
  if (program == "ping" && !has_flag(command, 'c', "--count"))
    return {.reason = "ping without -c never ends", .endless = true, .follows = true};
  if (is_one_of(program, {"vmstat", "iostat", "mpstat"}) && counts_without_end(command))
    return {.reason = program + " without a count never ends", .endless = true, .follows = true};
  if (program == "watch" || program == "top" || program == "htop")
    return {.reason = program + " never ends", .endless = true};
  if (is_one_of(program, {"less", "more", "vi", "vim", "nano", "emacs", "man"}) && !command.piped_into) {
    return {.reason = program + " waits at a keyboard"};
  }
  if (program == "script" && !has_flag(command, 'c', "--command")) {
    return {.reason = "script records a terminal; the journal records this run"};
  }
  if (program == "screen" || program == "tmux")
    return {.reason = program + " waits at a keyboard", .opens_session = true};
  if (program == "ssh" && !command.redirected && !command.piped_into && !has_flag(command, 'N', "") &&
      operands(command, "JiploLRDFEcmbeIWSwOQB").size() == 1) {
    return {.reason = "ssh without a command waits at a keyboard, and what follows is meant for the other machine",
            .opens_session = true};
  }
  if (program == "psql" && !command.redirected && !command.piped_into && !has_flag(command, 'c', "--command") &&
      !has_flag(command, 'f', "--file") && !has_flag(command, 'l', "--list") && !has_word(command, "--version")) {
    return {.reason = "psql without a command waits at a keyboard, and what follows is meant for it",
            .opens_session = true};
  }
  const bool alone = command.words.size() == 1 && !command.redirected && !command.piped_into;
  if (alone && is_one_of(program, {"bash", "sh", "zsh", "su", "python", "python3", "node", "irb"})) {
    return {.reason = program + " alone waits at a keyboard", .opens_session = true};
  }
  return {};
}

// What may go on beside the step: the whole line, without an & of its own.
static std::string beside(std::string_view line) {
  line = base::trim(line);
  if (line.ends_with('&') && !line.ends_with("&&")) line = base::trim(line.substr(0, line.size() - 1));
  return std::string(line);
}

// `export DATABASE_URL="postgresql://..."`: nobody is meant to type the dots. The variable keeps the value it has.
static std::string blank_assignment(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with("export ")) line = base::trim(line.substr(7));
  const auto equals = line.find('=');
  if (equals == std::string_view::npos || equals == 0) return {};
  const auto name = line.substr(0, equals);
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') return {};
  }
  auto value = line.substr(equals + 1);
  if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  if (const auto scheme = value.find("://"); scheme != std::string_view::npos) value = value.substr(scheme + 3);
  if (value != "..." && value != "…") return {};
  return fmt::format("a blank to fill in; {} keeps the value it has", name);
}

// `top -b -n 1 | head`, `man rm | head`, `tmux new -d`: told by parsing.
static bool ends_by_itself(std::string_view line) {
  commands::Surroundings surroundings;
  const auto judgement = commands::judge_shell(line, 1, surroundings);
  return std::ranges::all_of(judgement.commands, [](const auto& command) {
    return command.session.empty() && command.terminal.empty() && command.never_ends.empty();
  });
}

// The first command of each line that nobody waits for.
static std::map<int, Unending> unending_by_line(std::string_view script, int first_line) {
  std::map<int, Unending> out;
  for (const auto& command : simple_commands(script, first_line)) {
    if (command.substituted) continue;
    if (auto why = unending(command); !why.reason.empty()) out.emplace(command.line, std::move(why));
  }
  return out;
}

std::vector<SkippedLine> lines_to_leave_out(std::string_view script, int first_line) {
  std::vector<SkippedLine> out;
  std::string session;
  const auto unending_in = unending_by_line(script, first_line);
  for (const auto& line : script_lines(script)) {
    if (line.kind != ScriptLine::Kind::command) continue;
    const int number = first_line + line.first;
    const std::string shown(base::trim(base::lines(line.text).front()));
    if (!session.empty()) {
      out.push_back({number, shown, fmt::format("meant to run inside `{}`", session)});
      continue;
    }
    if (auto blank = blank_assignment(line.text); !blank.empty()) {
      out.push_back({number, shown, std::move(blank)});
      continue;
    }
    const auto found = unending_in.lower_bound(number);
    if (found == unending_in.end() || found->first >= number + line.count || ends_by_itself(line.text)) continue;
    const auto& why = found->second;
    out.push_back({number, shown, why.reason, why.follows ? beside(line.text) : ""});
    if (why.opens_session) session = shown;
  }
  return out;
}

std::string without_lines(std::string_view script, int first_line, const std::vector<SkippedLine>& left_out) {
  std::string out;
  std::set<int> dropped;
  for (const auto& entry : left_out) dropped.insert(entry.line);
  const auto physical = base::lines(script);
  for (const auto& line : script_lines(script)) {
    const bool drop = dropped.contains(first_line + line.first);
    for (int i = 0; i < line.count; ++i) {
      // A line that does nothing, not an empty one: it may be all there is between `then` and `fi`.
      out += drop ? (i == 0 ? ":" : "") : std::string(physical.at(static_cast<std::size_t>(line.first + i)));
      out += '\n';
    }
  }
  return out;
}

}  // namespace runbook
