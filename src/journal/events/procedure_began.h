// A procedure on demand began, within a run or after its end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct ProcedureStep {
  std::string id = {};
  std::string title = {};
  std::string kind = {};
  long long line = 0;
  bool operator==(const ProcedureStep&) const = default;
};

struct ProcedureBegan {
  static constexpr std::string_view kind = "procedure.began";
  std::string procedure = {};
  long long line = 0;
  std::vector<ProcedureStep> steps = {};
};

}  // namespace journal
