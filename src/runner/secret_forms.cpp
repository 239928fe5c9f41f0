#include "runner/secret_forms.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"

namespace runner {

static constexpr std::size_t shortest_form = 8;

static bool is_unreserved(unsigned char c) {
  return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.' || c == '~';
}

// `kept`: what this program leaves as it is besides letters and digits.
static std::string in_address(std::string_view value, std::string_view kept, bool upper, bool plus) {
  std::string out;
  for (const char c : value) {
    if (plus && c == ' ')
      out += '+';
    else if (is_unreserved(static_cast<unsigned char>(c)) || kept.find(c) != std::string_view::npos)
      out += c;
    else
      out += upper ? fmt::format("%{:02X}", static_cast<unsigned char>(c))
                   : fmt::format("%{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

// With a backslash before each of these.
static std::string escaped(std::string_view value, std::string_view specials) {
  std::string out;
  for (const char c : value) {
    if (specials.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// JSON's own escapes alone, and with those for what is not ASCII. Without the quotes around it.
static std::string in_json(const std::string& value, bool ascii) {
  const auto text = base::Json(value).dump(-1, ' ', ascii, base::Json::error_handler_t::replace);
  return text.substr(1, text.size() - 2);
}

static std::string in_html(const std::string& value) {
  std::string out = value;
  for (const auto& [from, to] : {std::pair{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}})
    out = base::replace_all(out, from, to);
  return out;
}

static std::string in_hex(std::string_view value) {
  std::string out;
  for (const char c : value) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

static std::string base64(std::string_view bytes) {
  static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += letters[(bits >> static_cast<unsigned>(count)) & 63U];
    }
  }
  return out;  // bits of the last letter that others follow are left out
}

// What base64 has of the value where `before` bytes of others stand in front of it, modulo three.
static std::string in_base64(const std::string& value, std::size_t before) {
  const auto letters = base64(std::string(before, '\0') + value);
  return letters.substr(std::min(letters.size(), (before * 8 + 5) / 6));
}

std::vector<std::string> written_forms(const std::string& value) {
  std::vector<std::string> out{value};
  const auto add = [&](std::string form) {
    if (form.size() >= shortest_form && std::ranges::find(out, form) == out.end()) out.push_back(std::move(form));
  };
  for (const bool upper : {true, false}) {
    add(in_address(value, "", upper, false));
    add(in_address(value, "", upper, true));
    add(in_address(value, "/", upper, false));
    add(in_address(value, "!*'()", upper, false));  // encodeURIComponent
  }
  for (const bool ascii : {true, false}) {
    const auto json = in_json(value, ascii);
    add(json);
    add(base::replace_all(json, "/", "\\/"));
    add(escaped(json, "\\\""));  // JSON in JSON
  }
  add(escaped(value, "\\\"$`"));                           // declare -x NAME="…"
  add(escaped(value, "\\\"'$`&|;()<>*?[]#~= %!{}^, \t"));  // printf %q, as it can be
  add(escaped(value, "\\\"'$`&|;()<>*?[]# !{}^,\t"));      // and as bash does it
  add(base::replace_all(value, "'", "'\\''"));             // '…'\''…'
  add(base::replace_all(value, "'", "''"));                // SQL
  add(in_html(value));
  if (value.size() < shortest_form - 2) return out;  // of a short one base64 and hex leave too little to be sure
  add(in_hex(value));
  for (const std::size_t before : {0U, 1U, 2U}) {
    const auto standard = in_base64(value, before);
    add(standard);
    add(base::replace_all(base::replace_all(standard, "+", "-"), "/", "_"));
  }
  return out;
}

}  // namespace runner
