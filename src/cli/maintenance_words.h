// What the maintenance commands share.
#pragma once

#include <optional>
#include <string>

#include "cli/command.h"
#include "maintenance/maintenance.h"

namespace cli {

/// "30s" as given with `option`; nothing for "". Throws Error{Code::usage} for what is not a span.
std::optional<base::Milliseconds> span_of(std::string_view option, const std::string& text);

/// "read_only for web, worker".
std::string fence_words(const maintenance::Record& record);

base::Json described(const std::vector<maintenance::Session>& sessions);
/// {id, database, server, since, until, by, reason, run, fence, roles, on, left}
base::Json to_json(const maintenance::Record& record);

}  // namespace cli
