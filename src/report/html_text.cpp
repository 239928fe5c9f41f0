#include <algorithm>

#include <fmt/format.h>

#include "base/markup.h"
#include "report/html.h"
#include "report/plain.h"

namespace report {

std::string escape(std::string_view raw) {
  return base::escape_markup(plain(raw));
}

static std::string_view css_class(run_view::Outcome outcome) {
  switch (outcome) {
    case run_view::Outcome::good:
      return "good";
    case run_view::Outcome::warning:
      return "warning";
    case run_view::Outcome::bad:
      return "bad";
    case run_view::Outcome::neutral:
      return "neutral";
  }
  return "neutral";
}

std::string_view state_class(std::string_view word) {
  return css_class(run_view::outcome_of(word));
}

std::string html_head(std::string_view title, std::string_view state) {
  // The policy is for those who open the file from a share: nothing in it can load or run anything.
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}{}{}</title>\n"
      "<style>{}</style>\n</head>\n<body>\n<main>\n",
      escape(title), state.empty() ? "" : ": ", escape(state), html_style());
}

std::string state_mark(std::string_view word) {
  const run_view::Outcome outcome = run_view::outcome_of(word);
  return fmt::format(R"(<span class="state {}">{} {}</span>)", css_class(outcome), sign(outcome),
                     escape(word.empty() ? "unknown" : word));
}

std::string time_mark(base::Instant time, const run_view::RunView& view) {
  return fmt::format(R"(<time datetime="{}" title="{}">{}</time>)", base::format_instant(time),
                     base::format_for_people(time), clock_time(time, view));
}

// On a phone each cell stands on a line of its own behind its column's title.
static std::string cell(const Column& column, std::string_view content) {
  const std::string css = column.css.empty() ? std::string() : fmt::format(" class=\"{}\"", column.css);
  if (content.empty()) return fmt::format("<td{}></td>", css);
  return fmt::format("<td{} data-title=\"{}\"><div>{}</div></td>", css, escape(column.title), content);
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
  for (const auto& column : columns)
    out += fmt::format("<th{}>{}</th>", column.css == "number" ? " class=\"number\"" : "", escape(column.title));
  out += "</tr></thead><tbody>\n";
  for (const auto& row : rows) {
    out += "<tr>";
    for (std::size_t at = 0; at < columns.size(); ++at) out += cell(columns[at], row[at]);
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace report
