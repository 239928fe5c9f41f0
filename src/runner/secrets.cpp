#include "runner/secrets.h"

#include <algorithm>

#include "runner/secret_forms.h"

namespace runner {

static constexpr std::string_view stars = "***";

// Programs break lines where they like: a secret of this length is found across their ends.
static constexpr std::size_t shortest_wrapped = 8;

namespace {

// A text without the ends of its lines, and where each of its bytes stands in the whole.
struct Unwrapped {
  explicit Unwrapped(std::string_view whole) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      if (whole[at] == '\n' || whole[at] == '\r') continue;
      text += whole[at];
      places.push_back(at);
    }
  }
  // A line that has no more than the first byte of a secret is not held back for it.
  [[nodiscard]] bool begins(std::size_t at) const {
    return at + 1 >= places.size() || places[at + 1] == places[at] + 1;
  }
  std::string text = {};
  std::vector<std::size_t> places = {};
};

}  // namespace

Secrets::Secrets(std::vector<std::string> values) {
  std::erase_if(values, [](const std::string& value) { return value.empty(); });
  for (const auto& value : values) {
    for (auto& form : written_forms(value)) {
      auto unwrapped = Unwrapped(form).text;
      auto& list = unwrapped.size() < shortest_wrapped ? values_ : long_;
      auto& kept = unwrapped.size() < shortest_wrapped ? form : unwrapped;
      if (std::ranges::find(list, kept) == list.end()) list.push_back(std::move(kept));
    }
  }
}

std::vector<Secrets::Span> Secrets::find(std::string_view text, std::size_t hidden) const {
  std::vector<Span> found;
  if (hidden > 0) found.push_back({.begin = 0, .end = hidden});
  for (const auto& value : values_) {
    for (auto at = text.find(value); at != std::string_view::npos; at = text.find(value, at + 1))
      found.push_back({.begin = at, .end = at + value.size()});
  }
  if (!long_.empty()) {
    const Unwrapped lines(text);
    for (const auto& value : long_) {
      for (auto at = lines.text.find(value); at != std::string::npos; at = lines.text.find(value, at + 1)) {
        if (lines.begins(at))
          found.push_back({.begin = lines.places[at], .end = lines.places[at + value.size() - 1] + 1});
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> out;
  for (const auto& span : found) {
    if (!out.empty() && span.begin < out.back().end)
      out.back().end = std::max(out.back().end, span.end);
    else
      out.push_back(span);
  }
  return out;
}

std::string Secrets::hide(std::string_view text) const {
  std::string out;
  std::size_t at = 0;
  for (const auto& span : find(text)) {
    out += text.substr(at, span.begin - at);
    out += stars;
    at = span.end;
  }
  return out + std::string(text.substr(at));
}

void Secrets::hide(base::Json& data) const {
  if (empty()) return;
  if (data.is_string()) {
    data = hide(data.get<std::string>());
  } else if (data.is_structured()) {
    for (auto& each : data) hide(each);
  }
}

// How much of the end of `text` is the beginning of `value`.
static std::size_t begun(std::string_view text, std::string_view value) {
  for (std::size_t size = std::min(value.size() - 1, text.size()); size > 0; --size) {
    if (text.ends_with(value.substr(0, size))) return size;
  }
  return 0;
}

std::size_t Secrets::undecided(std::string_view text) const {
  std::size_t longest = 0;
  for (const auto& value : values_) longest = std::max(longest, begun(text, value));
  if (long_.empty()) return longest;
  // What is longer than the longest of them, ends of lines left aside, decides nothing.
  const Unwrapped lines(text);
  for (const auto& value : long_) {
    for (std::size_t size = begun(lines.text, value); size > 0;
         size = begun(lines.text, std::string_view(value).substr(0, size))) {
      const auto at = lines.text.size() - size;
      const bool alone = size == 1 && lines.places[at] + 1 < text.size();  // and its line has ended
      if (!lines.begins(at) || alone) continue;
      longest = std::max(longest, text.size() - lines.places[at]);
      break;
    }
  }
  return longest;
}

// Shows all of `text` but the last `keep` bytes, which wait: with what comes next they may become another secret, or
// a longer one.
std::string Hiding::show(std::string_view text, std::size_t keep) {
  const std::size_t limit = text.size() - keep;
  std::string out;
  std::size_t at = 0;
  std::size_t hidden = 0;
  for (const auto& span : secrets_->find(text, hidden_)) {
    if (span.begin >= limit && !(span.begin == 0 && hidden_ > 0)) break;
    const bool shown_before = span.begin == 0 && hidden_ > 0;
    if (!shown_before) {
      out += text.substr(at, span.begin - at);
      out += stars;
    }
    at = span.end;
    if (at > limit) hidden = at - limit;
  }
  if (at < limit) out += text.substr(at, limit - at);
  hidden_ = hidden;
  return out;
}

std::string Hiding::add(std::string_view piece) {
  if (secrets_->empty()) return std::string(piece);
  const std::string text = waiting_ + std::string(piece);
  const auto keep = secrets_->undecided(text);
  auto out = show(text, keep);
  waiting_ = text.substr(text.size() - keep);
  return out;
}

std::string Hiding::end() {
  if (secrets_->empty()) return {};
  auto out = show(waiting_, 0);
  waiting_.clear();
  hidden_ = 0;
  return out;
}

}  // namespace runner
