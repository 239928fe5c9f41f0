// What the shell makes of words, as far as that is known before it runs.
#include "base/text.h"
#include "commands/judge.h"

namespace commands {

static const std::string unknown_text(1, unknown_piece);

std::string shown_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == unknown_piece)
      out += "…";
    else if (c == made_piece)
      out += "(a temporary file)";
    else
      out += c;
  }
  return out;
}

// Characters that stand for something else here must not come from the script.
static std::string without_marks(std::string text) {
  for (auto& c : text) {
    if (c == made_piece) c = unknown_piece;
  }
  return text;
}

static bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string Judge::value_of(const shell::Part& part) const {
  using Kind = shell::Part::Kind;
  if (part.kind == Kind::literal) return without_marks(part.text);
  if (part.kind == Kind::substitution) {
    auto output = output_of(*part.inside);
    if (!output) return unknown_text;
    while (output->ends_with('\n')) output->pop_back();
    return *output;
  }
  if (part.kind != Kind::variable) return unknown_text;
  std::optional<std::string> value;
  if (all_digits(part.text) && state_->positional && part.text != "0" && part.text.size() < 4) {
    const auto number = std::stoul(part.text);
    value = number <= state_->positional->size() ? (*state_->positional)[number - 1] : "";
  } else if (const auto found = state_->variables.find(part.text); found != state_->variables.end()) {
    value = found->second;
  }
  if (!part.instead) return value.value_or(unknown_text);
  if (value && !value->empty() && value->find(unknown_piece) == std::string::npos) return *value;
  if (value && value->empty()) return expand_text(*part.instead);
  return unknown_text;
}

std::string Judge::expand_text(const shell::Word& word) const {
  std::string out;
  for (const auto& part : word.parts) out += value_of(part);
  return out;
}

static bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

// An unquoted value becomes as many words as it has.
void Judge::expand_word(const shell::Word& word, std::vector<Argument>& out) const {
  using Kind = shell::Part::Kind;
  const bool all_positional = word.parts.size() == 1 && word.parts[0].kind == Kind::variable &&
                              (word.parts[0].text == "@" || word.parts[0].text == "*") && state_->positional;
  if (all_positional) {
    for (const auto& each : *state_->positional)
      out.push_back({.text = each, .shown = word.source, .line = word.line});
    return;
  }
  Argument now{.shown = base::one_line(word.source, 120), .pattern = word.pattern, .line = word.line};
  bool open = false;
  for (const auto& part : word.parts) {
    const auto value = value_of(part);
    if (part.kind == Kind::literal || part.quoted) {
      now.text += value;
      open = true;
      continue;
    }
    if (value.find_first_of("*?[") != std::string::npos) now.pattern = true;
    for (const char c : value) {
      if (c == unknown_piece) now.several = true;
      if (!is_white(c)) {
        now.text += c;
        open = true;
      } else if (open) {
        out.push_back(std::exchange(now, {.shown = now.shown, .line = word.line}));
        open = false;
      }
    }
  }
  if (open) out.push_back(std::move(now));
}

std::vector<Argument> Judge::expand(const std::vector<shell::Word>& words) const {
  std::vector<Argument> out;
  for (const auto& word : words) expand_word(word, out);
  for (auto& word : out) {
    if (word.text.find(unknown_piece) == std::string::npos && word.text.size() < 100 &&
        word.text.find(made_piece) == std::string::npos && word.shown.find('$') != std::string::npos)
      word.shown = word.text;
  }
  return out;
}

}  // namespace commands
