// JSON as the program writes it: keys stay in the order they were put in.
#pragma once

#include <nlohmann/json.hpp>

namespace base {

using Json = nlohmann::ordered_json;

}  // namespace base
