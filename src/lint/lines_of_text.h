// The lines of a runbook that are text alone: no step shows them to anybody who could do something.
#pragma once

#include <string_view>
#include <vector>

#include "lint/lint.h"

namespace lint {

/// As many lines as the file has; those that belong to a step, a fence, a heading or a section that is looked up only
/// (reference, appendix, contacts, templates, troubleshooting) are empty. They point into the document.
std::vector<std::string_view> lines_of_text(const Document& document);

}  // namespace lint
