#include "cli/say_findings.h"

#include <iostream>

#include "cli/command.h"

namespace cli {

int say_findings(const Context& context, const findings::Report& report, const std::string& format) {
  const std::string chosen = context.common().json ? "json" : format;
  std::cout << base::find(findings::formats(), chosen)->item->render(report) << std::flush;
  return report.fails() ? Exit::does_not_hold : Exit::done;
}

}  // namespace cli
