// A procedure on demand is over.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct ProcedureFinished {
  static constexpr std::string_view kind = "procedure.finished";
  std::string procedure = {};
  std::string state = {};
  std::optional<base::Milliseconds> duration = {};
};

}  // namespace journal
