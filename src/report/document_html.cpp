// The document as one self-contained page.
#include <fmt/format.h>

#include "base/text.h"
#include "report/document.h"
#include "report/html.h"

namespace report {

static std::string html_cell(const Piece& table, std::size_t column, const std::string& text) {
  if (text == blank) return "<span class=\"blank\"></span>";
  if (column == table.state_column && !text.empty()) return state_mark(text);
  return escape(text);
}

// Times, figures and states stay on one line; sentences share the rest.
static std::string_view css_of(const Piece& table, std::size_t column) {
  bool is_short = true;
  for (const auto& row : table.rows) {
    is_short = is_short && base::display_width(row[column]) <= 23;
    // A word that fills the column would push the others off the paper.
    for (const auto word : base::split(row[column], ' ')) {
      if (base::display_width(word) > 24) return "wide";
    }
  }
  return is_short ? "nowrap" : "";
}

static std::string html_table_text(const Piece& table) {
  std::vector<Column> columns;
  for (std::size_t column = 0; column < table.header.size(); ++column)
    columns.push_back({.title = table.header[column], .css = css_of(table, column)});
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : table.rows) {
    auto& cells = rows.emplace_back();
    for (std::size_t column = 0; column < row.size(); ++column)
      cells.push_back(html_cell(table, column, row[column]));
  }
  return html_table(std::move(columns), std::move(rows));
}

static std::string html_piece_text(const Piece& piece) {
  switch (piece.kind) {
    case Piece::Kind::paragraph:
      return fmt::format("<p>{}</p>\n", escape(piece.text));
    case Piece::Kind::list: {
      std::string out = "<ul class=\"plain\">\n";
      for (const auto& item : piece.items) out += fmt::format("<li>{}</li>\n", escape(item));
      return out + "</ul>\n";
    }
    case Piece::Kind::table:
      return html_table_text(piece);
    case Piece::Kind::block:
      return fmt::format("<pre>{}</pre>\n", escape(piece.text));
    case Piece::Kind::fill_in: {
      std::string lines;
      for (int i = 0; i < piece.lines; ++i) lines += "<span class=\"line\"></span>";
      return fmt::format("<div class=\"card fill\"><b>{}</b>{}</div>\n", escape(piece.text), lines);
    }
  }
  return {};
}

std::string to_html(const Document& document) {
  std::string out = html_head(document.title, document.state);
  out += fmt::format("<header class=\"card top {}\"><h1>{} {}</h1>\n", state_class(document.state),
                     escape(document.title), document.state.empty() ? "" : state_mark(document.state));
  out += "<dl class=\"facts\">\n";
  for (const auto& [name, value] : document.facts)
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(name),
                       value == blank ? "<span class=\"blank\"></span>" : escape(value));
  out += "</dl></header>\n";
  for (const auto& chapter : document.chapters) {
    if (chapter.parts.empty()) continue;
    out += fmt::format("<h{0}>{1}</h{0}>\n", chapter.level, escape(chapter.title));
    for (const auto& piece : chapter.parts) out += html_piece_text(piece);
  }
  out += "<footer>";
  for (const auto& line : document.foot) out += fmt::format("<p>{}</p>", escape(line));
  return out + "</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace report
