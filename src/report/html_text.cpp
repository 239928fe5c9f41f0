#include <algorithm>

#include <fmt/format.h>

#include "report/html.h"

namespace report {

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default: {
        const auto code = static_cast<unsigned char>(c);
        const bool forbidden = (code < 0x20 && c != '\n' && c != '\t' && c != '\r') || code == 0x7f;
        if (forbidden) {
          out += "\xef\xbf\xbd";
        } else {
          out += c;
        }
      }
    }
  }
  return out;
}

static std::string_view css_class(Outcome outcome) {
  switch (outcome) {
    case Outcome::good:
      return "good";
    case Outcome::warning:
      return "warning";
    case Outcome::bad:
      return "bad";
    case Outcome::neutral:
      return "neutral";
  }
  return "neutral";
}

std::string state_mark(std::string_view word) {
  const Outcome outcome = outcome_of(word);
  return fmt::format(R"(<span class="state {}">{} {}</span>)", css_class(outcome), sign(outcome),
                     escape(word.empty() ? "unknown" : word));
}

std::string time_mark(Instant time, const RunView& view) {
  return fmt::format(R"(<time datetime="{}" title="{}">{}</time>)", base::format_instant(time),
                     base::format_for_people(time), clock_time(time, view));
}

static std::string cell(std::string_view tag, std::string_view css, std::string_view content) {
  if (css.empty()) return fmt::format("<{0}>{1}</{0}>", tag, content);
  return fmt::format("<{0} class=\"{1}\">{2}</{0}>", tag, css, content);
}

std::string html_table(std::vector<Column> columns, std::vector<std::vector<std::string>> rows) {
  if (rows.empty()) return {};
  for (std::size_t at = columns.size(); at-- > 0;) {
    if (std::ranges::any_of(rows, [&](const auto& row) { return !row[at].empty(); })) continue;
    const auto offset = static_cast<std::ptrdiff_t>(at);
    columns.erase(columns.begin() + offset);
    for (auto& row : rows) row.erase(row.begin() + offset);
  }
  std::string out = "<div class=\"card scroll\"><table><thead><tr>";
  for (const auto& column : columns) out += cell("th", column.css == "number" ? "number" : "", column.title);
  out += "</tr></thead><tbody>\n";
  for (const auto& row : rows) {
    out += "<tr>";
    for (std::size_t at = 0; at < columns.size(); ++at) out += cell("td", columns[at].css, row[at]);
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace report
