// Judges a call by the forms of its catalogue entry.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

static bool matches_word(std::string_view pattern, const Argument& word) {
  if (!word.known()) return pattern == "*";
  const auto ways = base::split(pattern, '|');
  return std::any_of(ways.begin(), ways.end(),
                     [&](std::string_view way) { return way == word.text || base::glob_matches(way, word.text); });
}

// How many operands the form's words take; nothing where they are not there.
static std::optional<std::size_t> matches_form(const Form& form, const std::vector<Argument>& operands) {
  std::size_t at = 0;
  for (const auto pattern : base::split(form.words, ' ')) {
    if (pattern.empty()) continue;
    if (pattern == ".") return at == operands.size() ? std::optional(at) : std::nullopt;  // nothing more
    if (at >= operands.size() || !matches_word(pattern, operands[at])) return std::nullopt;
    ++at;
  }
  return at;
}

static std::string value_named(std::string_view name, const Options& options, std::size_t behind) {
  if (name == "*") {
    std::vector<std::string> all;
    for (std::size_t at = behind; at < options.operands.size(); ++at) all.push_back(options.operands[at].shown);
    if (const auto* file = options.find("-f"); all.empty() && file && file->value)
      return fmt::format("what {} names", file->value->shown);
    return all.empty() ? behind > 0 ? "" : "what it is given" : fmt::format("{}", fmt::join(all, " "));
  }
  if (name.starts_with("-")) {
    const auto* option = options.find(name);
    return option && option->value ? option->value->shown : "what it is given";
  }
  if (name == "0") {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < behind; ++at) all.push_back(options.operands[at].shown);
    return fmt::format("{}", fmt::join(all, " "));
  }
  const auto number = static_cast<std::size_t>(name.front() - '0');
  const auto at = behind + number - 1;
  return number > 0 && at < options.operands.size() ? options.operands[at].shown : "what it is given";
}

// "deletes the {1} {2}"
static std::string filled(std::string_view pattern, const Options& options, std::size_t behind) {
  std::string out;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    const auto close = pattern.find('}', open);
    out += pattern.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    out += value_named(pattern.substr(open + 1, close - open - 1), options, behind);
    pattern.remove_prefix(close + 1);
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

static std::string words_of(const std::string& name, const Options& options) {
  std::string out = name;
  for (std::size_t at = 0; at < options.operands.size() && at < 3; ++at) out += " " + options.operands[at].shown;
  return out;
}

void Call::by_forms() {
  for (const auto& form : program_.forms) {
    const auto given = options(form.options);
    const auto behind = matches_form(form, given.operands);
    if (!behind) continue;
    if (given.any && given.any->before < *behind) {  // what was taken for a word may be its value
      not_known(fmt::format("what {} does with {}", name_, given.any->shown));
      return;
    }
    const bool asked = form.effect >= Effect::unknown;
    // What is asked anyway may have options that are not known.
    if (!asked && refuses(given)) return;
    CommandJudgement judgement{.effect = form.effect, .elsewhere = std::string(place_.elsewhere)};
    if (form.effect == Effect::unknown)
      judgement.not_known = filled(form.does, given, *behind);
    else
      judgement.does = filled(form.does, given, *behind);
    if (!form.never_ends.empty()) judgement.never_ends = filled(form.never_ends, given, *behind);
    if (!form.session.empty()) judgement.session = filled(form.session, given, *behind);
    if (!form.terminal.empty()) judgement.terminal = filled(form.terminal, given, *behind);
    if (judgement.elsewhere.empty()) judgement.elsewhere = program_.elsewhere;
    add_with_marks(given, std::move(judgement));
    return;
  }
  const auto given = options();
  const bool only =
      std::any_of(given.given.begin(), given.given.end(), [](const auto& option) { return option.mark == "only"; });
  if (only && given.unknown.empty())
    reads();
  else
    not_known(fmt::format("what {} does", words_of(name_, given)));
}

}  // namespace commands
