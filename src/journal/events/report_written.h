// A report was written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct ReportWritten {
  static constexpr std::string_view kind = "report.written";
  std::vector<std::string> paths = {};
};

}  // namespace journal
