#include "lint/shell_text.h"

#include <algorithm>
#include <list>
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/shell_commands.h"
#include "runbook/fence.h"
#include "runbook/markdown.h"
#include "runbook/printed.h"
#include "runbook/shell.h"
#include "runbook/transcript.h"
#include "shell/script.h"

namespace lint {

std::string ShellCommand::program() const {
  if (words.empty()) return {};
  return words[0].substr(words[0].rfind('/') + 1);  // npos + 1 is 0
}

bool ShellCommand::has(std::string_view word) const {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool ShellCommand::flag(char letter, std::string_view long_name) const {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (!long_name.empty() && (word == long_name || word.starts_with(std::string(long_name) + "="))) return true;
    if (letter != 0 && word.size() > 1 && word[0] == '-' && word[1] != '-' &&
        word.find(letter) != std::string_view::npos)
      return true;
  }
  return false;
}

std::string ShellCommand::value(char letter, std::string_view long_name) const {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const bool last = i + 1 == words.size();
    if (!long_name.empty() && word == long_name) return last ? std::string() : words[i + 1];
    if (!long_name.empty() && word.starts_with(std::string(long_name) + "="))
      return std::string(word.substr(long_name.size() + 1));
    if (letter == 0 || word.size() < 2 || word[0] != '-' || word[1] == '-') continue;
    const auto at = word.find(letter);
    if (at == std::string_view::npos) continue;
    if (at + 1 < word.size()) return std::string(word.substr(at + 1));
    return last ? std::string() : words[i + 1];
  }
  return {};
}

std::string ShellCommand::text() const {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

const Redirection* ShellCommand::redirection(std::string_view op) const {
  for (const auto& each : redirections) {
    if (each.op == op) return &each;
  }
  return nullptr;
}

int column_of(std::string_view line, std::size_t offset) {
  int column = 1;
  for (const char c : line.substr(0, offset)) column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return column;
}

const runbook::Section* section_at(const Document& document, int line) {
  const runbook::Section* found = nullptr;
  for (const auto& section : document.book.sections) {
    const bool over = section.last_line > 0 && line > section.last_line;
    if (section.line <= line && !over) found = &section;
  }
  return found;
}

// The commands of a fence, as many lines as it has: without prompts, and without what came back.
static std::string commands_alone(const std::string& text, const std::string& language) {
  if (language == "console" || (language == "bash" && runbook::looks_like_transcript(text))) {
    auto found = runbook::read_transcript(text);
    if (found.of == runbook::Transcript::Of::shell) return std::move(found.commands);
    return std::string(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), '\n');
  }
  return language == "bash" ? runbook::split_printed(text, language, 1).commands : text;
}

// Columns count in the file, where the fence may be indented; a line of the content is the end of the file's line.
static void move_to_file(const Document& document, std::string_view script, const Fence& fence,
                         std::vector<ShellCommand>& commands) {
  const auto content = base::lines(script);
  for (auto& command : commands) {
    const auto in_file = document.line(command.line);
    const auto index = static_cast<std::size_t>(command.line - fence.line);
    if (index >= content.size() || in_file.size() < content[index].size()) continue;
    const auto indent = in_file.size() - content[index].size();
    command.column = column_of(in_file, indent + static_cast<std::size_t>(command.column - 1));
  }
}

// Rows to be loaded, or a file pasted into the text: rules read a fence many times over, and ShellCheck takes a
// kilobyte for every byte.
static constexpr std::size_t most_fence_bytes = 256 * 1024;

// postgresql.conf, an ini file, properties: a name, a sign with blanks around it, a value. A shell takes the name for
// a command.
static bool is_configuration(const std::string& text) {
  static const std::regex setting(R"(^[A-Za-z][\w.-]*(\s+=\s*\S|\s+=$|:\s+\S))");
  static const std::regex header(R"(^\[[A-Za-z][\w.: -]*\]$)");
  int settings = 0;
  int headers = 0;
  for (const auto line : base::lines(text)) {
    const auto shown = base::trim(line);
    if (shown.empty() || shown.starts_with("#") || shown.starts_with(";")) continue;
    const std::string begin(shown.substr(0, 200));
    if (std::regex_search(begin, header)) {
      ++headers;
    } else if (std::regex_search(begin, setting)) {
      ++settings;
    } else {
      return false;
    }
  }
  return settings >= 3 || (settings > 0 && headers > 0);
}

// <placeholders> as words without the signs and blanks of the shell, so that they can be put back afterwards.
static constexpr char opened = '\1';
static constexpr char closed = '\2';
static constexpr char blank = '\3';

// Behind another < it is the end of a here-document: cat <<EOF>out.txt
static const std::regex& placeholders() {
  static const std::regex pattern(R"((?:^|[^<])(<[A-Za-z][\w.-]*(?: [\w.-]+)*>))");
  return pattern;
}

// The script with each placeholder changed in place, to as many characters.
template <class Change>
static std::string with_placeholders(const std::string& script, Change&& change) {
  std::string out;
  for (const auto line : base::lines(script)) {
    std::string text(line);
    std::smatch match;
    while (text.size() < 2000 && std::regex_search(text, match, placeholders()))
      change(text, static_cast<std::size_t>(match.position(1)), static_cast<std::size_t>(match.length(1)));
    out += text + '\n';
  }
  return out;
}

static std::string masked(const std::string& script) {
  return with_placeholders(script, [](std::string& text, std::size_t at, std::size_t length) {
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(at);
    std::replace(first, first + static_cast<std::ptrdiff_t>(length), ' ', blank);
    text[at] = opened;
    text[at + length - 1] = closed;
  });
}

static void unmask(std::string& text) {
  for (auto& c : text) c = c == opened ? '<' : c == closed ? '>' : c == blank ? ' ' : c;
}

static void unmask(commands::CommandJudgement& judgement) {
  for (auto* text : {&judgement.text, &judgement.does, &judgement.not_known, &judgement.elsewhere, &judgement.session,
                     &judgement.terminal, &judgement.never_ends, &judgement.program})
    unmask(*text);
}

static void unmask(ShellCommand& command) {
  for (auto* list : {&command.words, &command.raw, &command.assignments}) {
    for (auto& text : *list) unmask(text);
  }
  for (auto& each : command.redirections) {
    unmask(each.target);
    unmask(each.body);
  }
}

static std::set<int> lines_beside(const std::vector<ShellCommand>& commands) {
  std::set<int> out;
  for (const auto& command : commands) {
    if (command.after == "&") out.insert(command.line);
  }
  return out;
}

static void add_fence(const Document& document, std::size_t index, commands::Surroundings& surroundings, Shell& out) {
  const auto& fence = out.fences[index];
  const auto text = masked(fence.text);
  std::vector<ShellCommand> commands;
  const auto scripts = runbook::parse_script(text, fence.line);
  for (const auto& script : scripts) {
    out.functions.merge(functions_of(script));
    const auto before = std::pair(out.used.size(), out.set.size());
    add_variables(script, out.used, out.set);
    for (auto at = before.first; at < out.used.size(); ++at) out.used[at].fence = index;
    for (auto at = before.second; at < out.set.size(); ++at) out.set[at].fence = index;
    for (auto& each : simple_commands(script)) commands.push_back(std::move(each));
  }
  move_to_file(document, text, fence, commands);
  const auto beside_lines = lines_beside(commands);
  for (const auto& script : scripts) {
    for (auto& judgement : commands::judge(script, surroundings).commands) {
      unmask(judgement);
      const bool beside = beside_lines.contains(judgement.line);
      out.judged.push_back({.says = std::move(judgement), .fence = index, .beside = beside});
    }
  }
  for (auto& command : commands) {
    command.fence = index;
    unmask(command);
    out.commands.push_back(std::move(command));
  }
}

static Shell read_shell(const Document& document) {
  Shell out;
  runbook::for_each_block(runbook::read_markdown(document.text), [&](const runbook::Block& block) {
    if (block.kind != runbook::Block::Kind::fence) return;
    Fence fence{.language = runbook::read_info(block.info).language,
                .info = block.info,
                .text = block.text,
                .opening = block.first,
                .line = block.first + 1,
                .closed = block.closed};
    if (const auto* section = section_at(document, block.first)) fence.section = *section;
    if (fence.section) fence.phase = fence.section->phase;
    fence.too_large = fence.text.size() > most_fence_bytes;
    fence.configuration = !fence.too_large && fence.shell() && is_configuration(fence.text);
    if (fence.shell()) fence.text = commands_alone(block.text, fence.language);
    out.fences.push_back(std::move(fence));
  });
  commands::Surroundings surroundings;
  for (std::size_t i = 0; i < out.fences.size(); ++i) {
    if (out.fences[i].shell()) add_fence(document, i, surroundings, out);
  }
  return out;
}

const Shell& shell_of(const Document& document) {
  struct Kept {
    const Document* document;
    std::string hash;  // an address alone may be that of a document that is gone
    std::string text;
    Shell shell;
  };
  constexpr std::size_t most = 16;
  thread_local std::list<Kept> kept;  // newest first; a list: answers stay where they are
  for (const auto& each : kept) {
    if (each.document == &document && each.hash == document.book.hash && each.text == document.text)
      return each.shell;
  }
  kept.push_front({&document, document.book.hash, document.text, read_shell(document)});
  if (kept.size() > most) kept.pop_back();
  return kept.front().shell;
}

Finding finding_at(const ShellCommand& command, std::string message, std::string better) {
  return {.line = command.line, .column = command.column, .message = std::move(message), .better = std::move(better)};
}

Finding finding_at(const Document& document, const JudgedCommand& command, std::string message, std::string better) {
  const auto line = document.line(command.says.line);
  const auto word = command.says.text.substr(0, command.says.text.find(' '));
  return {.line = command.says.line,
          .column = std::max(document.column_of(command.says.line, word),
                             column_of(line, std::min(line.find_first_not_of(" \t"), line.size()))),
          .message = std::move(message),
          .better = std::move(better)};
}

void add_once(std::vector<Finding>& findings, std::vector<Finding> same) {
  if (same.empty()) return;
  auto first = std::move(same.front());
  std::vector<int> lines;
  for (std::size_t i = 1; i < same.size(); ++i) {
    if (same[i].line != first.line && (lines.empty() || lines.back() != same[i].line)) lines.push_back(same[i].line);
  }
  if (!lines.empty()) {
    std::string list;
    constexpr std::size_t shown = 12;
    for (std::size_t i = 0; i < std::min(lines.size(), shown); ++i)
      list += (i > 0 ? ", " : "") + std::to_string(lines[i]);
    if (lines.size() > shown) list += " …";
    first.message += fmt::format(" (also at {} {})", lines.size() == 1 ? "line" : "lines", list);
  }
  findings.push_back(std::move(first));
}

std::string without_placeholders(const std::string& script) {
  return with_placeholders(script, [](std::string& text, std::size_t at, std::size_t length) {
    text.replace(at, length, std::string(length, 'X'));
  });
}

static bool matches(const std::string& text, const std::regex& pattern) {
  return text.size() < 2000 && std::regex_search(text, pattern);
}

bool applies_migrations(const ShellCommand& command) {
  static const std::regex tools(
      R"(\b(prisma migrate deploy|db:migrate\b|migrate:(up|deploy|latest|run|production)|migration:run|flyway\b.* migrate\b|)"
      R"(liquibase\b.* update\b|alembic\b.* upgrade|goose\b.* up\b|dbmate\b.* (up|migrate)\b|sqlx migrate run|)"
      R"(diesel migration run|manage\.py migrate\b|sqitch deploy|lockkeeper up|migrate\b.* up\b|apply-migrations|)"
      R"(knex migrate:latest|typeorm migration:run|run[-_]migrations?))");
  static const std::regex dry(R"(--dry-run|--dryrun|-n\b|--status|--plan\b)");
  const auto text = command.text();
  if (matches(text, dry)) return false;
  if (matches(text, tools)) return true;
  if (command.program() != "psql") return false;
  static const std::regex folder(R"((^|/)migrations?/)");
  static const std::regex back(R"(rollback|down|revert|undo)");
  const auto file = command.value('f', "--file");
  return matches(file, folder) && !matches(file, back);
}

bool changes_something(const ShellCommand& command) {
  if (applies_migrations(command)) return true;
  static const std::regex kubernetes(
      R"(^(kubectl|oc)\b.* ?(set env|scale|apply|delete|patch|rollout (restart|undo))\b)");
  static const std::regex services(R"(^(systemctl|service)\b.*\b(stop|start|restart|reload)\b)");
  static const std::regex data(R"(\b(alter|create|drop|truncate|update|insert|delete|vacuum|reindex)\s)",
                               std::regex::icase);
  const auto text = command.text();
  return matches(text, kubernetes) || matches(text, services) ||
         (command.program() == "psql" && matches(command.value('c', "--command"), data));
}

std::vector<ShellCommand> commands_in(std::string_view script, int line) {
  return simple_commands(shell::parse(script, line));
}

}  // namespace lint
