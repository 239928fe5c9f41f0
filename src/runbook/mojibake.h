// UTF-8 that was once read as Windows-1252 and saved again: "âœ“" was "✓".
#pragma once

#include <string>
#include <string_view>

namespace runbook {

/// `text` (UTF-8) with such sequences put right. Anything else stays: "é" and "â" alone are letters.
std::string mend_mojibake(std::string_view text);

}  // namespace runbook
