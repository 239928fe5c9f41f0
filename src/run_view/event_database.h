// Which database an event is about.
#pragma once

#include <string>

#include "journal/event.h"

namespace run_view {

/// Its name; "" where the event is about none. Events of version 0.1.0 say it in their data, if at all.
std::string database_of(const journal::Event& event);

}  // namespace run_view
