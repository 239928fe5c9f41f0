// The document as Markdown that people go on writing in.
#include <fmt/format.h>

#include "base/text.h"
#include "report/document.h"
#include "report/markdown_text.h"
#include "run_view/phrases.h"

namespace report {

static std::string md_cell(const Piece& table, std::size_t column, const std::string& text) {
  if (text == blank) return text;  // to be filled in, so not escaped
  if (column == table.state_column && !text.empty())
    return fmt::format("{} {}", sign(run_view::outcome_of(text)), md(text));
  return md(text);
}

static std::string md_table_text(const Piece& table) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : table.rows) {
    auto& cells = rows.emplace_back();
    for (std::size_t column = 0; column < row.size(); ++column) cells.push_back(md_cell(table, column, row[column]));
  }
  return md_table(table.header, std::move(rows));
}

static std::string md_piece_text(const Piece& piece) {
  switch (piece.kind) {
    case Piece::Kind::paragraph:
      return md(piece.text) + "\n";
    case Piece::Kind::list: {
      std::string out;
      for (const auto& item : piece.items) out += fmt::format("- {}\n", md(item));
      return out;
    }
    case Piece::Kind::table:
      return md_table_text(piece);
    case Piece::Kind::block:
      return md_block(md_shortened(piece.text, 30), "text");
    case Piece::Kind::fill_in:
      return fmt::format("**{}** {}\n", md(piece.text), blank);
  }
  return {};
}

std::string to_markdown(const Document& document) {
  std::string out =
      fmt::format("# {}{}\n\n", md(document.title), document.state.empty() ? "" : ": " + md(document.state));
  for (const auto& [name, value] : document.facts)
    out += fmt::format("**{}:** {}  \n", md(name), value == blank ? value : md(value));
  if (!document.facts.empty()) out += "\n";
  for (const auto& chapter : document.chapters) {
    if (chapter.parts.empty()) continue;
    out += fmt::format("{} {}\n\n", std::string(static_cast<std::size_t>(chapter.level), '#'), md(chapter.title));
    for (const auto& piece : chapter.parts) out += md_piece_text(piece) + "\n";
  }
  out += "---\n\n";
  for (const auto& line : document.foot) out += md(line) + "\n";
  return out;
}

}  // namespace report
