#include "runbook/expect_json.h"

#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "runbook/expect.h"

namespace runbook {

using base::Json;

// Deeper than anything that people write by hand; the comparison recurses.
static constexpr int deepest_json = 64;

// The object or list that begins at `at`, or nothing if it does not end or lies too deep.
static std::optional<std::string_view> value_at(std::string_view text, std::size_t at) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > deepest_json) return std::nullopt;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return text.substr(at, i + 1 - at);
    }
  }
  return std::nullopt;
}

static bool ends_word(char c) {
  return std::string_view(",:[]{} \t\r\n\"").find(c) != std::string_view::npos;
}

// {"a": X, "b": <id>, ...}: wildcards and operators that stand without quotes get some.
static std::string quote_bare_words(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"') {
      std::size_t end = i + 1;
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, text.size());
      out += text.substr(i, end - i);
      i = end;
    } else if (ends_word(c)) {
      out += c;
      ++i;
    } else {
      std::size_t end = i;
      while (end < text.size() && std::string_view(",:[]{}\"\n").find(text[end]) == std::string_view::npos) ++end;
      const auto word = base::trim(text.substr(i, end - i));
      const bool valid = Json::accept(word);
      out += valid ? std::string(word) : Json(std::string(word)).dump(-1, ' ', false, Json::error_handler_t::replace);
      i = end;
    }
  }
  // "…" alone inside an object stands for more fields, which are allowed anyway.
  for (const char* dots : {"\"...\"", "\"…\""}) {
    out = base::replace_all(std::move(out), fmt::format(", {}}}", dots), "}");
    out = base::replace_all(std::move(out), fmt::format(",{}}}", dots), "}");
    out = base::replace_all(std::move(out), fmt::format("{{{}}}", dots), "{}");
  }
  return out;
}

static std::optional<Json> parsed(std::string_view text) {
  auto json = Json::parse(text, nullptr, false);
  return json.is_discarded() || !json.is_structured() ? std::nullopt : std::optional(std::move(json));
}

// What was printed may hold other lines around it: headers of curl -i, a log's time.
static std::vector<Json> values_in(std::string_view output) {
  static constexpr std::size_t most = 100;
  static constexpr int most_tries = 1000;
  std::vector<Json> out;
  int tries = 0;
  for (std::size_t at = output.find_first_of("{[");
       at != std::string_view::npos && out.size() < most && ++tries < most_tries;) {
    const auto text = value_at(output.substr(0, at + 10'000'000), at);
    auto json = text ? parsed(*text) : std::nullopt;
    const std::size_t next = json ? at + text->size() : at + 1;
    if (json) out.push_back(*std::move(json));
    if (!text && tries > 20) break;  // what never ends is looked at from a few places only
    at = output.find_first_of("{[", next);
  }
  return out;
}

static std::string plain(const Json& json) {
  return json.is_string() ? json.get<std::string>() : json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

static bool is_dots(const Json& json) {
  return json.is_string() && (json == "..." || json == "…");
}

static void compare(const Json& expected, const Json& actual, const std::string& path, std::vector<std::string>& out);

static bool holds(const Json& expected, const Json& actual) {
  std::vector<std::string> differences;
  compare(expected, actual, "", differences);
  return differences.empty();
}

static void compare_lists(const Json& expected, const Json& actual, const std::string& path,
                          std::vector<std::string>& out) {
  static constexpr std::size_t most = 300;  // each is held against each
  const bool open = std::any_of(expected.begin(), expected.end(), is_dots);
  if (expected.size() > most || actual.size() > most) {
    if (expected != actual) out.push_back(fmt::format("{}: the lists differ", path));
    return;
  }
  std::vector<bool> used(actual.size());
  std::size_t wanted = 0;
  for (const auto& element : expected) {
    if (is_dots(element)) continue;
    ++wanted;
    std::size_t at = 0;
    while (at < actual.size() && (used[at] || !holds(element, actual[at]))) ++at;
    if (at == actual.size())
      out.push_back(fmt::format("{}: no element like {}", path, base::shorten(plain(element), 80)));
    else
      used[at] = true;
  }
  if (!open && actual.size() != wanted && out.empty()) {
    out.push_back(fmt::format("{}: expected {}, got {}", path,
                              base::count_of(static_cast<long long>(wanted), "element"), actual.size()));
  }
}

static void compare(const Json& expected, const Json& actual, const std::string& path,
                    std::vector<std::string>& out) {
  const std::string here = path.empty() ? "the answer" : path;
  if (expected.is_object() && actual.is_object()) {
    for (const auto& [key, value] : expected.items()) {
      const std::string inner = path.empty() ? key : path + "." + key;
      if (const auto found = actual.find(key); found == actual.end())
        out.push_back(fmt::format("{} is missing, expected {}", inner, base::shorten(plain(value), 80)));
      else
        compare(value, *found, inner, out);
    }
  } else if (expected.is_array() && actual.is_array()) {
    compare_lists(expected, actual, here, out);
  } else if (expected != actual && (expected.is_structured() || !value_matches(plain(expected), plain(actual)))) {
    out.push_back(fmt::format("{} is {}, expected {}", here, base::shorten(plain(actual), 80),
                              base::shorten(plain(expected), 80)));
  }
}

std::optional<std::string> json_difference(std::string_view expected, std::string_view output) {
  expected = base::trim(expected);
  if (!expected.starts_with('{') && !expected.starts_with('[')) return std::nullopt;
  const auto whole = value_at(expected, 0);
  if (!whole || whole->size() != expected.size()) return std::nullopt;
  const auto wanted = parsed(quote_bare_words(expected));
  if (!wanted) return std::nullopt;
  const auto values = values_in(output);
  if (values.empty()) return std::nullopt;
  std::optional<std::vector<std::string>> nearest;
  for (const auto& value : values) {
    std::vector<std::string> differences;
    compare(*wanted, value, "", differences);
    if (differences.empty()) return "";
    if (!nearest || differences.size() < nearest->size()) nearest = std::move(differences);
  }
  if (nearest->size() > 20) nearest->resize(20);
  return fmt::format("{}", fmt::join(*nearest, "\n"));
}

}  // namespace runbook
