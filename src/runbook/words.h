// Text as words that can be looked for, in any of the languages that runbooks are written in. Pure.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runbook {

/// "Étape 1 : Prévenir" is "étape", "1", "prévenir": in lower case, punctuation and signs dropped.
struct WordList {
  std::vector<std::string> list;
  std::string joined;  // without anything between them, for languages that write none
};
/// At most the first 400 bytes.
WordList words_of(std::string_view text);

inline bool is_any_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Chinese, Japanese or Korean: looked for anywhere, not word by word.
bool is_unspaced(std::string_view phrase);

/// A phrase as languages.h writes them, made ready once.
struct Phrase {
  std::vector<std::string> tokens;
  bool at_begin = false;
  bool at_end = false;
  bool unspaced = false;
};
Phrase read_phrase(std::string_view text);

/// The word at which the phrase begins; for an unspaced one the byte in `joined`. Nothing where it is not there.
std::optional<std::size_t> find_phrase(const Phrase& phrase, const WordList& words);

}  // namespace runbook
