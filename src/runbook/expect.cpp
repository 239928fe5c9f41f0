#include "runbook/expect.h"

#include <regex>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "runbook/expect_json.h"
#include "runbook/mojibake.h"

namespace runbook {

static std::string normal(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\x1b' && i + 1 < text.size() && text[i + 1] == '[') {  // colours
      i = text.find_first_not_of("0123456789;", i + 2);
      if (i == std::string_view::npos) break;
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  return mend_mojibake(std::string(base::trim(out)));
}

// A pattern of bytes: -1 is one byte of any kind, -2 any number of them.
static std::vector<int> pattern_of(const std::string& expected) {
  static constexpr int one = -1;
  static constexpr int many = -2;
  std::vector<int> out;
  const auto word = [&](std::size_t i) {
    return i < expected.size() && (std::isalnum(static_cast<unsigned char>(expected[i])) != 0 || expected[i] == '_');
  };
  for (std::size_t i = 0; i < expected.size();) {
    const std::string_view rest = std::string_view(expected).substr(i);
    std::size_t length = 0;
    if (std::string_view("XYZN").find(rest[0]) != std::string_view::npos && (i == 0 || !word(i - 1))) {
      length = std::min(rest.find_first_not_of(rest[0]), rest.size());
      if (word(i + length) || (rest[0] != 'X' && length > 1)) length = 0;
    } else if (rest.starts_with("…")) {
      length = std::string_view("…").size();
    } else if (rest.starts_with("...")) {
      length = 3;
    } else if (rest[0] == '<' && rest.find('>') != std::string_view::npos && rest.size() > 1 &&
               std::isalpha(static_cast<unsigned char>(rest[1])) != 0) {
      length = rest.find('>') + 1;
    }
    if (length == 0) {
      out.push_back(static_cast<unsigned char>(expected[i++]));
    } else {
      out.push_back(one);
      out.push_back(many);
      i += length;
    }
  }
  return out;
}

static bool pattern_matches(const std::vector<int>& pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == -2) {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == -1 || pattern[p] == static_cast<unsigned char>(text[t]))) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == -2) ++p;
  return p == pattern.size();
}

static std::optional<double> number_in(std::string_view text) {
  const std::string plain = base::replace_all(std::string(base::trim(text)).substr(0, 60), ",", "");
  static const std::regex pattern("^[$€]?([+-]?\\d+(\\.\\d+)?)\\s*(%|[A-Za-z]+)?$", std::regex::optimize);
  std::smatch match;
  if (!std::regex_match(plain, match, pattern)) return std::nullopt;
  return std::stod(match[1]);
}

// "110+", ">= 5", "at least 3", "under 500 ms": nothing when `expected` is not of the kind.
static std::optional<bool> operator_holds(const std::string& expected, std::string_view actual) {
  static const std::regex pattern(
      "^(>=|≥|=>|at least|min\\.?|<=|≤|at most|max\\.?|up to|>|more than|over|above|<|less "
      "than|under|below)\\s*([$€]?[\\d.,]+\\s*(%|[A-Za-z]+)?)$",
      std::regex::icase | std::regex::optimize);
  static const std::regex plus("^([\\d.,]+)\\s*\\+$", std::regex::optimize);
  std::smatch match;
  const std::string text = expected.substr(0, 60);
  std::string sign;
  std::optional<double> limit;
  if (std::regex_match(text, match, plus)) {
    sign = ">=";
    limit = number_in(match[1].str());
  } else if (std::regex_match(text, match, pattern)) {
    sign = base::to_lower(match[1].str());
    limit = number_in(match[2].str());
  }
  if (!limit) return std::nullopt;
  const auto value = number_in(actual);
  if (!value) return false;
  if (sign == ">=" || sign == "≥" || sign == "=>" || sign == "at least" || sign.starts_with("min"))
    return *value >= *limit;
  if (sign == "<=" || sign == "≤" || sign == "at most" || sign == "up to" || sign.starts_with("max"))
    return *value <= *limit;
  if (sign == ">" || sign == "more than" || sign == "over" || sign == "above") return *value > *limit;
  return *value < *limit;
}

bool value_matches(std::string_view expected, std::string_view actual) {
  const std::string want = normal(expected);
  const std::string have = normal(actual);
  if (want == have) return true;
  if (const auto holds = operator_holds(want, have)) return *holds;
  const auto a = number_in(want);
  const auto b = number_in(have);
  if (a && b && want.find_first_not_of("0123456789.,+-") == std::string::npos) return *a == *b;
  // psql prints booleans as t and f, people write true and false
  const auto boolean = [](const std::string& text) { return text == "t" ? "true" : text == "f" ? "false" : text; };
  if (boolean(want) == boolean(have) && (have == "t" || have == "f" || want == "t" || want == "f")) return true;
  return !have.empty() && pattern_matches(pattern_of(want), have);
}

// ---- rows ----

static std::optional<std::string> rows_expected(const std::string& text) {
  static const std::regex pattern("^(?:exactly )?(.{1,20}?)\\s*rows?\\.?$", std::regex::icase | std::regex::optimize);
  const std::string lower = base::to_lower(text.substr(0, 40));
  if (lower == "no rows" || lower == "empty" || lower == "none" || lower == "nothing" || lower == "no results")
    return "0";
  std::smatch match;
  if (text.size() > 40 || !std::regex_match(text, match, pattern)) return std::nullopt;
  const std::string count = match[1];
  if (number_in(count) || operator_holds(count, "0")) return count;
  return std::nullopt;
}

// 4 of "UPDATE 4", 1 of "INSERT 0 1".
static long long rows_in_tag(const std::string& tag) {
  const auto number = number_in(std::string_view(tag).substr(tag.rfind(' ') + 1));
  return number ? static_cast<long long>(*number) : 0;
}

static long long rows_of(const Produced& produced) {
  if (produced.is_query && produced.tables.empty() && !produced.tags.empty())
    return rows_in_tag(produced.tags.back().second);
  if (produced.is_query)
    return produced.tables.empty() ? 0 : static_cast<long long>(produced.tables.back().rows.size());
  const auto tables = read_tables(produced.output);
  if (!tables.empty()) return static_cast<long long>(tables.back().rows.size());
  const auto lines = base::lines(produced.output);
  return std::count_if(lines.begin(), lines.end(), [](std::string_view line) { return !base::trim(line).empty(); });
}

// ---- tables ----

static bool row_matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  if (expected.size() != actual.size()) return false;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (!value_matches(expected[i], actual[i])) return false;
  }
  return true;
}

static std::string joined(const std::vector<std::string>& cells) {
  return fmt::format("{}", fmt::join(cells, " | "));
}

static std::optional<std::string> table_difference(const TextTable& expected, const TextTable& actual, bool ordered) {
  if (expected.header.size() != actual.header.size()) {
    return fmt::format("expected {} ({}), got {} ({})", base::count_of(std::ssize(expected.header), "column"),
                       joined(expected.header), base::count_of(std::ssize(actual.header), "column"),
                       joined(actual.header));
  }
  for (std::size_t i = 0; i < expected.header.size(); ++i) {
    if (base::to_lower(expected.header[i]) != base::to_lower(actual.header[i]) &&
        !value_matches(expected.header[i], actual.header[i])) {
      return fmt::format("expected column {}, got {}", expected.header[i], actual.header[i]);
    }
  }
  std::vector<bool> used(actual.rows.size());
  std::vector<std::string> missing;
  // Equal rows first: a row of wildcards must not take the one that another row names, and a thousand equal rows must
  // not be held against a thousand others.
  std::vector<bool> paired(expected.rows.size());
  if (!ordered) {
    std::unordered_multimap<std::string, std::size_t> by_text;
    for (std::size_t j = 0; j < actual.rows.size(); ++j) by_text.emplace(normal(joined(actual.rows[j])), j);
    for (std::size_t i = 0; i < expected.rows.size(); ++i) {
      const auto same = by_text.find(normal(joined(expected.rows[i])));
      if (same == by_text.end() || expected.rows[i].size() != actual.rows[same->second].size()) continue;
      paired[i] = used[same->second] = true;
      by_text.erase(same);
    }
  }
  for (std::size_t i = 0; i < expected.rows.size(); ++i) {
    bool found = paired[i];
    if (ordered) {
      found = i < actual.rows.size() && row_matches(expected.rows[i], actual.rows[i]);
      if (found) used[i] = true;
    }
    for (std::size_t j = 0; !ordered && !found && j < actual.rows.size(); ++j) {
      if (used[j] || !row_matches(expected.rows[i], actual.rows[j])) continue;
      used[j] = found = true;
    }
    if (!found) missing.push_back("- " + joined(expected.rows[i]));
  }
  std::vector<std::string> extra;
  for (std::size_t j = 0; j < actual.rows.size(); ++j) {
    if (!used[j]) extra.push_back("+ " + joined(actual.rows[j]));
  }
  if (missing.empty() && extra.empty()) return std::nullopt;
  missing.insert(missing.end(), extra.begin(), extra.end());
  const std::size_t all = missing.size();
  if (all > 20) missing.resize(20);
  return fmt::format("expected {} (-), got {} (+)\n{}{}", base::count_of(std::ssize(expected.rows), "row"),
                     std::ssize(actual.rows), fmt::join(missing, "\n"), all > 20 ? "\n…" : "");
}

static std::optional<std::string> against_tables(const TextTable& expected, const Produced& produced) {
  const auto tables = produced.is_query ? produced.tables : read_tables(produced.output);
  if (tables.empty()) return "expected a table, got none";
  std::optional<std::string> last;
  for (const auto& table : tables) {
    last = table_difference(expected, table, produced.ordered);
    if (!last) return std::nullopt;
  }
  return last;
}

// ---- lines ----

static std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
  }
  return out;
}

static bool words_match(const std::vector<std::string_view>& want, const std::string& actual) {
  const auto have = base::split(actual, ' ');
  if (want.size() != have.size()) return false;
  for (std::size_t i = 0; i < want.size(); ++i) {
    if (!value_matches(want[i], have[i])) return false;
  }
  return true;
}

namespace {

// A line that should come, made ready once for however many lines came.
struct WantedLine {
  std::string text;
  bool json = false;
  bool within = false;       // may stand inside a longer line
  std::vector<int> pattern;  // of that
};

}  // namespace

static WantedLine wanted_line(std::string text) {
  WantedLine out{.text = std::move(text)};
  out.json = out.text.starts_with('{') || out.text.starts_with('[');
  // Within a longer line only what is more than a number, so that "0" is not found in "10 errors".
  out.within = out.text.size() >= 3 && !number_in(out.text) && !operator_holds(out.text, "0");
  out.pattern = pattern_of(out.json ? without_spaces(out.text) : out.text);
  out.pattern.insert(out.pattern.begin(), -2);
  out.pattern.push_back(-2);
  return out;
}

static bool line_matches(const WantedLine& wanted, const std::string& actual) {
  // First what is cheap: nearly every line that came is another one.
  if (wanted.within && pattern_matches(wanted.pattern, wanted.json ? without_spaces(actual) : actual)) return true;
  return value_matches(wanted.text, actual) || words_match(base::split(wanted.text, ' '), actual);
}

static std::optional<std::string> lines_difference(const Expectation& expectation, const Produced& produced) {
  std::vector<std::string> actual;
  for (const auto line : base::lines(produced.output)) {
    if (auto text = normal(line); !text.empty()) actual.push_back(std::move(text));
  }
  const std::unordered_set<std::string_view> exact(actual.begin(), actual.end());
  std::vector<std::string> missing;
  for (const auto line : base::lines(expectation.text)) {
    const auto want = wanted_line(normal(line));
    if (want.text.empty() || exact.contains(want.text)) continue;
    const bool found =
        std::any_of(actual.begin(), actual.end(), [&](const std::string& have) { return line_matches(want, have); });
    if (!found) missing.push_back("- " + want.text);
  }
  if (missing.empty()) return std::nullopt;
  std::string out = missing.size() == 1 ? "this line did not come:\n" : "these lines did not come:\n";
  out += fmt::format("{}", fmt::join(missing, "\n"));
  if (actual.empty()) return out + "\nnothing was printed";
  out += "\nit printed:";
  for (std::size_t i = actual.size() > 5 ? actual.size() - 5 : 0; i < actual.size(); ++i)
    out += "\n  " + base::shorten(actual[i], 120);
  return out;
}

// A query's JSON stands in a cell.
static std::string joined_cells(const Produced& produced) {
  if (produced.tables.empty() || produced.tables.back().rows.size() > 100) return {};
  std::string out;
  for (const auto& row : produced.tables.back().rows) out += fmt::format("{}\n", fmt::join(row, "\n"));
  return out;
}

std::optional<std::string> difference(const Expectation& expectation, const Produced& produced) {
  const std::string text(base::trim(expectation.text));
  if (expectation.prose) return fmt::format("only a person can tell whether this holds: {}", text);
  if (const auto rows = rows_expected(text)) {
    const auto count = rows_of(produced);
    if (value_matches(*rows, std::to_string(count))) return std::nullopt;
    return fmt::format("expected {}, got {}", text, base::count_of(count, "row"));
  }
  if (const auto tables = read_tables(text); !tables.empty()) return against_tables(tables.front(), produced);
  if (const auto differs = json_difference(text, produced.is_query ? joined_cells(produced) : produced.output))
    return differs->empty() ? std::nullopt : differs;
  const bool one_line = text.find('\n') == std::string::npos;
  if (one_line && produced.is_query && !produced.tables.empty()) {
    const auto& last = produced.tables.back();
    if (last.rows.size() == 1 && last.header.size() == 1) {
      if (value_matches(text, last.rows[0][0])) return std::nullopt;
      return fmt::format("expected {}, got {}", text, last.rows[0][0].empty() ? "nothing" : last.rows[0][0]);
    }
  }
  return lines_difference(expectation, produced);
}

}  // namespace runbook
