// Cells of tables: empty ones, boxes and blanks in them.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "report/fill_parts.h"
#include "report/markdown_text.h"
#include "runbook/fields.h"

namespace report {

namespace {

struct Cell {
  std::size_t begin = 0;  // behind the bar
  std::size_t end = 0;    // at the next one
};

}  // namespace

// GFM: a bar ends a cell unless a backslash stands before it, code or not.
static std::vector<Cell> cells_of(std::string_view line) {
  std::vector<std::size_t> bars;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '|' && (i == 0 || line[i - 1] != '\\')) bars.push_back(i);
  }
  std::vector<Cell> cells;
  const auto first = line.find_first_not_of(" \t>");
  if (first != std::string_view::npos && line[first] != '|')
    cells.push_back({first, bars.empty() ? line.size() : bars[0]});
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const std::size_t end = i + 1 < bars.size() ? bars[i + 1] : line.size();
    if (i + 1 < bars.size() || !base::trim(line.substr(bars[i] + 1)).empty()) cells.push_back({bars[i] + 1, end});
  }
  return cells;
}

// How the parser names the field of an empty cell: "Row: Column", "Row: column 3", or the row alone where no other
// column is open.
static bool names_cell(const std::string& field, const std::string& header, std::size_t column,
                       const std::vector<std::string>& row) {
  if (!header.empty() && field.ends_with(": " + header)) return true;
  if (field.ends_with(fmt::format(": column {}", column + 1))) return true;
  if (field.starts_with("row ")) return true;
  return std::ranges::find(row, field) != row.end();
}

namespace {

// The fields of a row one after the other, as the parser found them.
class RowFields {
 public:
  RowFields(const std::vector<const runbook::Field*>& fields, const std::map<std::string, std::string>& values)
      : fields_(fields), values_(values) {}
  [[nodiscard]] const runbook::Field* next() const { return at_ < fields_.size() ? fields_[at_] : nullptr; }
  /// The value of the next field, which is done with then.
  const std::string* take() {
    const auto found = values_.find(fields_[at_++]->name);
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  const std::vector<const runbook::Field*>& fields_;
  const std::map<std::string, std::string>& values_;
  std::size_t at_ = 0;
};

}  // namespace

static void fill_text(Filler& filler, int number, const Cell& cell, std::string_view text, RowFields& fields) {
  const auto boxes = runbook::find_boxes(text);
  if (!boxes.empty() && fields.next() != nullptr && !fields.next()->choices.empty()) {
    const auto& field = *fields.next();
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (const auto& [begin, end] : boxes) places.emplace_back(cell.begin + begin, cell.begin + end);
    if (const auto* value = fields.take()) fill_boxes(filler, number, places, field, *value);
  }
  for (const auto& [begin, end] : runbook::find_blanks(text)) {
    if (fields.next() == nullptr) return;
    const auto* value = fields.take();
    if (value == nullptr) continue;
    filler.file.replace(number, cell.begin + begin, end - begin, md(*value));
    ++filler.counts.filled;
  }
}

void fill_row(Filler& filler, int number, const std::vector<const runbook::Field*>& fields_of_row,
              const std::map<std::string, std::string>& values) {
  const auto* table = filler.file.table_at(number);
  const auto line = filler.file.line(number);
  const auto cells = cells_of(line);
  std::vector<std::string> row;
  for (const auto& cell : cells) row.emplace_back(base::trim(line.substr(cell.begin, cell.end - cell.begin)));
  RowFields fields(fields_of_row, values);
  for (std::size_t column = 0; column < cells.size() && fields.next() != nullptr; ++column) {
    const auto& cell = cells[column];
    if (!row[column].empty()) {
      fill_text(filler, number, cell, line.substr(cell.begin, cell.end - cell.begin), fields);
      continue;
    }
    const std::string header = column < table->rows.front().size() ? table->rows.front()[column] : std::string();
    if (!names_cell(fields.next()->name, header, column, row)) continue;
    if (const auto* value = fields.take()) {
      filler.file.replace(number, cell.begin, cell.end - cell.begin, " " + md(*value) + " ");
      ++filler.counts.filled;
    }
  }
}

}  // namespace report
