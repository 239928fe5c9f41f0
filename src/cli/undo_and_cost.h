// How the consequences of a file are shown.
#pragma once

#include <string>

#include "app/consequences.h"
#include "base/json.h"

namespace cli {

/// "nothing", "write", "read and write": what waits behind the lock.
std::string_view cannot_meanwhile(bool reads, bool writes);

base::Json to_json(const app::Consequences& consequences);
std::string to_text(const app::Consequences& consequences, bool verbose = false);

}  // namespace cli
