// The page of the kinds, from their descriptions.
#include "journal/events.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace journal {

const EventKind* find_kind(std::string_view kind) {
  for (const auto& entry : events()) {
    if (entry.item->kind == kind) return entry.item;
  }
  return nullptr;
}

static std::string told(const FieldDescription& field) {
  std::string out = fmt::format("`{}`{}{}", field.key, field.shape, field.maybe ? "?" : "");
  std::vector<std::string> within;
  for (const auto& each : field.within) within.push_back(told(each));
  const auto inner = fmt::format("{}", fmt::join(within, ", "));
  if (!inner.empty()) return fmt::format("{} ({}{}{})", out, field.about, field.about.empty() ? "" : ": ", inner);
  return field.about.empty() ? out : fmt::format("{} ({})", out, field.about);
}

std::string kinds_table() {
  std::string out = "| kind | what happened | data |\n| --- | --- | --- |\n";
  for (const auto& entry : events()) {
    const auto& kind = *entry.item;
    std::vector<std::string> fields;
    for (const auto& field : kind.fields()) fields.push_back(told(field));
    const auto data = base::replace_all(fmt::format("{}", fmt::join(fields, ", ")), "|", "\\|");
    out += fmt::format("| `{}`{} | {} | {} |\n", kind.kind, kind.of_database ? " ◆" : "", kind.about, data);
  }
  return out;
}

}  // namespace journal
