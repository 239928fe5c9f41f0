// What somebody let stand although the record contradicts it: the first thing that a report shows.
#pragma once

#include <string>

#include "run_view/run_view.h"

namespace report {

/// Empty where nothing was waived.
std::string md_waivers(const run_view::RunView& view);
std::string html_waivers(const run_view::RunView& view);

}  // namespace report
