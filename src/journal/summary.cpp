#include "journal/summary.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "journal/events.h"

namespace journal {

using base::Json;

static constexpr std::size_t widest = 160;
static constexpr std::size_t most_fields = 4;

// A value as a word: texts without quotes, lists by their length.
static std::string word(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_structured() ? std::to_string(value.size()) : value.dump();
}

// The first texts and numbers of an event whose kind says nothing to us.
static std::string first_fields(const Json& data) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : data.items()) {
    if (value.is_structured() || value.is_null()) continue;
    parts.push_back(fmt::format("{} {}", key, word(value)));
    if (parts.size() == most_fields) break;
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// What a newer version, or another program, wrote besides. Every event may name the step that it belongs to.
static std::string further_fields(const EventKind& kind, const Json& data) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : data.items()) {
    if (key == "step" || value.is_null() || parts.size() == most_fields) continue;
    if (std::ranges::find(kind.fields(), key, &FieldDescription::key) != kind.fields().end()) continue;
    parts.push_back(fmt::format("{} {}", key, word(value)));
  }
  return parts.empty() ? std::string() : fmt::format(" ({})", fmt::join(parts, ", "));
}

// One line whatever the texts hold.
static std::string on_one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  }
  return base::shorten(base::trim(text), widest);
}

std::string sentence(const Event& event) {
  if (!event.data.is_object()) return event.data.dump();
  const auto* kind = find_kind(event.kind);
  return kind ? kind->sentence(event.data) + further_fields(*kind, event.data) : first_fields(event.data);
}

std::string summary(const Event& event) {
  return on_one_line(sentence(event));
}

}  // namespace journal
