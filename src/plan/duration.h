// Durations as ranges: how headers write them and how plans show them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace plan {

struct Range {
  base::Milliseconds low{0};
  base::Milliseconds high{0};
  bool operator==(const Range&) const = default;
};

/// Beside what is read and written: parsing, locks and a few catalog rows for each statement, and each migration's
/// commit.
inline constexpr Range statement_work{base::Milliseconds{0}, base::Milliseconds{5}};
inline constexpr Range commit_work{base::Milliseconds{1}, base::Milliseconds{20}};

/// Reads "2-3 min", "15–20 minutes", "1-2 s", "500 ms", "< 1 min", "about 1 hour". Nothing if there is no number in
/// it.
std::optional<Range> read_duration(std::string_view text);

/// "40 ms - 0.3 s", "2 - 5 min": two digits at most, because it is an estimate. One number where both ends read
/// alike.
std::string show_range(const Range& range);

/// Why the two do not fit together, or nothing: "header says 2-3 min, derived 40 ms - 0.3 s". A header that is a
/// little generous is not a contradiction, nor is anything under two seconds.
std::optional<std::string> contradiction(std::string_view header, const Range& derived);

}  // namespace plan
