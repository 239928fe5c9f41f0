// A document that is written once and shown as Markdown or HTML: sections of paragraphs, lists, tables and blocks.
// Texts are plain; each writer makes them harmless in its own way.
#pragma once

#include <string>
#include <vector>

namespace report {

/// A piece of a section; which fields count depends on the kind.
struct Piece {
  enum class Kind { paragraph, list, table, block, fill_in };
  Kind kind = Kind::paragraph;
  std::string text = {};                            // paragraph, block (kept as it is, in a box)
  std::vector<std::string> items = {};              // list
  std::vector<std::string> header = {};             // table
  std::vector<std::vector<std::string>> rows = {};  // table; a cell that is `blank` is left to people
  int lines = 1;                                    // fill_in: room for so many lines; `text` is the question
  std::size_t state_column = none;                  // table: the column of state words
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

inline constexpr const char* blank = "____";

struct Chapter {
  std::string title;
  int level = 2;
  std::vector<Piece> parts = {};
};

struct Document {
  std::string title;
  std::string state = {};                                       // beside the title
  std::vector<std::pair<std::string, std::string>> facts = {};  // under the title
  std::vector<Chapter> chapters = {};
  std::vector<std::string> foot = {};
};

/// Chapters without parts are left out.
std::string to_markdown(const Document& document);
/// One self-contained page in the report's style.
std::string to_html(const Document& document);

}  // namespace report
