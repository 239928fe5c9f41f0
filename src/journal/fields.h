// What the fields of events are made of.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace journal {

/// An object whose keys are names, in the order they were put in.
template <class Value>
using Pairs = std::vector<std::pair<std::string, Value>>;

}  // namespace journal
