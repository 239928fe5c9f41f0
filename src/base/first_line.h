#pragma once

#include <string_view>

#include "base/text.h"

namespace base {

/// The text up to its first line break, without white space around it.
inline std::string_view first_line(std::string_view text) {
  return trim(text.substr(0, text.find('\n')));
}

}  // namespace base
