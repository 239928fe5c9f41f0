#include "journal/redact_data.h"

#include "base/redact.h"
#include "base/text.h"

namespace journal {

// std::regex takes a stack frame for every character it looks at, so long texts are given to it in pieces.
static constexpr std::size_t longest_piece = 2048;

// A secret must not be told from its name by a cut: "password = " and "PASSWORD " stay with what follows.
static bool promises_a_secret(std::string_view text) {
  text = base::trim(text);
  if (text.ends_with('=')) return true;
  constexpr std::string_view word = "password";
  return text.size() >= word.size() && base::to_lower(text.substr(text.size() - word.size())) == word;
}

// Where to cut `text`: after the last line of the first piece, else after its last word, else anywhere.
static std::size_t cut(std::string_view text) {
  if (text.size() <= longest_piece) return text.size();
  for (const std::string_view separators : {"\n", "\n\t "}) {
    std::size_t end = text.substr(0, longest_piece).find_last_of(separators);
    while (end != std::string_view::npos && end > 0 && promises_a_secret(text.substr(0, end))) {
      end = text.find_last_of(separators, end - 1);
    }
    if (end != std::string_view::npos && end > 0) return end + 1;
  }
  return longest_piece;
}

static std::string valid(std::string_view text) {
  if (!base::first_invalid_utf8(text)) return std::string(text);
  const auto dumped = base::Json(std::string(text)).dump(-1, ' ', false, base::Json::error_handler_t::replace);
  return base::Json::parse(dumped).get<std::string>();
}

std::string clean(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = cut(text);
    out += base::redact(text.substr(0, end));
    text.remove_prefix(end);
  }
  return valid(out);
}

static bool names_a_secret(std::string_view key) {
  const std::string lower = base::to_lower(key);
  return lower.ends_with("password") || lower.ends_with("passphrase") || lower.ends_with("secret");
}

void clean(base::Json& data) {
  if (data.is_string()) {
    data = clean(data.get_ref<const std::string&>());
  } else if (data.is_array()) {
    for (auto& element : data) clean(element);
  } else if (data.is_object()) {
    for (auto& [key, value] : data.items()) {
      if (value.is_string() && names_a_secret(key)) {
        value = "***";
      } else {
        clean(value);
      }
    }
  }
}

}  // namespace journal
