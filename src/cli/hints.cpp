#include "cli/hints.h"

#include <algorithm>
#include <array>

namespace cli {

// What each command's page says it looks at; "backup" stands for all commands of the group.
static constexpr std::array asks_database{
    "up",     "down",     "status",  "plan",   "validate", "effects", "snapshot", "rates",       "run",   "check",
    "health", "baseline", "resolve", "backup", "lock",     "watch",   "fix",      "maintenance", "locks", "drift"};
static constexpr std::array reads_migrations{"up",      "down", "status", "plan",     "validate",
                                             "effects", "fix",  "lint",   "baseline", "resolve"};
static constexpr std::array reads_nothing{"help", "explain", "sandbox"};

template <class List>
static bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

static std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

static bool names(std::string_view command, std::string_view option) {
  const auto at = command.find(option);
  return at != std::string_view::npos;
}

static std::string completed(std::string_view command, const Repeated& repeated) {
  std::string out(command);
  const auto word = first_word(command);
  if (word.empty() || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos) return out;
  if (holds(asks_database, word) && !names(command, "--env") && !names(command, "--database-url"))
    out += repeated.database;
  if (holds(reads_migrations, word) && !names(command, "--dir")) out += repeated.migrations;
  if (!holds(reads_nothing, word) && !names(command, "--config")) out += repeated.config;
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
