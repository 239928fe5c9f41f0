// Secrets stay out of messages, journal, report and notifications.
#pragma once

#include <string>
#include <string_view>

namespace base {

/// `text` with what looks like a secret replaced by "***": passwords in URLs of any scheme; what is given to a name
/// that is_secret_name knows, be it by =, by : or in JSON or YAML; PASSWORD '…' of SQL in any quoting, also where
/// the text ends in the middle of it; Bearer and Authorization; curl -u user:…; private keys.
/// References ($NAME, ${NAME}) stay, as they show nothing.
std::string redact(std::string_view text);

/// Whether a variable, field or key of this name holds a secret: "DB_PASS", "apiKey", "Root password".
bool is_secret_name(std::string_view name);

}  // namespace base
