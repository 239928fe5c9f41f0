// What headings and labels announce: a way of several, a step, what came back, a wait.
#include <algorithm>

#include "base/text.h"
#include "runbook/meaning.h"
#include "runbook/vocabulary.h"
#include "runbook/words.h"

namespace runbook {

static bool is_key(std::string_view word) {
  if (word.empty() || word.size() > 3) return false;
  if (std::isdigit(static_cast<unsigned char>(word[0])) != 0)
    return word.size() <= 2 && word.find_first_not_of("0123456789") == std::string_view::npos;
  if (word.size() == 1) return word[0] >= 'a' && word[0] <= 'h';
  for (const std::string_view each : {"ii", "iii", "iv", "vi", "一", "二", "三", "四", "五", "甲", "乙"}) {
    if (word == each) return true;
  }
  return word == "i";
}

// Where the key stands behind its word: the A of "Approach A".
static std::size_t place_of_key(std::string_view text, std::string_view way, std::string_view key) {
  const auto lower = base::to_lower(text);
  const auto word = lower.find(way);
  return lower.find(key, word == std::string::npos ? 0 : word + way.size());
}

// What stands behind the key, as written: "with kubectl" of "### Method 1: with kubectl".
static std::string title_behind(std::string_view text, std::size_t end_of_key) {
  auto rest = text.substr(std::min(end_of_key, text.size()));
  while (!rest.empty() && (std::string_view(" \t:.)-*").find(rest.front()) != std::string_view::npos))
    rest.remove_prefix(1);
  for (const std::string_view sign : {"–", "—", "："}) {
    if (rest.starts_with(sign)) rest.remove_prefix(sign.size());
  }
  while (rest.ends_with(':')) rest.remove_suffix(1);
  return std::string(base::trim(rest));
}

// The way, and what stands right behind its key.
std::optional<std::pair<Alternative, std::string>> Tongue::read_way(std::string_view text) const {
  text = base::trim(text).substr(0, 200);
  const auto words = words_of(text);
  if (words.list.empty()) return std::nullopt;
  const bool numbered =
      is_key(words.list.front()) && std::isdigit(static_cast<unsigned char>(words.list.front().front())) != 0;
  const std::size_t first = numbered && words.list.size() > 2 ? 1 : 0;
  for (const auto language : languages_) {
    for (const auto& phrase : phrases_of(language, &Language::way)) {
      const std::string_view way = phrase.tokens.front();
      std::string key;
      if (phrase.unspaced && words.joined.starts_with(way)) {
        const auto rest = std::string_view(words.joined).substr(way.size());
        key = rest.substr(0, std::isalnum(static_cast<unsigned char>(rest.empty() ? ' ' : rest[0])) != 0 ? 1 : 3);
      } else if (words.list.size() > first + 1 && words.list[first] == way) {
        key = words.list[first + 1];
      }
      if (!is_key(key)) continue;
      const auto at = place_of_key(text, way, key);
      if (at == std::string_view::npos) continue;
      Alternative out{.key = std::string(text.substr(at, key.size())), .title = title_behind(text, at + key.size())};
      if (out.title.empty()) out.title = std::string(text.ends_with(':') ? text.substr(0, text.size() - 1) : text);
      return std::pair(out, std::string(base::trim(text.substr(at + key.size()))));
    }
  }
  return std::nullopt;
}

std::optional<Alternative> Tongue::way_of(std::string_view text) const {
  const auto found = read_way(text);
  return found ? std::optional(found->first) : std::nullopt;
}

std::optional<Alternative> Tongue::way_labelled(std::string_view text) const {
  const auto found = read_way(text);
  if (!found) return std::nullopt;
  const std::string_view behind = found->second;
  const auto begins = [&](std::string_view sign) { return behind.starts_with(sign); };
  const bool label = behind.empty() || std::string_view(":.)(-*").find(behind.front()) != std::string_view::npos ||
                     begins("–") || begins("—") || begins("：") || begins("（");
  return label ? std::optional(found->first) : std::nullopt;
}

bool Tongue::says_otherwise(std::string_view text) const {
  const auto words = words_of(text);
  const auto at = Asked(words, languages_).find(&Language::otherwise);
  return at == std::optional<std::size_t>(0) && words.list.size() <= 12 && words.joined.size() < 120;
}

bool Tongue::says_choose(std::string_view text) const {
  const auto words = words_of(text);
  return Asked(words, languages_).says(&Language::choose);
}

bool Tongue::is_step(std::string_view heading) const {
  const auto text = base::trim(heading);
  const auto words = words_of(text);
  if (words.list.empty()) return false;
  const auto digits = text.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string_view::npos && digits <= 2 && (text[digits] == '.' || text[digits] == ')'))
    return digits + 1 < text.size() && text[digits + 1] == ' ';
  for (std::size_t language = 0; language < languages().size(); ++language) {
    for (const auto& phrase : phrases_of(language, &Language::step)) {  // whatever the rest is written in
      const std::string_view step = phrase.tokens.front();
      if (phrase.unspaced ? words.joined.find(step) < 12 && words.joined.find_first_of("0123456789") < 16
                          : words.list.size() > 1 && words.list[0] == step && is_key(words.list[1]))
        return true;
    }
  }
  return false;
}

bool Tongue::says_expected(std::string_view label) const {
  const auto words = words_of(label);
  if (words.list.size() > 8) return false;
  // About the work, and not about what it prints.
  for (const auto& word : words.list) {
    for (const std::string_view each : {"duration", "time", "change", "impact", "downtime", "behavio", "dauer",
                                        "durée", "duración", "duração", "durata", "duur", "minutes"}) {
      if (word.starts_with(each)) return false;
    }
  }
  const Asked asked(words, languages_);  // a short label is understood in any language
  const auto at = words.list.size() <= 3 ? asked.find_in_any(&Language::expected) : asked.find(&Language::expected);
  const std::size_t latest = words.list.size() <= 3 ? 0 : 2;
  return at && (*at <= latest || is_unspaced(words.joined));
}

bool Tongue::says_shown(std::string_view label) const {
  const auto words = words_of(label);
  if (words.list.size() > 4) return false;
  const auto at = Asked(words, languages_).find(&Language::shows);
  return at && *at <= 1;
}

bool Tongue::says_printed(std::string_view label) const {
  const auto words = words_of(label);
  if (words.list.empty() || words.list.size() > 7) return false;
  // "Check the output", "Print the response": something to do.
  const auto& first = words.list.front();
  if (is_any_of(first, {"check", "see",      "verify",  "look",   "inspect", "compare", "view", "show",
                        "save",  "redirect", "read",    "review", "tail",    "monitor", "copy", "note",
                        "watch", "get",      "print",   "list",   "run",     "query",   "find", "confirm",
                        "make",  "ensure",   "display", "store",  "keep",    "capture"}))
    return false;
  return Asked(words, languages_).says(&Language::prints);
}

bool Tongue::says_wait(std::string_view text) const {
  const auto words = words_of(text);
  return words.list.size() <= 25 && Asked(words, languages_).says(&Language::pause);
}

bool Tongue::says_precondition(std::string_view box) const {
  const auto meaning = meaning_of(box, Where::label);
  if (meaning != Meaning::stop && meaning != Meaning::approval) return false;
  const auto words = words_of(box);
  return !says_wait(box) || Asked(words, languages_).says(&Language::approval);
}

bool Tongue::is_about_recovery(std::string_view title) const {
  return std::ranges::any_of(words_of(title).list, [](const auto& word) {
    return word.starts_with("recover") || word.starts_with("restor") || word == "pitr" ||
           word.starts_with("wiederherstell") || word.starts_with("restaur") || word.starts_with("recuper") ||
           word.starts_with("herstel") || word.starts_with("ripristin") || word.starts_with("восстанов");
  });
}

bool Tongue::says_instance(std::string_view text) const {
  const auto words = words_of(text);
  return Asked(words, languages_).says(&Language::instance);
}

bool Tongue::says_apart(std::string_view heading) const {
  if (english()) return false;  // labels.cpp knows more of it
  const auto words = words_of(heading);
  const std::vector<std::size_t> others(languages_.begin() + 1, languages_.end());
  return Asked(words, others).find(&Language::apart) == std::optional<std::size_t>(0);
}

}  // namespace runbook
