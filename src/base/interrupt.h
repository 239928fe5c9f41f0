// Ctrl-C and SIGTERM as a stop token that everything waiting looks at.
#pragma once

#include <stop_token>

namespace base {

/// Call once, first thing in main and before any thread starts: from then on SIGINT, SIGTERM and SIGHUP request a
/// stop instead of ending the process, so that a statement is cancelled and the record closed. The second gives that
/// three seconds more and then ends the process with 130, the third ends it at once.
void catch_interrupts();

/// From here on the first signal ends the process at once with `code`: for what only reads, computes and prints, and
/// so has nothing to put in order.
void end_when_interrupted(int code);

/// The token that catch_interrupts feeds. Never stopped where it was not called (tests).
std::stop_token interrupted();

}  // namespace base
