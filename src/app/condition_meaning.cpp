#include "app/condition_meaning.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace app {

using Meaning = ConditionGroup::Meaning;

// Words with one space around each, so that a beginning of a word is found with " x" and a word with " x ".
static std::string spaced(std::string_view title) {
  std::string out = " ";
  for (const char c : base::to_lower(title)) {
    const bool of_word = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '\'' || (c & 0x80) != 0;
    if (of_word)
      out += c;
    else if (!out.ends_with(' '))
      out += ' ';
  }
  return out + (out.ends_with(' ') ? "" : " ");
}

template <std::size_t count>
static bool says_any(const std::string& text, const std::array<std::string_view, count>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

Meaning meaning_of_conditions(std::string_view title) {
  static constexpr std::array<std::string_view, 9> negations{
      " not ", "n't ", "n’t ", " never ", " no need ", " needless ", " no rollback ", " unnecessary ", " without "};
  static constexpr std::array<std::string_view, 17> ways_back{
      " rollback", " roll back", " rolling back", " revert",  " abort", " stop", " halt",    " back out", " backout",
      " restore",  " undo",      " cancel",       " abandon", " pause", " fail", " escalat", " trigger"};
  static constexpr std::array<std::string_view, 18> ways_on{
      " success",     " acceptance ", " exit criteria ", " entry criteria ",
      " completion ", " complete ",   " done ",          " continue ",
      " proceed ",    " go ",         " going ",         " resume ",
      " ready ",      " pass",        " healthy ",       " keep ",
      " start ",      " deploy "};
  const auto text = base::replace_all(spaced(title), " no go ", " nogo ");
  const bool negated = says_any(text, negations);
  if (says_any(text, ways_back)) return negated ? Meaning::neither : Meaning::trigger;
  if (text.find(" nogo ") != std::string::npos) return Meaning::trigger;
  if (says_any(text, ways_on)) return negated ? Meaning::trigger : Meaning::target;
  return Meaning::neither;
}

}  // namespace app
