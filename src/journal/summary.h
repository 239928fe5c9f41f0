// One line for people about an event: what happened, without when and who.
#pragma once

#include <string>

#include "journal/event.h"

namespace journal {

/// All that the event says, in words, of any length and with the lines its texts have. Keys that the kind does not
/// have stand at the end; kinds unknown to this version show their first ones.
std::string sentence(const Event& event);

/// "backup-create passed in 12.4 s: backup b-17" for a step.finished. The sentence on one line, no longer than about
/// 160 columns.
std::string summary(const Event& event);

}  // namespace journal
