#include "runner/criteria.h"

#include <algorithm>

#include "base/text.h"
#include "runbook/tables.h"
#include "runner/claims.h"

namespace runner {

namespace {

struct Row {
  std::string metric;
  std::string target = {};
};

}  // namespace

// A number in front of the row is no metric.
static bool is_number(const std::string& cell) {
  return !cell.empty() && std::ranges::all_of(cell, [](unsigned char c) { return std::isdigit(c) != 0 || c == '.'; });
}

static std::optional<Row> row_at(const runbook::Runbook& book, int line) {
  for (const auto& table : book.tables) {
    const auto found = std::ranges::find(table.row_lines, line);
    if (found == table.row_lines.end()) continue;
    for (const auto& criterion : runbook::criteria_of(table)) {
      if (criterion.line == line) return Row{.metric = criterion.metric, .target = criterion.target};
    }
    const auto& cells = table.rows.at(static_cast<std::size_t>(found - table.row_lines.begin()));
    for (const auto& cell : cells) {
      if (!cell.empty() && !is_number(cell)) return Row{.metric = cell};
    }
  }
  return std::nullopt;
}

// The column in which somebody says whether it is so, and not how much it is.
static bool asks_whether(const runbook::Field& field) {
  if (!field.choices.empty()) return true;
  const auto name = base::to_lower(field.name);
  for (const char* word :
       {"status", "met", "pass", "ok", "achieved", "fulfilled", "erfüllt", "✓", "done", "verified"}) {
    if (name.ends_with(word) || name.find(std::string(": ") + word) != std::string::npos) return true;
  }
  return false;
}

static std::string value_for(const runbook::Field& field, const facts::Finding& finding) {
  const bool holds = finding.holds == facts::Holds::yes;
  if (field.choices.size() > 1) return holds ? field.choices.front() : field.choices.back();
  const auto amount = finding.value.empty() ? finding.evidence : finding.value;
  if (asks_whether(field)) return fmt::format("{} {}", holds ? "✓" : "✗", amount);
  return amount;
}

std::map<std::string, KnownCriterion> known_criteria(const runbook::Step& step, StepContext& stage) {
  std::map<std::string, KnownCriterion> out;
  for (const auto& field : step.fields) {
    const auto row = row_at(stage.runbook(), field.line);
    if (!row) continue;
    auto claims =
        row->target.empty() ? facts::claims_in(row->metric) : facts::claims_in_row(row->metric, row->target);
    if (claims.size() > 1) claims.resize(1);
    const auto findings = look_up(claims, stage);
    // A duration without a limit has a value, and nothing to hold it against.
    if (findings.empty() || (findings.front().holds == facts::Holds::unknown && findings.front().value.empty()))
      continue;
    const auto& finding = findings.front();
    if (finding.holds == facts::Holds::unknown && asks_whether(field)) continue;
    auto& known = out[field.name];
    known.value = value_for(field, finding);
    if (finding.holds == facts::Holds::no) {
      known.difference =
          fmt::format("{}{}: {}", row->metric, row->target.empty() ? "" : " " + row->target, finding.evidence);
    }
  }
  return out;
}

}  // namespace runner
