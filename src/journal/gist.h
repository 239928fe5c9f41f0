// One line for people about an event: what happened, without when and who.
#pragma once

#include <string>

#include "journal/event.h"

namespace journal {

/// "backup-create passed in 12.4 s: backup b-17" for a step.finished. Missing keys are left out, kinds unknown to
/// this version show their first texts. One line, no longer than about 160 columns.
std::string gist(const Event& event);

}  // namespace journal
