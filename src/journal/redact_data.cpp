#include "journal/redact_data.h"

#include "base/redact.h"
#include "base/text.h"

namespace journal {

static std::string valid(std::string_view text) {
  if (!base::first_invalid_utf8(text)) return std::string(text);
  const auto dumped = base::Json(std::string(text)).dump(-1, ' ', false, base::Json::error_handler_t::replace);
  return base::Json::parse(dumped).get<std::string>();
}

std::string clean(std::string_view text) {
  return valid(base::redact(text));
}

void clean(base::Json& data) {
  if (data.is_string()) {
    data = clean(data.get_ref<const std::string&>());
  } else if (data.is_array()) {
    for (auto& element : data) clean(element);
  } else if (data.is_object()) {
    for (auto& [key, value] : data.items()) {
      if (value.is_string() && !value.get_ref<const std::string&>().empty() && base::is_secret_name(key)) {
        value = "***";
      } else {
        clean(value);
      }
    }
  }
}

}  // namespace journal
