#include "runbook/vocabulary.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace runbook {

namespace {

using Phrases = std::vector<Phrase>;

// A language's lists, made ready once.
struct Vocabulary {
  std::set<std::string, std::less<>> common;
  std::array<Phrases, 30> lists;  // as in all_lists
};

}  // namespace

static Phrases read_phrases(std::string_view list) {
  Phrases out;
  for (const auto each : base::split(list, ',')) {
    if (!base::trim(each).empty()) out.push_back(read_phrase(each));
  }
  return out;
}

static constexpr std::array<List, 30> all_lists{
    &Language::rollback,  &Language::emergency, &Language::trouble,  &Language::readies, &Language::denies,
    &Language::condition, &Language::whether,   &Language::optional, &Language::only,    &Language::forbidden,
    &Language::example,   &Language::stop,      &Language::approval, &Language::waits,   &Language::otherwise,
    &Language::choose,    &Language::expected,  &Language::shows,    &Language::apart,   &Language::once,
    &Language::halt,      &Language::way,       &Language::step,     &Language::means,   &Language::returns,
    &Language::recovery,  &Language::outdated,  &Language::instance, &Language::prints,  &Language::pause};

static std::size_t index_of(List list) {
  return static_cast<std::size_t>(std::find(all_lists.begin(), all_lists.end(), list) - all_lists.begin());
}

// In the order of languages().
static const std::vector<Vocabulary>& vocabularies() {
  static const auto made = [] {
    std::vector<Vocabulary> out;
    for (const auto& entry : languages()) {
      auto& vocabulary = out.emplace_back();
      for (const auto word : base::split(entry.item->common, ',')) vocabulary.common.emplace(base::trim(word));
      for (std::size_t i = 0; i < all_lists.size(); ++i)
        vocabulary.lists[i] = read_phrases(entry.item->*all_lists[i]);
    }
    return out;
  }();
  return made;
}

const std::vector<Phrase>& phrases_of(std::size_t language, List list) {
  return vocabularies()[language].lists[index_of(list)];
}

bool is_common(std::size_t language, const std::string& word) {
  return vocabularies()[language].common.contains(word);
}

bool holds_common(std::size_t language, const std::string& word) {
  const auto& common = vocabularies()[language].common;
  return std::any_of(common.begin(), common.end(),
                     [&](const auto& each) { return word.find(each) != std::string::npos; });
}

std::size_t english_index() {
  const auto all = languages();
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [](const auto& entry) { return entry.id == "english"; }) - all.begin());
}

std::optional<std::size_t> Asked::find_in_any(List list) const {
  static const auto every = [] {
    std::vector<std::size_t> all(languages().size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
  }();
  return find(list, every);
}

bool Asked::stands_before(List list, std::size_t at) const {
  if (at == 0 || at > words_.list.size()) return false;
  const WordList one{.list = {words_.list[at - 1]}, .joined = words_.list[at - 1]};
  return Asked(one, which_).says(list);
}

std::vector<std::size_t> Asked::all(List list) const {
  std::vector<std::size_t> out;
  for (const auto language : which_) {
    for (const auto& phrase : phrases_of(language, list)) {
      if (const auto at = find_phrase(phrase, words_)) out.push_back(*at);
    }
  }
  return out;
}

std::optional<std::size_t> Asked::find(List list, const std::vector<std::size_t>& which) const {
  std::optional<std::size_t> first;
  for (const auto language : which) {
    for (const auto& phrase : phrases_of(language, list)) {
      const auto at = find_phrase(phrase, words_);
      if (at && (!first || *at < *first)) first = at;
    }
  }
  return first;
}

}  // namespace runbook
