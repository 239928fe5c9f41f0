// The plan as people read it: the runbooks' table, then the reasons, migration by migration.
#include "base/text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plan/estimate.h"
#include "plan/reasons.h"

namespace plan {

using Row = std::array<std::string, 6>;

static const Row headings{"#", "Migration", "Priority", "Est. Duration", "Breaking", "Risk"};

static std::vector<Row> table_of(const Plan& plan) {
  std::vector<Row> rows;
  for (const auto& one : plan.migrations) {
    rows.push_back({std::to_string(one.number), one.migration->name, one.priority, show_estimate(one.estimate),
                    one.breaking ? "yes" : "no", one.risk});
  }
  return rows;
}

static std::string aligned(const Row& row, const std::array<std::size_t, 6>& widths) {
  std::string line = base::pad_left(row[0], widths[0]);
  for (std::size_t at = 1; at < row.size(); ++at) line += "  " + base::pad_right(row[at], widths[at]);
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

static std::string text_table(const Plan& plan) {
  const auto rows = table_of(plan);
  std::array<std::size_t, 6> widths{};
  for (std::size_t at = 0; at < widths.size(); ++at) {
    widths[at] = base::display_width(headings[at]);
    for (const auto& row : rows) widths[at] = std::max(widths[at], base::display_width(row[at]));
  }
  std::string text = aligned(headings, widths);
  Row rule;
  for (std::size_t at = 0; at < widths.size(); ++at) rule[at] = std::string(widths[at], '-');
  text += aligned(rule, widths);
  for (const auto& row : rows) text += aligned(row, widths);
  return text;
}

static std::string statements_of(const MigrationPlan& one) {
  std::string text;
  for (const auto& statement : one.statements) {
    const auto lock = statement.effects.strongest();
    text += fmt::format("     {:>5}  {}\n", statement.line, statement.text);
    for (const auto& effect : statement.effects.relations) {
      if (effect.index_of || effect.lock < impact::LockMode::share_update_exclusive) continue;
      text += fmt::format("            {} {}{}{}\n", impact::pg_name(effect.lock), shown(effect.relation),
                          effect.rewrite ? ", rewritten"
                          : effect.scan  ? ", read whole"
                                         : "",
                          effect.why.empty() ? "" : ": " + effect.why);
    }
    if (lock == impact::LockMode::none && statement.effects.unknown)
      text += fmt::format("            unknown: {}\n", *statement.effects.unknown);
  }
  return text;
}

std::string to_text(const Plan& plan, bool verbose) {
  if (plan.migrations.empty()) return "Nothing to apply.\n";
  std::string text = text_table(plan);
  text += fmt::format("\n{}\n", fmt::join(about_time(plan), "\n"));
  for (const auto& one : plan.migrations) {
    text += fmt::format("\n{}  {}: {}; {}\n", one.number, one.migration->name, contents(one), how_it_runs(one));
    text += fmt::format("   {}: {}\n", show_estimate(one.estimate), one.estimate.basis);
    const auto why = reasons(one);
    std::size_t width = 0;
    for (const auto& reason : why) width = std::max(width, base::display_width(reason.label));
    for (const auto& reason : why)
      text += fmt::format("   {}  {}\n", base::pad_right(reason.label, width), reason.text);
    if (verbose) text += statements_of(one);
  }
  return text;
}

// A bar would end the cell.
static std::string cell(std::string text) {
  return base::replace_all(std::move(text), "|", "\\|");
}

std::string to_markdown(const Plan& plan) {
  if (plan.migrations.empty()) return "Nothing to apply.\n";
  std::string text = "| # | Migration | Priority | Est. Duration | Breaking | Risk |\n|---|---|---|---|---|---|\n";
  for (const auto& row : table_of(plan))
    text += fmt::format("| {} | `{}` | {} | {} | {} | {} |\n", row[0], cell(row[1]), cell(row[2]), row[3], row[4],
                        row[5]);
  text += fmt::format("\n{}\n", fmt::join(about_time(plan), "\n"));
  for (const auto& one : plan.migrations) {
    text += fmt::format("\n### {}. `{}`\n\n{}; {}. Estimated from: {}.\n", one.number, one.migration->name,
                        contents(one), how_it_runs(one), one.estimate.basis);
    std::string label;
    bool first = true;
    for (const auto& reason : reasons(one)) {
      if (!reason.label.empty()) label = reason.label;
      text += fmt::format("{}- **{}:** {}\n", first ? "\n" : "", label, reason.text);
      first = false;
    }
  }
  return text;
}

}  // namespace plan
