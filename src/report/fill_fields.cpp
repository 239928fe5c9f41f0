// Blanks, marks and empty cells: each filled in where it stands.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "report/fill_parts.h"
#include "report/markdown_text.h"
#include "runbook/fields.h"

namespace report {

static std::string without_unit(std::string value, const runbook::Field& field) {
  if (!field.unit.empty() && value.ends_with(" " + field.unit)) value.resize(value.size() - field.unit.size() - 1);
  return value;
}

std::map<std::string, std::string> values_of(const runbook::Step& planned, const run_view::Step& step) {
  std::map<std::string, std::string> out;
  // What the run filled in by itself (clock, shell variables) stands in the evidence alone: "Time: T+12 min".
  for (const auto& attempt : step.attempts) {
    for (const auto line : base::lines(attempt.evidence)) {
      for (const auto& field : planned.fields) {
        const std::string begin = field.name + ": ";
        if (line.starts_with(begin)) out[field.name] = without_unit(std::string(line.substr(begin.size())), field);
      }
    }
  }
  for (const auto& answer : step.answers) {
    for (const auto& [name, value] : answer.fields) out[name] = value;
  }
  return out;
}

// The clock's value begins as the line does: "T+____" and "T+12 min".
static std::string fitting(const std::string& value, std::string_view before) {
  if (base::trim(before).ends_with("T+") && value.starts_with("T+")) return value.substr(2);
  return value;
}

static void fill_blanks(Filler& filler, int number, const std::map<std::string, std::string>& values) {
  const auto line = filler.file.line(number);
  const auto fields = runbook::read_blanks(line, number);
  const auto places = runbook::find_blanks(line);
  for (std::size_t i = 0; i < std::min(fields.size(), places.size()); ++i) {
    const auto value = values.find(fields[i].name);
    if (value == values.end()) continue;
    const auto [begin, end] = places[i];
    filler.file.replace(number, begin, end - begin, md(fitting(value->second, line.substr(0, begin))));
    ++filler.counts.filled;
  }
}

// "✓ / ✗" with the second chosen: "~~✓~~ / **✗**".
static void mark_choice(Filler& filler, int number, const runbook::Field& field, const std::string& value) {
  const auto line = filler.file.line(number);
  std::size_t from = line.find(':');
  if (from == std::string_view::npos) return;
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& choice : field.choices) {
    const auto at = line.find(choice, from);
    if (at == std::string_view::npos) return;
    found.emplace_back(at, choice);
    from = at + choice.size();
  }
  if (std::ranges::find(field.choices, value) == field.choices.end()) {
    // None of the marks: said behind them.
    filler.file.replace(number, line.size(), 0, ": " + md(value));
  } else {
    for (const auto& [at, choice] : found) {
      const char* mark = choice == value ? "**" : "~~";
      filler.file.replace(number, at, choice.size(), mark + choice + mark);
    }
  }
  ++filler.counts.filled;
}

void fill_boxes(Filler& filler, int line, const std::vector<std::pair<std::size_t, std::size_t>>& boxes,
                const runbook::Field& field, const std::string& value) {
  const auto chosen = std::ranges::find(field.choices, value);
  if (chosen == field.choices.end()) return;
  const auto index = static_cast<std::size_t>(chosen - field.choices.begin());
  // One box stands for yes and no: ✓ ticks it, ✗ leaves it.
  if (boxes.size() == 1 && index == 0) tick(filler.file, line, boxes[0]);
  if (boxes.size() > 1 && index < boxes.size()) tick(filler.file, line, boxes[index]);
  ++filler.counts.filled;
}

void fill_fields(Filler& filler, const runbook::Step& planned, const run_view::Step& step) {
  if (planned.fields.empty()) return;
  const auto values = values_of(planned, step);
  std::map<int, std::vector<const runbook::Field*>> by_line;
  for (const auto& field : planned.fields) by_line[field.line].push_back(&field);
  for (const auto& [number, fields] : by_line) {
    if (filler.file.table_at(number) != nullptr) {
      fill_row(filler, number, fields, values);
      continue;
    }
    const auto line = filler.file.line(number);
    const bool task_line = planned.kind == "task" && number == planned.line;
    const auto boxes = runbook::find_boxes(line, task_line);
    fill_blanks(filler, number, values);
    for (const auto* field : fields) {
      const auto value = values.find(field->name);
      if (value == values.end() || field->choices.empty()) continue;
      if (boxes.empty())
        mark_choice(filler, number, *field, value->second);
      else
        fill_boxes(filler, number, boxes, *field, value->second);
    }
  }
}

}  // namespace report
