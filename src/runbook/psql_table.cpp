#include "runbook/psql_table.h"

#include "base/text.h"
#include "pg/session.h"

namespace runbook {

static bool is_ruler(std::string_view line) {
  line = base::trim(line);
  return line.size() >= 3 && line.find("--") != std::string_view::npos &&
         line.find_first_not_of("-+|") == std::string_view::npos;
}

static std::vector<std::string> cells_of(std::string_view line) {
  line = base::trim(line);
  std::vector<std::string> out;
  for (const auto cell : base::split(line, '|')) out.emplace_back(base::trim(cell));
  return out;
}

static bool is_row_count(std::string_view line) {
  line = base::trim(line);
  return line.starts_with('(') && (line.ends_with(" rows)") || line.ends_with(" row)"));
}

std::vector<TextTable> read_tables(std::string_view text) {
  std::vector<TextTable> out;
  const auto lines = base::lines(text);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!is_ruler(lines[i]) || base::trim(lines[i - 1]).empty()) continue;
    TextTable table{.header = cells_of(lines[i - 1]), .rows = {}};
    for (++i; i < lines.size() && !base::trim(lines[i]).empty() && !is_row_count(lines[i]); ++i) {
      auto cells = cells_of(lines[i]);
      // An empty last cell is lost when an editor cuts trailing spaces, an empty first one by trimming.
      while (cells.size() < table.header.size()) cells.emplace_back();
      table.rows.push_back(std::move(cells));
    }
    out.push_back(std::move(table));
  }
  return out;
}

TextTable to_table(const pg::Result& result) {
  TextTable out{.header = result.columns(), .rows = {}};
  for (std::size_t row = 0; row < result.rows(); ++row) {
    auto& cells = out.rows.emplace_back();
    for (std::size_t column = 0; column < result.columns().size(); ++column)
      cells.push_back(result.at(row, column).value_or(""));
  }
  return out;
}

static bool looks_numeric(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-+eE") == std::string_view::npos;
}

std::string format_table(const TextTable& table, std::size_t most_rows) {
  const std::size_t shown = std::min(most_rows, table.rows.size());
  const std::size_t columns = table.header.size();
  // One line a row: a query's text in a cell may hold newlines.
  const auto cell = [&](std::size_t row, std::size_t column) {
    return base::shorten(base::replace_all(column < table.rows[row].size() ? table.rows[row][column] : "", "\n", " "),
                         80);
  };
  std::vector<std::size_t> widths(columns);
  std::vector<bool> numeric(columns, shown > 0);
  for (std::size_t column = 0; column < columns; ++column) {
    widths[column] = base::display_width(table.header[column]);
    for (std::size_t row = 0; row < shown; ++row) {
      widths[column] = std::max(widths[column], base::display_width(cell(row, column)));
      numeric[column] = numeric[column] && looks_numeric(cell(row, column));
    }
  }
  std::string out;
  const auto end_line = [&] {
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
  };
  for (std::size_t column = 0; column < columns; ++column) {
    const auto spare = widths[column] - base::display_width(table.header[column]);
    out += (column > 0 ? "| " : " ") + std::string(spare / 2, ' ') + table.header[column] +
           std::string(spare - spare / 2 + 1, ' ');
  }
  end_line();
  for (std::size_t column = 0; column < columns; ++column)
    out += (column > 0 ? "+" : "") + std::string(widths[column] + 2, '-');
  out += '\n';
  for (std::size_t row = 0; row < shown; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      const auto text = cell(row, column);
      out += (column > 0 ? "| " : " ") +
             (numeric[column] ? base::pad_left(text, widths[column]) : base::pad_right(text, widths[column])) + " ";
    }
    end_line();
  }
  if (shown < table.rows.size()) out += fmt::format(" … {} more\n", table.rows.size() - shown);
  return out + fmt::format("({})", base::count_of(static_cast<long long>(table.rows.size()), "row"));
}

}  // namespace runbook
