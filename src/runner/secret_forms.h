// How programs write a value: as it is, quoted for a shell, in JSON, in an address, as base64.
#pragma once

#include <string>
#include <vector>

namespace runner {

/// The value itself, first, and each other form of it that is long enough to mean nothing else (8 bytes). base64 has
/// three, by where the value stands in what is encoded; of each the part that is the same whatever stands around it.
std::vector<std::string> written_forms(const std::string& value);

}  // namespace runner
