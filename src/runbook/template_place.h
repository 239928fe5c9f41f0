// Where in the file a message's template stands: for line numbers, and for all who look into its text. Pure.
#pragma once

#include <string_view>

#include "runbook/runbook.h"

namespace runbook {

struct TemplatePlace {
  int subject_line = 0;
  int body_line = 0;  // the first of the text, below its fence
};

/// `text`: the runbook's. The line of the fence where it is not the file that was parsed.
TemplatePlace place_of(const Template& from, std::string_view text);

}  // namespace runbook
