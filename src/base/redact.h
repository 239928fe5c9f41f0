// Secrets stay out of messages, journal, report and notifications.
#pragma once

#include <string>
#include <string_view>

namespace base {

/// `text` with passwords replaced by "***": in postgresql:// URLs, in password=… of connection strings, in
/// PASSWORD '…' of SQL, in variables whose names end in PASSWORD, SECRET, TOKEN or KEY.
std::string redact(std::string_view text);

}  // namespace base
