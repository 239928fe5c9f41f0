// Pieces of Markdown that stay what they are whatever text they hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace report {

/// Text in a paragraph: characters that Markdown or HTML would read as markup are escaped, newlines become spaces.
std::string md(std::string_view text);
/// A fenced block whose fence is longer than any inside it.
std::string md_block(std::string_view text, std::string_view language = "");
/// The first and last lines of a longer text, with a line that says how many are left out.
std::string md_shortened(std::string_view text, std::size_t most_lines);
/// A table; cells are Markdown already. Nothing where there are no rows. Columns that are empty in all rows are left
/// out.
std::string md_table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows);

}  // namespace report
