#include "report/lookup.h"

#include <fmt/format.h>

namespace report {

using base::Json;

static const Json* find(const Json& data, const char* key) {
  if (!data.is_object()) return nullptr;
  const auto found = data.find(key);
  return found == data.end() || found->is_null() ? nullptr : &*found;
}

static std::string dumped(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

static std::string as_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_structured() || value.is_null() ? std::string() : dumped(value);
}

static std::string as_lines(const Json& value) {
  if (!value.is_structured()) return as_text(value);
  std::string lines;
  for (const auto& [key, element] : value.items()) {
    const std::string text = element.is_structured() ? dumped(element) : as_text(element);
    if (!lines.empty()) lines += '\n';
    lines += value.is_object() ? fmt::format("{}: {}", key, text) : text;
  }
  return lines;
}

std::string text_at(const Json& data, const char* key) {
  const Json* value = find(data, key);
  return value == nullptr ? std::string() : as_text(*value);
}

std::string lines_at(const Json& data, const char* key) {
  const Json* value = find(data, key);
  return value == nullptr ? std::string() : as_lines(*value);
}

std::optional<long long> number_at(const Json& data, const char* key) {
  const Json* value = find(data, key);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) return value->get<long long>();
  if (value->is_structured()) return static_cast<long long>(value->size());
  return std::nullopt;
}

std::optional<base::Milliseconds> span_at(const Json& data, const char* key) {
  const Json* value = find(data, key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return base::Milliseconds(value->get<long long>());
}

std::optional<bool> flag_at(const Json& data, const char* key) {
  const Json* value = find(data, key);
  if (value == nullptr || !value->is_boolean()) return std::nullopt;
  return value->get<bool>();
}

std::vector<std::string> texts_at(const Json& data, const char* key) {
  const Json* value = find(data, key);
  if (value == nullptr) return {};
  if (!value->is_array()) return value->is_structured() ? std::vector<std::string>() : std::vector{as_text(*value)};
  std::vector<std::string> texts;
  for (const auto& element : *value) texts.push_back(element.is_structured() ? dumped(element) : as_text(element));
  return texts;
}

std::vector<std::pair<std::string, std::string>> pairs_at(const Json& data, const char* key) {
  const Json* value = find(data, key);
  std::vector<std::pair<std::string, std::string>> pairs;
  if (value == nullptr) return pairs;
  if (value->is_object()) {
    for (const auto& [name, element] : value->items()) pairs.emplace_back(name, as_lines(element));
  } else if (value->is_array()) {
    for (const auto& element : *value) {
      const std::string name = text_at(element, "name");
      pairs.emplace_back(name.empty() ? text_at(element, "key") : name, lines_at(element, "value"));
    }
  }
  return pairs;
}

const Json& object_at(const Json& data, const char* key) {
  static const Json none = Json::object();
  const Json* value = find(data, key);
  return value != nullptr && value->is_object() ? *value : none;
}

std::string place_at(const Json& data, const char* key) {
  const Json& place = object_at(data, key);
  if (place.empty()) return text_at(data, key);
  std::string text = text_at(place, "file");
  for (const char* part : {"line", "column"}) {
    if (const auto number = number_at(place, part)) text += fmt::format(":{}", *number);
  }
  return text;
}

const Json& list_at(const Json& data, const char* key) {
  static const Json none = Json::array();
  const Json* value = find(data, key);
  return value != nullptr && value->is_array() ? *value : none;
}

}  // namespace report
