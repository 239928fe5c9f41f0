#include "fix/names.h"

#include <algorithm>

#include <fmt/format.h>

namespace fix {

static constexpr std::size_t longest = 63;

// At most so many bytes, never within a character.
static std::string clip(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return std::string(text.substr(0, bytes));
}

std::string object_name(std::string_view table, std::string_view columns, std::string_view label) {
  const auto overhead = (columns.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  const auto room = longest - overhead;
  auto first = table.size();
  auto second = columns.size();
  while (first + second > room) (first > second ? first : second) -= 1;
  std::string name = clip(table, first);
  if (!columns.empty()) name += "_" + clip(columns, second);
  if (!label.empty()) name += "_" + std::string(label);
  return name;
}

// The columns' names joined, at most 63 bytes (ChooseIndexNameAddition).
static std::string joined(const std::vector<std::string>& columns) {
  std::string text;
  for (const auto& column : columns) {
    if (!text.empty()) text += '_';
    text += column;
    if (text.size() >= longest) break;
  }
  return clip(text, longest);
}

static bool constraint_is_there(const std::string& schema, const std::string& name, const pg::Catalog& catalog) {
  return std::any_of(catalog.relations.begin(), catalog.relations.end(), [&](const auto& entry) {
    return entry.first.schema == schema &&
           std::any_of(entry.second.constraints.begin(), entry.second.constraints.end(),
                       [&](const pg::Constraint& one) { return one.name == name; });
  });
}

static bool relation_is_there(const std::string& schema, const std::string& name, const pg::Catalog& catalog) {
  return std::any_of(catalog.relations.begin(), catalog.relations.end(), [&](const auto& entry) {
    return entry.first.schema == schema && (entry.first.name == name || entry.second.index(name) != nullptr);
  });
}

template <class Taken>
static std::string choose(const std::string& table, const std::vector<std::string>& columns, std::string_view label,
                          Taken&& taken) {
  for (int pass = 0;; ++pass) {
    const auto numbered = pass == 0 ? std::string(label) : fmt::format("{}{}", label, pass);
    auto name = object_name(table, joined(columns), numbered);
    if (!taken(name)) return name;
  }
}

std::string choose_index_name(const pg::Name& table, const std::vector<std::string>& columns, std::string_view label,
                              const pg::Catalog& catalog) {
  return choose(table.name, label == "pkey" ? std::vector<std::string>{} : columns, label, [&](const auto& name) {
    return relation_is_there(table.schema, name, catalog) ||
           (label != "idx" && constraint_is_there(table.schema, name, catalog));
  });
}

std::string choose_constraint_name(const pg::Name& table, const std::vector<std::string>& columns,
                                   std::string_view label, const pg::Catalog& catalog) {
  return choose(table.name, columns, label,
                [&](const auto& name) { return constraint_is_there(table.schema, name, catalog); });
}

}  // namespace fix
