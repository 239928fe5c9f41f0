// The phrases of the languages made ready, and a text that is asked for them. Used by tongue.cpp and meaning.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "runbook/languages.h"
#include "runbook/words.h"

namespace runbook {

/// One of a language's lists of phrases.
using List = std::string_view Language::*;

/// Of a language, by its place in languages().
const std::vector<Phrase>& phrases_of(std::size_t language, List list);
/// Whether the language has the word in every text.
bool is_common(std::size_t language, const std::string& word);
/// Whether a part of the word is, for languages that write no spaces.
bool holds_common(std::size_t language, const std::string& word);

std::size_t english_index();

/// Asks a text for phrases in some languages. Words and languages must outlive it.
class Asked {
 public:
  Asked(const WordList& words, const std::vector<std::size_t>& which) : words_(words), which_(which) {}

  /// Where the first phrase of the list stands.
  [[nodiscard]] std::optional<std::size_t> find(List list) const { return find(list, which_); }
  [[nodiscard]] bool says(List list) const { return find(list).has_value(); }
  /// The same in every language that is known.
  [[nodiscard]] std::optional<std::size_t> find_in_any(List list) const;
  /// A word of the list stands right in front of the word at `at`.
  [[nodiscard]] bool stands_before(List list, std::size_t at) const;
  /// Places of all phrases of the list, one for each phrase.
  [[nodiscard]] std::vector<std::size_t> all(List list) const;

 private:
  [[nodiscard]] std::optional<std::size_t> find(List list, const std::vector<std::size_t>& which) const;

  const WordList& words_;
  const std::vector<std::size_t>& which_;
};

}  // namespace runbook
