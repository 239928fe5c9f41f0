#include "runner/reading.h"

#include <fmt/ranges.h>

#include "base/text.h"
#include "runbook/queries.h"
#include "runbook/shell.h"

namespace runner {

std::string_view name(Runs runs) {
  switch (runs) {
    case Runs::unasked:
      return "unasked";
    case Runs::asked:
      return "asked";
    case Runs::chosen:
      return "chosen";
    case Runs::on_demand:
      return "on-demand";
    case Runs::by_person:
      return "by-person";
    case Runs::never:
      return "never";
  }
  return "unasked";
}

// Why nothing of the step can be run as it stands.
static std::string why_never(const runbook::Step& step) {
  if (!step.problem.empty()) return step.problem;
  if (step.kind == "query") {
    const auto query = read_query(step);
    if (!query.problem.empty()) return fmt::format("is not SQL, line {}: {}", query.problem_line, query.problem);
    return query.statements.empty() ? "nothing to run" : "";
  }
  const auto rest = without_lines(step.text, step.text_line, step.left_out);
  for (const auto& line : runbook::script_lines(rest)) {
    if (line.kind == runbook::ScriptLine::Kind::command && base::trim(line.text) != ":") return {};
  }
  for (const auto& line : step.left_out) {
    if (!line.beside.empty()) return {};
  }
  return step.left_out.empty() ? "" : step.left_out.front().reason;
}

std::vector<std::string> reasons_to_ask(const runbook::Step& step) {
  auto reasons = step.asks;
  reasons.insert(reasons.end(), step.dangers.begin(), step.dangers.end());
  if (step.has("two-person")) reasons.emplace_back("two people are to see what it does");
  return reasons;
}

bool is_asked_about(const runbook::Step& step) {
  const bool runs = (step.kind == "command" || step.kind == "query") && !step.has("skip");
  return runs && !reasons_to_ask(step).empty() && why_never(step).empty();
}

static std::string why_asked(const runbook::Step& step) {
  return fmt::format("{}", fmt::join(reasons_to_ask(step), "; "));
}

StepReading reading_of(const runbook::Step& step, bool on_demand) {
  if (step.kind == "note") return {Runs::never, "text"};
  if (step.has("skip")) return {Runs::never, step.attribute("skip")};
  if (step.kind == "choice") return {on_demand ? Runs::on_demand : Runs::chosen, "one way of several"};
  if (step.kind != "command" && step.kind != "query") return {Runs::by_person, step.kind};
  if (auto why = why_never(step); !why.empty()) return {Runs::never, std::move(why)};
  if (on_demand) return {Runs::on_demand, "only when somebody calls for it"};
  if (step.branch) return {Runs::chosen, fmt::format("way {} of {}", step.branch->key, step.branch->choice)};
  if (auto why = why_asked(step); !why.empty()) return {Runs::asked, std::move(why)};
  return {Runs::unasked, step.has("auto") ? "marked {auto}" : "known not to harm"};
}

// Comments are told as well: nothing in them runs.
static void add_comments(const runbook::Step& step, std::vector<PartReading>& parts) {
  int number = step.text_line;
  for (const auto text : base::lines(step.text)) {
    const auto trimmed = base::trim(text);
    const bool told = std::any_of(parts.begin(), parts.end(), [&](const PartReading& part) {
      return part.lines.first <= number && number <= part.lines.last;
    });
    if (!told && (trimmed.empty() || trimmed.starts_with(step.kind == "command" ? "#" : "--")))
      parts.push_back({{number, number}, "comment", "never", "nothing to run in this line"});
    ++number;
  }
}

std::vector<PartReading> parts_of(const runbook::Step& step) {
  std::vector<PartReading> out;
  for (const auto& lines : step.printed) out.push_back({lines, "expected", "never", "what came back"});
  for (const auto& each : step.left_out) {
    out.push_back({.lines = {each.line, each.line},
                   .as = "left out",
                   .runs = each.beside.empty() ? "never" : "unasked",
                   .why = each.reason});
  }
  for (const auto& each : step.expectations) {
    const auto count = static_cast<int>(std::count(step.text.begin(), step.text.end(), '\n'));
    const bool inside = each.line >= step.text_line && each.line < step.text_line + count;
    if (!inside || each.prose) continue;
    const auto text = base::lines(step.text).at(static_cast<std::size_t>(each.line - step.text_line));
    const bool comment = base::trim(text).starts_with("#") || base::trim(text).starts_with("--");
    if (comment) out.push_back({{each.line, each.line}, "expected", "never", "what should come back"});
  }
  if (step.kind == "command" || step.kind == "query") add_comments(step, out);
  return out;
}

}  // namespace runner
