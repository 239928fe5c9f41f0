// Small questions about text that several rooms ask.
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
/// Lines without their terminators (LF or CRLF). A final newline does not make an empty last line.
std::vector<std::string_view> lines(std::string_view text);
// The views would outlive a temporary, as in `for (auto line : lines(read(file)))`: name the text first.
template <std::same_as<std::string> Temporary>
std::vector<std::string_view> split(Temporary&& text, char separator) = delete;
template <std::same_as<std::string> Temporary>
std::vector<std::string_view> lines(Temporary&& text) = delete;
std::string to_lower(std::string_view text);  // ASCII only
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
/// `word` in lower case, ASCII.
bool contains_ignoring_case(std::string_view text, std::string_view word);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// `text` with every line but the first indented by `spaces`; trailing newlines dropped.
std::string indent_following(std::string_view text, int spaces);

/// "add-privacy-consent" for "Add *Privacy* Consent!": ASCII letters and digits in lower case, all else one dash.
/// At most `longest` bytes, cut at a dash where there is one.
std::string slug(std::string_view text, std::size_t longest = 48);

/// Columns that `text` (UTF-8) takes on a terminal: wide characters count 2, combining ones 0.
std::size_t display_width(std::string_view text);
/// `text` filled with spaces to `width` columns; longer text is left as it is.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);
/// `text` cut to `width` columns, the cut shown by "…".
std::string shorten(std::string_view text, std::size_t width);
/// All on one line, white space as one blank, shortened to the width.
std::string one_line(std::string_view text, std::size_t width);

/// Number of single-character edits between two strings.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate a person most likely meant by `wanted`: equal but for case, singular against plural, or few edits.
/// Nothing if none is near.
std::optional<std::string> near_match(std::string_view wanted, std::span<const std::string> candidates);

/// Shell-style pattern with * and ?, over the whole text; * also crosses '/'.
bool glob_matches(std::string_view pattern, std::string_view text);

/// "1 table", "2 tables", "0 tables"; `plural` where adding s is not enough.
std::string count_of(long long count, std::string_view singular, std::string_view plural = {});

/// Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates included), or nothing.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Quotes for a POSIX shell; plain words stay plain.
std::string shell_quote(std::string_view word);

}  // namespace base
