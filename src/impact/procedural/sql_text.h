// Taking the text of an expression apart. Inside this room only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace impact {

/// Where the bracket that stands at `open` is closed; npos if it is not.
std::size_t closing(std::string_view text, std::size_t open);
/// Parts of a text between separators (in lower case) that stand in no brackets and no quotes.
std::vector<std::string_view> parts(std::string_view text, std::string_view separator);
enum class Letters { as_written, lower };
/// White space of any kind as one space, none in front, and letters as wanted, outside of quotes.
std::string one_spaced(std::string_view text, Letters letters);
/// (((x))) → x
std::string_view without_brackets(std::string_view text);
/// '2025-01-01'::date → 2025-01-01; (5)::bigint → 5; "at" → at.
std::string plain(std::string_view text);
/// The same for each part between commas.
std::vector<std::string> plain_list(std::string_view text);

}  // namespace impact
