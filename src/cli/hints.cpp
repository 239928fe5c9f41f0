#include "cli/hints.h"

#include "cli/commands.h"

namespace cli {

static std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

// A group's commands are alike: the first one tells.
static Repeats repeats_of(std::string_view word) {
  for (const auto& entry : commands()) {
    if (entry.id.substr(0, entry.id.find('-')) == word) return entry.item->repeats;
  }
  return {};
}

static bool names(std::string_view command, std::string_view option) {
  const auto at = command.find(option);
  return at != std::string_view::npos;
}

static std::string completed(std::string_view command, const Repeated& repeated) {
  std::string out(command);
  const auto word = first_word(command);
  if (word.empty() || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos) return out;
  const auto repeats = repeats_of(word);
  if (repeats.database && !names(command, "--env") && !names(command, "--database-url")) out += repeated.database;
  if (repeats.migrations && !names(command, "--dir")) out += repeated.migrations;
  if (repeats.config && !names(command, "--config")) out += repeated.config;
  return out;
}

// The quote that ends a command line: the next one that is not inside a quoted word of the command itself.
static std::size_t end_of_command(std::string_view text, std::size_t at) {
  for (bool in_word = false; at < text.size(); ++at) {
    if (text[at] == '\n') return std::string_view::npos;
    if (text[at] != '\'') continue;
    if (!in_word && text[at - 1] != ' ' && text[at - 1] != '=') return at;
    in_word = !in_word;
  }
  return std::string_view::npos;
}

std::string with_options(std::string_view text, const Repeated& repeated) {
  if (repeated.database.empty() && repeated.migrations.empty() && repeated.config.empty()) return std::string(text);
  static constexpr std::string_view opening = "'lockkeeper ";
  std::string out;
  std::size_t done = 0;
  for (auto at = text.find(opening); at != std::string_view::npos; at = text.find(opening, done)) {
    const auto begin = at + opening.size();
    const auto end = end_of_command(text, begin);
    out += text.substr(done, begin - done);
    done = begin;
    if (end == std::string_view::npos) continue;
    out += completed(text.substr(begin, end - begin), repeated);
    done = end;
  }
  return out + std::string(text.substr(done));
}

}  // namespace cli
