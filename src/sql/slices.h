// Pieces of a statement's text that the tree keeps only the beginning of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sql {

/// One statement in its file: offsets count from the start of `text`.
struct Source {
  std::string_view text;  // the whole file
  std::size_t begin = 0;  // of the statement
  std::size_t end = 0;    // of the statement, its semicolon not included
};

/// The type that begins at `at`, lower case where not quoted, one space between words: "timestamp(3) with time zone".
std::string type_text(const Source& source, std::size_t at);

/// The expression of DEFAULT or USING that begins at `at`: up to a comma or bracket of the level it stands on, or, in
/// a column definition (`in_column`), the next constraint.
std::string expression_text(const Source& source, std::size_t at, bool in_column);

/// Where the first of these keywords, standing one after the other outside brackets, ends; source.end if they are not
/// there. Search begins at `at`.
std::size_t after_keywords(const Source& source, std::size_t at, const std::vector<std::string_view>& keywords);

/// Where the identifier `name` stands at or after `at`; source.begin if it does not.
std::size_t find_name(const Source& source, std::size_t at, std::string_view name);

}  // namespace sql
