// Text of unknown origin made harmless to look at: what a terminal, a browser or an editor would act on is shown, not
// obeyed.
#pragma once

#include <string>
#include <string_view>

namespace report {

/// Escape sequences of terminals go; of a line that was overwritten (CR) the last state stays; other control
/// characters, characters that turn the reading direction and bytes that are not UTF-8 become U+FFFD. Newlines and
/// tabs stay.
std::string plain(std::string_view text);

}  // namespace report
