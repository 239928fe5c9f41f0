// What the rules about text ask of a runbook: its lines outside fences, and what a section is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.h"

namespace lint {

/// Numbers of the lines that are neither in a fence nor in an HTML comment, in order.
std::vector<int> prose_lines(const Document& document);

/// Marks, numbers in front and what stands in parentheses dropped, lower case, words separated by one blank.
std::string plain_words(std::string_view text);

/// The section, or one of those it is in, has this purpose.
bool is_within(const Document& document, const runbook::Section* section, runbook::Purpose purpose);

/// Any line matches `pattern` (ECMAScript, ignoring case).
bool mentions(const Document& document, const std::string& pattern);

/// 2025-01-15, 15.01.2025, January 15, 2025, 15 January 2025: the first one in the text.
struct DateInText {
  base::Instant day;
  std::size_t offset = 0;
};
std::optional<DateInText> date_in(const std::string& text);

}  // namespace lint
