#include "base/redact.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"

namespace base {

// Small scanners instead of regular expressions: std::regex takes a stack frame for every character, and this is
// asked about every event.

static constexpr std::string_view stars = "***";

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
static bool is_of_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
static bool is_any_space(char c) {
  return is_blank(c) || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
static char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Like find, without regard to case; `word` is in lower case.
static std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0) {
  const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(),
                                 word.begin(), word.end(), [](char a, char b) { return small(a) == b; });
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

static bool is_any_of(std::string_view word, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

// "dbPassword", "DB_PASS", "x-api-key" → their words in lower case.
static std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out(1);
  char before = 0;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool begins = upper && before >= 'a' && before <= 'z';
    if (!is_of_word(c) || c == '_' || begins) out.emplace_back();
    if (is_of_word(c) && c != '_') out.back() += small(c);
    before = c;
  }
  std::erase(out, std::string());
  return out;
}

bool is_secret_name(std::string_view name) {
  const auto words = words_of(name);
  if (words.empty()) return false;
  const std::string_view last = words.back();
  const std::string_view before = words.size() > 1 ? std::string_view(words[words.size() - 2]) : "";
  for (const std::string_view ending :
       {"password", "passwd", "passwort", "passphrase", "passcode", "secret", "apikey", "accesskey", "privatekey",
        "secretkey", "authtoken", "accesstoken"}) {
    if (last.ends_with(ending) || last == std::string(ending) + "s") return true;
  }
  // What people call a blank: "Root password (temporary)".
  const bool label = name.find(' ') != std::string_view::npos;
  if (label && std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return word.ends_with("password") || word.ends_with("passphrase") || word.ends_with("passcode");
      }))
    return true;
  if (is_any_of(last, {"pwd", "pw", "token", "credential", "credentials", "pgpassword"})) return true;
  if (is_any_of(last, {"pass", "pin"})) return words.size() > 1;  // "pass: 12" counts tests
  if (last == "key" || last == "keys")
    return is_any_of(before,
                     {"api", "access", "private", "secret", "encryption", "signing", "auth", "account", "master"});
  if (last == "value" || last == "hash") return is_any_of(before, {"secret", "password", "token"});
  return false;
}

namespace {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

}  // namespace

// ${NAME} and $NAME stand for a value, and show none.
static bool is_reference(std::string_view value) {
  if (!value.starts_with('$')) return false;
  value.remove_prefix(1);
  if (value.starts_with('{') && value.ends_with('}')) value = value.substr(1, value.size() - 2);
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
  }) && !is_digit(value.front());
}

// Words and small numbers that stand where a secret might, and are none.
static bool is_plain_value(std::string_view value) {
  const auto word = to_lower(value);
  if (is_any_of(word, {"null", "none", "true", "false", "nil", "undefined", "on", "off", "yes", "no", "***"}))
    return true;
  return value.size() <= 5 && std::all_of(value.begin(), value.end(), is_digit);
}

// The end of what a quote opens at `at`, behind its closing one; the end of the text where it is not closed.
static std::size_t end_of_quoted(std::string_view text, std::size_t at, bool backslashes) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (backslashes && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (at + 1 < text.size() && text[at + 1] == quote && quote == '\'')
        ++at;
      else
        return at + 1;
    }
  }
  return text.size();
}

// $$…$$ and $tag$…$tag$; nothing where none begins there.
static std::optional<std::size_t> end_of_dollar_quoted(std::string_view text, std::size_t at) {
  auto open = at + 1;
  while (open < text.size() && is_of_word(text[open])) ++open;
  if (open >= text.size() || text[open] != '$' || (open > at + 1 && is_digit(text[at + 1]))) return std::nullopt;
  const auto mark = text.substr(at, open - at + 1);
  const auto close = text.find(mark, open + 1);
  return close == std::string_view::npos ? text.size() : close + mark.size();
}

// ---- scheme://user:password@host ----

// What is looked at around a place is bounded, so that a text of nothing but such places takes linear time.
static constexpr std::size_t longest_address = 4096;
static constexpr std::size_t longest_indent = 200;

static void find_in_urls(std::string_view text, std::vector<Span>& out) {
  for (auto at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
    if (at == 0 || !(is_letter(text[at - 1]) || is_digit(text[at - 1]))) continue;
    const auto begin = at + 3;
    const auto near = text.substr(0, begin + longest_address);
    const auto end = std::min(near.find_first_of(" \t\r\n\"'`<>", begin), near.size());
    const auto authority = std::min(text.find_first_of("/?#", begin), end);
    // A password may hold any of these unescaped: where no @ stands before them, the first behind them counts.
    auto sign = text.substr(begin, authority - begin).rfind('@');
    if (sign == std::string_view::npos) {
      const auto colon = text.substr(begin, authority - begin).find(':');
      if (colon == std::string_view::npos) continue;
      sign = text.substr(begin, end - begin).find('@');
      if (sign == std::string_view::npos) continue;
    }
    const auto user_end = text.substr(begin, sign).find(':');
    if (user_end != std::string_view::npos) {
      if (user_end + 1 < sign) out.push_back({begin + user_end + 1, begin + sign});
    } else if (sign >= 20) {
      out.push_back({begin, begin + sign});  // https://ghp_…@github.com
    }
  }
}

// ---- name=value, name: value, "name": "value" ----

// What stands for the value at `at`, without its quotes.
static Span value_at(std::string_view text, std::size_t at, bool to_line_end) {
  if (at >= text.size()) return {at, at};
  const char first = text[at];
  if (first == '"' || first == '\'') {
    // \"password\":\"x\" in a text within a text ends at the next \".
    const auto end = end_of_quoted(text, at, first == '"');
    const bool closed = end <= text.size() && end > at + 1 && text[end - 1] == first;
    return {at + 1, closed ? end - 1 : end};
  }
  if (first == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\'')) {
    const auto close = text.find(text.substr(at, 2), at + 2);
    return {at + 2, std::min(close, text.size())};
  }
  if (first == '$') {
    if (const auto end = end_of_dollar_quoted(text, at)) return {at, *end};
  }
  if (text.substr(at).starts_with("${")) {
    const auto close = text.find_first_of("} \t\r\n'\"", at);
    if (close != std::string_view::npos && text[close] == '}') return {at, close + 1};
  }
  const auto end = std::min(text.find_first_of(to_line_end ? "\r\n" : " \t\r\n'\"&;,`|)}]", at), text.size());
  auto span = Span{at, end};
  while (span.end > span.begin && is_blank(text[span.end - 1])) --span.end;
  return span;
}

static void find_named(std::string_view text, std::vector<Span>& out) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '=' && text[at] != ':') continue;
    if (text.substr(at).starts_with("://") || text.substr(at).starts_with("::")) {
      ++at;
      continue;
    }
    if (text[at] == '=' && at > 0 && (text[at - 1] == '!' || text[at - 1] == '<' || text[at - 1] == '>')) continue;
    auto end = at;
    while (end > 0 && is_blank(text[end - 1])) --end;
    if (end > 0 && (text[end - 1] == '"' || text[end - 1] == '\'')) {
      --end;
      if (end > 0 && text[end - 1] == '\\') --end;
    }
    auto begin = end;
    while (begin > 0 && (is_of_word(text[begin - 1]) || text[begin - 1] == '-' || text[begin - 1] == '.')) --begin;
    if (begin == end || !is_secret_name(text.substr(begin, end - begin))) continue;
    auto from = at + 1;
    if (text[at] == '=' && from < text.size() && (text[from] == '>' || text[from] == '=')) ++from;
    const bool colon = text[at] == ':';
    if (colon && from < text.size() && text[from] == '=') ++from;
    while (from < text.size() && is_blank(text[from])) ++from;
    // YAML's value goes to the end of its line, unless it stands in { … }.
    const auto near = text.substr(begin - std::min(begin, longest_indent), std::min(begin, longest_indent));
    const auto line = near.rfind('\n');
    const bool begins = line != std::string_view::npos || near.size() == begin;
    const auto before = line == std::string_view::npos ? near : near.substr(line + 1);
    const bool alone = colon && begins && before.find_first_not_of("- \t") == std::string_view::npos;
    const auto span = value_at(text, from, alone);
    const auto value = text.substr(span.begin, span.end - span.begin);
    if (value.empty() || is_reference(value) || is_plain_value(value)) continue;
    out.push_back(span);
    at = span.end > at ? span.end - 1 : at;
  }
}

// ---- PASSWORD '…' ----

static std::size_t skip_spaces_and_comments(std::string_view text, std::size_t at) {
  for (;;) {
    while (at < text.size() && is_any_space(text[at])) ++at;
    if (text.substr(at).starts_with("/*")) {
      const auto close = text.find("*/", at + 2);
      at = close == std::string_view::npos ? text.size() : close + 2;
    } else if (text.substr(at).starts_with("--")) {
      at = std::min(text.find('\n', at), text.size());
    } else {
      return at;
    }
  }
}

static void find_in_sql(std::string_view text, std::vector<Span>& out) {
  constexpr std::string_view word = "password";
  for (auto at = find_word(text, word); at != std::string_view::npos; at = find_word(text, word, at + 1)) {
    auto from = at + word.size();
    if (from < text.size() && (text[from] == '"' || text[from] == '\'')) ++from;  // OPTIONS ("password" 'x')
    if (from >= text.size() || is_of_word(text[from])) continue;
    from = skip_spaces_and_comments(text, from);
    if (from == at + word.size()) continue;
    bool backslashes = false;
    if (from + 1 < text.size() && (text[from] == 'E' || text[from] == 'e') && text[from + 1] == '\'') {
      backslashes = true;
      ++from;
    } else if (from + 2 < text.size() && small(text[from]) == 'u' && text[from + 1] == '&' &&
               text[from + 2] == '\'') {
      from += 2;
    }
    if (from >= text.size()) return;
    if (text[from] == '$') {
      if (const auto end = end_of_dollar_quoted(text, from)) {
        const auto mark = text.find('$', from + 1) - from + 1;
        const bool closed = *end >= from + 2 * mark && text.substr(*end - mark, mark) == text.substr(from, mark);
        out.push_back({from + mark, closed ? *end - mark : *end});
        at = *end - 1;
      }
    } else if (text.substr(from).starts_with("''") && from + 2 < text.size() &&
               std::string_view(" \t\r\n;,)'").find(text[from + 2]) == std::string_view::npos) {
      const auto end = std::min(text.find("''", from + 2), text.size());  // in a literal, where quotes are doubled
      out.push_back({from + 2, end});
      at = end - 1;
    } else if (text[from] == '"' &&
               text.substr(at + word.size(), from - at - word.size()).find('"') == std::string_view::npos) {
      const auto end = end_of_quoted(text, from, false);
      const bool closed = end > from + 1 && text[end - 1] == '"';
      if (end > from + (closed ? 2U : 1U)) out.push_back({from + 1, closed ? end - 1 : end});
      at = end - 1;
    } else if (text[from] == '\'') {
      const auto end = end_of_quoted(text, from, backslashes);
      const bool closed = end > from + 1 && text[end - 1] == '\'';
      if (end > from + (closed ? 2U : 1U)) out.push_back({from + 1, closed ? end - 1 : end});
      at = end - 1;
    }
  }
}

// ---- Bearer …, Authorization: …, curl -u user:password ----

static bool is_of_token(char c) {
  return is_letter(c) || is_digit(c) || (c != '\0' && std::string_view("-._~+/=").find(c) != std::string_view::npos);
}

static std::size_t end_of_token(std::string_view text, std::size_t at) {
  while (at < text.size() && is_of_token(text[at])) ++at;
  return at;
}

static void find_authorization(std::string_view text, std::vector<Span>& out) {
  const auto token_behind = [&](std::size_t from, std::size_t shortest) {
    while (from < text.size() && is_blank(text[from])) ++from;
    const auto end = end_of_token(text, from);
    if (end >= from + shortest) out.push_back({from, end});
  };
  for (auto at = find_word(text, "bearer "); at != std::string_view::npos; at = find_word(text, "bearer ", at + 1))
    token_behind(at + 7, 8);
  constexpr std::string_view header = "authorization";
  for (auto at = find_word(text, header); at != std::string_view::npos; at = find_word(text, header, at + 1)) {
    auto from = at + header.size();
    while (from < text.size() && std::string_view("\"' \t:=").find(text[from]) != std::string_view::npos) ++from;
    if (from == at + header.size()) continue;
    const auto word = end_of_token(text, from);
    const auto scheme = to_lower(text.substr(from, word - from));
    const bool named = is_any_of(scheme, {"basic", "bearer", "token", "digest", "negotiate", "apikey"});
    token_behind(named ? word : from, named ? 1 : 12);
  }
}

static void find_curl_user(std::string_view text, std::vector<Span>& out) {
  if (find_word(text, "curl") == std::string_view::npos && find_word(text, "wget") == std::string_view::npos) return;
  for (const std::string_view option : {"-u", "--user", "--proxy-user", "-U", "--http-password", "--ftp-password"}) {
    for (auto at = text.find(option); at != std::string_view::npos; at = text.find(option, at + 1)) {
      if (at > 0 && !is_any_space(text[at - 1])) continue;
      auto from = at + option.size();
      const bool attached = option.size() == 2;
      if (from >= text.size() || !(is_any_space(text[from]) || text[from] == '=' || attached)) continue;
      while (from < text.size() && (is_blank(text[from]) || text[from] == '=')) ++from;
      const auto span = value_at(text, from, false);
      const auto value = text.substr(span.begin, span.end - span.begin);
      if (option.ends_with("password")) {
        if (!value.empty()) out.push_back(span);
        continue;
      }
      const auto colon = value.find(':');
      if (colon == std::string_view::npos || is_reference(value.substr(colon + 1)) || colon + 1 == value.size())
        continue;
      out.push_back({span.begin + colon + 1, span.end});
    }
  }
}

static void find_private_keys(std::string_view text, std::vector<Span>& out) {
  constexpr std::string_view mark = "PRIVATE KEY-----";
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at)) {
    const auto begin = at + mark.size();
    const auto close = text.find("-----END", begin);
    const auto end = std::min(close, text.size());
    if (end > begin) out.push_back({begin, end});
    const auto next = close == std::string_view::npos ? close : text.find(mark, close);
    if (next == std::string_view::npos) return;
    at = next + mark.size();
  }
}

static std::string without(std::string_view text, std::vector<Span> spans) {
  if (spans.empty()) return std::string(text);
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t at = 0;
  for (const auto& span : spans) {
    if (span.end <= at) continue;
    if (span.begin > at || at == 0 || span.begin == 0) {
      out += text.substr(at, std::max(span.begin, at) - at);
      out += stars;
    }
    at = span.end;
  }
  return out + std::string(text.substr(at));
}

std::string redact(std::string_view text) {
  std::vector<Span> found;
  find_in_urls(text, found);
  find_named(text, found);
  find_in_sql(text, found);
  find_authorization(text, found);
  find_curl_user(text, found);
  find_private_keys(text, found);
  return without(text, std::move(found));
}

}  // namespace base
