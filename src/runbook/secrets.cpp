#include "runbook/secrets.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace runbook {

Secrets::Secrets(std::vector<std::string> values) : values_(std::move(values)) {
  std::erase_if(values_, [](const std::string& value) { return value.empty(); });
  std::sort(values_.begin(), values_.end(),
            [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

std::string Secrets::hide(std::string_view text) const {
  std::string out(text);
  for (const auto& value : values_) {
    if (out.find(value) != std::string::npos) out = base::replace_all(std::move(out), value, "***");
  }
  return out;
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

std::string Hiding::add(std::string_view piece) {
  if (secrets_->empty()) return std::string(piece);
  // Whole secrets first, so that the end of one is not taken for the beginning of the next.
  std::string whole = secrets_->hide(waiting_ + std::string(piece));
  const auto undecided = secrets_->undecided(whole);
  waiting_ = whole.substr(whole.size() - undecided);
  whole.resize(whole.size() - undecided);
  return whole;
}

std::string Hiding::end() {
  return secrets_->hide(std::exchange(waiting_, {}));
}

}  // namespace runbook
