// What may enter the journal: texts without secrets, in valid UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace journal {

/// base::redact for a text of any length, invalid UTF-8 replaced by U+FFFD.
std::string clean(std::string_view text);

/// Every text value in it cleaned; texts under a key that ends in password, passphrase or secret become "***".
void clean(base::Json& data);

}  // namespace journal
