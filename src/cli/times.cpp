#include "cli/times.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace cli {

base::Instant time_given(const std::string& text) {
  if (const auto at = base::parse_instant(text)) return *at;
  throw base::Error{base::Code::usage, fmt::format("'{}' is not a time", text),
                    "Write it with its offset: 2026-12-06T02:00+01:00."};
}

}  // namespace cli
