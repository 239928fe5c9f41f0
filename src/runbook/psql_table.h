// Tables as psql prints them: written for people, and read back from expected and real output.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pg {
class Result;
}

namespace runbook {

struct TextTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

/// The tables in `text`: a header line over a ruler ("----+----"), rows below it, perhaps "(3 rows)". Spacing and
/// alignment do not matter; an empty line ends a table.
std::vector<TextTable> read_tables(std::string_view text);

TextTable to_table(const pg::Result& result);

/// As psql aligns it, with the row count below. At most `most_rows` rows, the rest counted. No newline at the end.
std::string format_table(const TextTable& table, std::size_t most_rows = 20);

}  // namespace runbook
