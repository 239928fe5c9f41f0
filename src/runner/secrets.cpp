#include "runner/secrets.h"

#include <algorithm>

namespace runner {

static constexpr std::string_view stars = "***";

Secrets::Secrets(std::vector<std::string> values) : values_(std::move(values)) {
  std::erase_if(values_, [](const std::string& value) { return value.empty(); });
}

std::vector<Secrets::Span> Secrets::find(std::string_view text, std::size_t hidden) const {
  std::vector<Span> found;
  if (hidden > 0) found.push_back({.begin = 0, .end = hidden});
  for (const auto& value : values_) {
    for (auto at = text.find(value); at != std::string_view::npos; at = text.find(value, at + 1))
      found.push_back({.begin = at, .end = at + value.size()});
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

std::size_t Secrets::undecided(std::string_view text) const {
  std::size_t longest = 0;
  for (const auto& value : values_) {
    for (std::size_t size = std::min(value.size() - 1, text.size()); size > longest; --size) {
      if (text.ends_with(std::string_view(value).substr(0, size))) longest = size;
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
