// The catalogue of report formats. One entry turns a view of a run into one document.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/catalogue.h"
#include "run_view/run_view.h"

namespace report {

struct Format {
  std::string_view extension;  // of the file: "md"
  /// The whole document. Never throws for what a view may hold.
  std::string (*render)(const run_view::RunView& view);
};

std::span<const base::Entry<Format>> formats();

}  // namespace report
