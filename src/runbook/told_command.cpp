#include "runbook/told_command.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "commands/programs.h"
#include "runbook/shell.h"
#include "sql/statement.h"

namespace runbook {

bool ToldCommand::matters() const {
  using enum commands::Effect;
  return !never && (told || effect == changes || effect == destroys);
}

bool tells_to_do(std::string_view sentence) {
  static const std::set<std::string, std::less<>> verbs{
      "activate", "add",        "adjust",    "alert",     "announce",  "apply",    "approve",  "ask",
      "assign",   "attach",     "backup",    "begin",     "block",     "bring",    "build",    "call",
      "cancel",   "change",     "check",     "clean",     "clear",     "click",    "clone",    "close",
      "collect",  "commit",     "compare",   "complete",  "configure", "confirm",  "connect",  "consult",
      "contact",  "copy",       "create",    "cut",       "decide",    "delete",   "deploy",   "describe",
      "disable",  "disconnect", "document",  "download",  "drain",     "drop",     "edit",     "enable",
      "ensure",   "enter",      "escalate",  "evaluate",  "execute",   "export",   "fail",     "fetch",
      "fill",     "find",       "finish",    "fix",       "follow",    "gather",   "get",      "go",
      "grant",    "identify",   "import",    "inform",    "initiate",  "inspect",  "install",  "invite",
      "keep",     "kill",       "launch",    "let",       "list",      "load",     "lock",     "log",
      "login",    "look",       "make",      "manually",  "mark",      "measure",  "merge",    "migrate",
      "modify",   "monitor",    "move",      "navigate",  "note",      "notify",   "obtain",   "open",
      "page",     "pause",      "perform",   "ping",      "plan",      "point",    "post",     "prepare",
      "press",    "promote",    "provision", "publish",   "pull",      "push",     "put",      "re-enable",
      "re-run",   "read",       "reboot",    "rebuild",   "reconnect", "record",   "redeploy", "redirect",
      "reload",   "remove",     "rename",    "repeat",    "replace",   "report",   "rerun",    "reset",
      "resolve",  "restart",    "restore",   "resume",    "retry",     "return",   "revert",   "review",
      "revoke",   "roll",       "rollback",  "rotate",    "run",       "save",     "scale",    "schedule",
      "select",   "send",       "set",       "share",     "shut",      "shutdown", "sign",     "smoke",
      "ssh",      "start",      "stop",      "store",     "submit",    "suspend",  "switch",   "sync",
      "tag",      "take",       "tell",      "terminate", "test",      "tick",     "trigger",  "try",
      "turn",     "type",       "undo",      "uninstall", "unlock",    "unset",    "update",   "upgrade",
      "upload",   "use",        "validate",  "verify",    "view",      "visit",    "wait",     "warn",
      "watch",    "write"};
  std::string word;
  for (const char c : sentence.substr(0, 60)) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0 || (c == '-' && !word.empty()))
      word += c;
    else if (!word.empty())
      break;
  }
  return verbs.contains(base::to_lower(word));
}

// Programs whose names are words of a sentence as well.
static bool is_word_too(std::string_view program) {
  static constexpr std::array words{
      "make",  "find", "watch",  "install", "at",     "test",   "time",    "kill",   "sort",    "cut",  "join",
      "split", "date", "file",   "more",    "less",   "head",   "tail",    "touch",  "service", "who",  "write",
      "yes",   "wait", "import", "set",     "look",   "column", "command", "export", "let",     "read", "exit",
      "type",  "id",   "name",   "link",    "expand", "comm",   "script",  "top",    "last"};
  return std::ranges::find(words, program) != words.end();
}

static bool begins_with_assignment(std::string_view word) {
  const auto equals = word.find('=');
  if (equals != std::string_view::npos && word.substr(equals + 1).starts_with("$(")) return true;
  return equals != std::string_view::npos && equals > 0 && std::ranges::all_of(word.substr(0, equals), [](char c) {
           return (std::isupper(static_cast<unsigned char>(c)) != 0) || c == '_';
         });
}

// ./scripts/deploy.sh, /usr/bin/x; not /orders/42, which a server answers.
static bool is_script(std::string_view word) {
  return word.starts_with("./") || word.starts_with("../") || word.starts_with("~/") ||
         (word.find('/') != std::string_view::npos && (word.ends_with(".sh") || word.find("/bin/") != word.npos));
}

static bool is_known_program(std::string_view word) {
  return commands::find_program(word) != nullptr || word == "sudo" || word == "lockkeeper";
}

// The first line that holds a command, without a prompt.
static std::string first_line_of(std::string_view code) {
  for (const auto& line : script_lines(code)) {
    if (line.kind != ScriptLine::Kind::command) continue;
    auto text = base::trim(line.text);
    if (text.starts_with("$ ") || text.starts_with("# ")) text = base::trim(text.substr(2));
    return std::string(text);
  }
  return {};
}

static bool has_option(std::string_view line) {
  static const std::regex pattern(" --?[A-Za-z]", std::regex::optimize);
  return std::regex_search(line.begin(), line.end(), pattern);
}

static bool has_mark(std::string_view line) {
  static const std::regex made_of_parts(" [a-z]+[-_:][a-z]", std::regex::optimize);  // make scale-app
  return has_option(line) || line.find_first_of("=/>$") != std::string_view::npos ||
         std::regex_search(line.begin(), line.end(), made_of_parts);
}

static bool reads_as_shell(std::string_view code, bool in_backticks) {
  const auto line = first_line_of(code);
  const auto words = base::split(line, ' ');
  std::size_t at = 0;
  while (at < words.size() && begins_with_assignment(words[at])) ++at;
  if (at == words.size()) return words.front().find("=$(") != std::string_view::npos;
  const std::string_view program = words[at];
  if (is_script(program)) return true;
  if (at + 1 == words.size() || !is_known_program(program)) return false;
  return in_backticks || !is_word_too(program) || has_mark(line);
}

static std::optional<std::vector<sql::Statement>> read_as_sql(std::string_view text) {
  static constexpr std::array openings{"select ",  "insert ",     "update ",    "delete ",  "create ",   "alter ",
                                       "drop ",    "vacuum",      "analyze",    "reindex ", "truncate ", "grant ",
                                       "revoke ",  "comment on ", "refresh ",   "cluster ", "with ",     "call ",
                                       "do ",      "copy ",       "checkpoint", "begin",    "lock ",     "merge ",
                                       "explain ", "set ",        "reset ",     "reassign "};
  const auto lower = base::to_lower(base::trim(text));
  if (std::ranges::none_of(openings, [&](const char* opening) { return lower.starts_with(opening); })) return {};
  try {
    auto statements = sql::parse(text, "text");
    if (statements.empty()) return {};
    return statements;
  } catch (const base::Error&) {
    return {};
  }
}

bool reads_as_commands(std::string_view code) {
  constexpr std::size_t most = 64 * 1024;
  if (code.size() > most) return true;  // whatever it is, nobody reads past it
  return reads_as_shell(code, false) || read_as_sql(code);
}

static std::optional<commands::Effect> effect_of(const std::string& text) {
  commands::Surroundings surroundings;
  if (reads_as_shell(text, true)) {
    const auto judgement = commands::judge_shell(text, 1, surroundings);
    const auto* worst = judgement.worst();
    return worst ? worst->effect : commands::Effect::reads;
  }
  const auto statements = read_as_sql(text);
  // One word may be anything: CHECKPOINT, begin.
  if (!statements || text.find(' ') == std::string::npos) return std::nullopt;
  const auto judgement = commands::judge_sql(text, 1, surroundings);
  const auto* worst = judgement.worst();
  return worst ? worst->effect : commands::Effect::reads;
}

// What stands in front of the command in its sentence.
static std::string_view clause_before(std::string_view line, std::size_t at) {
  auto before = line.substr(0, at);
  for (const std::string_view end : {". ", "; ", ": ", " | ", "| "}) {
    if (const auto cut = before.rfind(end); cut != std::string_view::npos) before = before.substr(cut + end.size());
  }
  before = base::trim(before);
  while (!before.empty() && (before.front() == '-' || before.front() == '*' || before.front() == '+' ||
                             before.front() == '>' || before.front() == '|' || before.front() == ' '))
    before.remove_prefix(1);
  return before;
}

static bool says_never(std::string_view clause) {
  static const std::regex pattern(R"(\b(never|not|don'?t|doesn'?t|no longer|instead of|without|unlike|avoid)\b)",
                                  std::regex::icase | std::regex::optimize);
  return std::regex_search(clause.begin(), clause.end(), pattern);
}

static bool says_to(std::string_view clause) {
  static const std::regex pattern(
      R"(^(\*\*[^*]*\*\*:? *)?((then|next|now|and|please|first|finally|afterwards|also|again),? )*)"
      R"((re-?run|run|execute|invoke|type|enter|issue|start|stop|restart|use|call|launch|perform|apply|kill|drop|enable|disable)\b)"
      R"(|\b(and|then|,) (run|execute|type|issue|start|stop|restart)( \S+){0,3}( with| by| via| using)?:?$)",
      std::regex::icase | std::regex::optimize);
  return std::regex_search(clause.begin(), clause.end(), pattern);
}

// Without bullets, numbers and quotes.
static std::string_view without_marks(std::string_view line) {
  line = base::trim(line);
  while (line.starts_with("> ") || line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ "))
    line = base::trim(line.substr(2));
  return line;
}

// Nothing, or a word that says when: "Then: `x`".
static bool is_opening(std::string_view before) {
  static const std::regex pattern("^[-*+>]?((then|next|now|finally|first|afterwards|and)[,:]?)?$",
                                  std::regex::icase | std::regex::optimize);
  return std::regex_match(before.begin(), before.end(), pattern);
}

// "make env scale-app REPLICAS=0", and not a sentence.
static bool is_terse(std::string_view line) {
  const auto words = base::split(line, ' ');
  return words.size() > 1 && words.size() < 7 &&
         std::ranges::any_of(
             words,
             [](std::string_view word) {
               return word.size() > 2 && word.find_first_of("-_=/:", 1) < word.size() - 1;
             });
}

// "To start it, type: systemctl start app", and a line that is nothing but a command.
static std::optional<ToldCommand> bare_command(std::string_view line) {
  static const std::regex announced(R"(\b(run|execute|type|enter|issue|invoke)\b[^:`]{0,40}: +(\S.*)$)",
                                    std::regex::icase | std::regex::optimize);
  line = without_marks(line);
  if (line.empty() || line.find('`') != line.npos) return std::nullopt;
  const auto told = [&](std::string text, std::string_view clause) -> std::optional<ToldCommand> {
    const auto effect = effect_of(text);
    if (!effect) return std::nullopt;
    const bool never = says_never(clause);
    return ToldCommand{.line = 0, .text = std::move(text), .effect = *effect, .told = !never, .never = never};
  };
  std::match_results<std::string_view::const_iterator> match;
  if (std::regex_search(line.begin(), line.end(), match, announced)) {
    const std::string text = match[2].str();
    if (reads_as_commands(text)) return told(text, line.substr(0, static_cast<std::size_t>(match.position(2))));
  }
  const bool sql = line.ends_with(';') && read_as_sql(line);
  const bool shell = !line.ends_with('.') && (has_option(line) || is_terse(line)) && reads_as_shell(line, false);
  if (sql || shell) return told(std::string(line), {});
  return std::nullopt;
}

std::vector<ToldCommand> told_commands(std::span<const std::string_view> lines, int first) {
  constexpr std::size_t longest_line = 4000;
  std::vector<ToldCommand> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = lines[i].substr(0, longest_line);
    if (auto bare = bare_command(line)) {
      bare->line = first + static_cast<int>(i);
      out.push_back(std::move(*bare));
      continue;
    }
    for (auto open = line.find('`'); open != line.npos; open = line.find('`', open)) {
      const auto inner = line.find_first_not_of('`', open);
      const auto marks = inner == line.npos ? line.npos : inner - open;
      const auto close = inner == line.npos ? line.npos : line.find(std::string(marks, '`'), inner);
      if (close == line.npos) break;
      std::string text(base::trim(line.substr(inner, close - inner)));
      const auto clause = clause_before(line, open);
      const auto behind = base::trim(line.substr(close + marks));
      open = close + marks;
      const auto effect = effect_of(text);
      if (!effect) continue;
      const bool alone = is_opening(without_marks(line.substr(0, inner - marks))) && behind.size() < 2;
      const bool never = says_never(clause);
      out.push_back({.line = first + static_cast<int>(i),
                     .text = std::move(text),
                     .effect = *effect,
                     .told = !never && (alone || says_to(clause)),
                     .never = never});
    }
  }
  return out;
}

}  // namespace runbook
