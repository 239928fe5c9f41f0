// What psql takes out of a file before the server sees it: the rows below COPY … FROM stdin, and lines for psql
// alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sql {

/// The rows of one COPY, as bytes of the file.
struct CopyRows {
  std::size_t statement = 0;  // where the COPY begins
  std::size_t begin = 0;      // of the line behind its semicolon
  std::size_t end = 0;        // of the line \. that ends them
};

struct ForGrammar {
  std::string text;  // as long as the file, line for line: rows and lines for psql are blank
  std::vector<CopyRows> rows = {};
};

/// Blank are the rows of a COPY … FROM stdin up to the line \. (where there is none they stay, and the grammar
/// refuses them), pg_dump's \restrict and \unrestrict, and \set ON_ERROR_STOP on, which is how a migration runs.
/// Other lines for psql stay. Source: psqlscan.l and handleCopyIn in PostgreSQL 18's psql.
ForGrammar for_grammar(std::string_view text);

/// The text without the rows of its COPYs: each is followed by the line \. alone.
std::string without_rows(std::string_view text);

}  // namespace sql
