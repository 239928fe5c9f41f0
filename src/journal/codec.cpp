#include "journal/codec.h"

namespace journal {

using base::Json;

Json written(const std::string& value) {
  return value;
}

Json written(bool value) {
  return value;
}

Json written(long long value) {
  return value;
}

Json written(double value) {
  return value;
}

Json written(base::Milliseconds value) {
  return value.count();
}

Json written(base::Instant value) {
  return base::format_instant(value);
}

static std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

static std::string as_text(const Json& json) {
  return json.is_string() ? json.get<std::string>() : dumped(json);
}

static std::string as_lines(const Json& json) {
  std::string lines;
  for (const auto& [key, each] : json.items()) {
    if (!lines.empty()) lines += '\n';
    lines += json.is_object() ? fmt::format("{}: {}", key, as_text(each)) : as_text(each);
  }
  return lines;
}

bool read(const Json& json, std::string& value) {
  if (json.is_null()) return false;
  value = json.is_structured() ? as_lines(json) : as_text(json);
  return true;
}

bool read(const Json& json, bool& value) {
  if (!json.is_boolean()) return false;
  value = json.get<bool>();
  return true;
}

bool read(const Json& json, long long& value) {
  if (!json.is_number() && !json.is_structured()) return false;
  value = json.is_number() ? json.get<long long>() : static_cast<long long>(json.size());
  return true;
}

bool read(const Json& json, double& value) {
  if (!json.is_number()) return false;
  value = json.get<double>();
  return true;
}

bool read(const Json& json, base::Milliseconds& value) {
  if (!json.is_number()) return false;
  value = base::Milliseconds(json.get<long long>());
  return true;
}

bool read(const Json& json, base::Instant& value) {
  const auto found = json.is_string() ? base::parse_instant(json.get<std::string>()) : std::nullopt;
  if (found) value = *found;
  return found.has_value();
}

}  // namespace journal
