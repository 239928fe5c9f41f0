// Files that hold both directions in one: which parts of the text run.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migration {

/// Bytes [begin, end) of a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What the marks of a file say about its parts.
struct Sections {
  struct Problem {
    std::size_t offset = 0;
    std::string rule;  // of the finding
    std::string message;
    std::string hint;
  };
  std::vector<Span> up = {};
  std::vector<Span> down = {};
  std::optional<bool> transaction = {};       // of the way up, where a mark says it
  std::optional<bool> down_transaction = {};  // of the way down
  std::vector<Problem> problems = {};
};

/// Reads the marks of one tool. Pure.
using Cut = Sections (*)(std::string_view text);

/// How a tool marks the parts: comment lines that begin with these words, in lower case, single spaces, without the
/// signs of a comment in front ("+goose up"). A mark may be followed by options.
struct Marks {
  std::string_view up = {};                          // empty: what stands before the first mark runs
  std::string_view down = {};                        // empty: the tool has none
  std::string_view without_transaction = {};         // a mark of its own: "+goose no transaction"
  std::string_view option_without_transaction = {};  // behind a mark: "transaction:false"
  bool up_may_be_missing = false;                    // a file without any mark runs as a whole
  std::string_view written = {};                     // the mark as people write it: "-- +goose Up"
};
Sections cut_by_marks(std::string_view text, const Marks& marks);

/// The text with everything outside of the spans blank: same length, same lines.
std::string only(std::string_view text, const std::vector<Span>& spans);

/// Whether one of the text's comment lines is such a mark.
bool has_mark(std::string_view text, std::string_view mark);

}  // namespace migration
