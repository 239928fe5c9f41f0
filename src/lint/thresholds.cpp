#include "lint/thresholds.h"

#include <regex>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static Threshold make(const std::string& kind, const std::string& low, const std::string& high, double unit) {
  Threshold out{.kind = kind};
  out.low = std::stod(low) * unit;
  out.high = high.empty() ? out.low : std::stod(high) * unit;
  return out;
}

static double minutes_of(const std::string& unit) {
  return unit.starts_with("h") ? 60 : 1;
}

// The list a line stands in: the nearest line above it that announces one.
static std::string announced(const Document& document, int line) {
  static const std::regex announces(R"(^\s*(#+ |\*\*|- \[.\] \*\*|[^-*\s].*:\s*$))");
  for (int above = line - 1; above > 0 && above > line - 12; --above) {
    const std::string text(document.line(above).substr(0, 300));
    if (std::regex_search(text, announces)) return base::to_lower(text);
  }
  return {};
}

static void add_slowdown(const Document& document, int number, const std::string& line, std::vector<Threshold>& out) {
  static const std::regex slowdown(
      R"((?:degrad|slow|latency|response time)[^|]*?(?:>|\+|above|over|more than|by)\s*(\d+)\s*%)",
      std::regex::icase);
  static const std::regex range(R"(\d\s*[-–]\s*\d+\s*%)");
  std::smatch match;
  if (!std::regex_search(line, match, slowdown) || std::regex_search(line, range)) return;
  const auto list = announced(document, number);
  const bool decides = list.find("rollback") != std::string::npos || list.find("roll back") != std::string::npos ||
                       list.find("failed if") != std::string::npos;
  // "Consider rollback" is meant to begin earlier than "immediate rollback".
  if (!decides || list.find("consider") != std::string::npos || list.find("not rollback") != std::string::npos)
    return;
  auto each = make("slowdown for a rollback", match[1], "", 1);
  each.words = base::trim(match.str(0));
  each.column = column_of(line, static_cast<std::size_t>(match.position(0)));
  out.push_back(std::move(each));
}

static void add_matches(const std::string& line, std::vector<Threshold>& out) {
  static const std::regex icase_free(R"((\d{1,2})\s*%\s*(?:or more\s+|of\s+\w+\s+)?free\b)", std::regex::icase);
  static const std::regex window(
      R"((\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?[ -]?(hours?|h|minutes?|min)[ -]+(?:\w+ )?window\b)",
      std::regex::icase);
  static const std::regex allowed(
      R"(\b(?:migration|deployment) duration\s*\|\s*(?:<|<=|≤|max\.?|at most)\s*(\d+)\s*(hours?|h|minutes?|min))",
      std::regex::icase);
  static const std::regex expected(
      R"(\btotal (?:estimated |expected )?(?:duration)?[:*\s]*(\d+)(?:\s*[-–]\s*(\d+))?\s*(hours?|h|minutes?|min))",
      std::regex::icase);
  const auto add = [&](const std::smatch& match, Threshold each) {
    each.words = base::replace_all(match.str(0), "*", "");
    each.column = column_of(line, static_cast<std::size_t>(match.position(0)));
    out.push_back(std::move(each));
  };
  std::smatch match;
  if (std::regex_search(line, match, icase_free)) add(match, make("free disk", match[1], "", 1));
  if (std::regex_search(line, match, window))
    add(match, make("window", match[1], match[2], minutes_of(base::to_lower(match[3].str()))));
  if (std::regex_search(line, match, allowed))
    add(match, make("duration allowed", match[1], "", minutes_of(base::to_lower(match[2].str()))));
  if (std::regex_search(line, match, expected))
    add(match, make("duration expected", match[1], match[2], minutes_of(base::to_lower(match[3].str()))));
}

std::vector<Threshold> thresholds_in(const Document& document) {
  std::vector<Threshold> out;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const auto line = document.lines[i].substr(0, 500);
    const auto before = out.size();
    if (line.find_first_of("0123456789") == std::string::npos) continue;
    add_matches(line, out);
    add_slowdown(document, static_cast<int>(i) + 1, line, out);
    for (auto at = before; at < out.size(); ++at) out[at].line = static_cast<int>(i) + 1;
  }
  return out;
}

bool contradict(const Threshold& a, const Threshold& b) {
  if (a.kind == b.kind) {
    if (a.kind.starts_with("duration")) return false;  // different migrations take differently long
    return a.high < b.low || b.high < a.low;
  }
  if (a.kind == "duration allowed" && b.kind == "duration expected") return b.low > a.high;
  if (b.kind == "duration allowed" && a.kind == "duration expected") return a.low > b.high;
  return false;
}

}  // namespace lint
