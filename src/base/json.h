// JSON as the program writes it: keys stay in the order they were put in.
#pragma once

#include <nlohmann/json.hpp>

namespace base {

using Json = nlohmann::ordered_json;

/// The string under `key`; empty where it is missing or is not a string.
std::string text_at(const Json& object, const char* key);

}  // namespace base
