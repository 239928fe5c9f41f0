#include "cli/graphviz.h"

#include <chrono>

#include "base/error.h"
#include "base/process.h"

namespace cli {

std::optional<std::string> picture_of(const std::string& dot) {
  try {
    const auto outcome = base::run({.argv = {"dot", "-Tsvg"}, .input = dot, .timeout = std::chrono::seconds(10)});
    if (outcome.ok() && outcome.output.find("<svg") != std::string::npos) return outcome.output;
  } catch (const base::Error& error) {
    if (error.code() != base::Code::command) throw;  // not installed
  }
  return std::nullopt;
}

}  // namespace cli
