// The run reached its database for the first time, or at another address.
#pragma once

#include <string>
#include <string_view>

#include "journal/parts.h"

namespace journal {

struct RunBound {
  static constexpr std::string_view kind = "run.bound";
  static constexpr bool of_database = true;
  NamedTarget target = {};
};

}  // namespace journal
