// Graphviz draws; it may be missing, and then there is no picture.
#pragma once

#include <optional>
#include <string>

namespace cli {

/// The graph as SVG, by the program `dot`; nothing where it is not there or does not manage in ten seconds.
std::optional<std::string> picture_of(const std::string& dot);

}  // namespace cli
