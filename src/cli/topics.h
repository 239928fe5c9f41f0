// Pages about what belongs to no single command: topics/NAME.md, embedded as they are (cmake/catalogue.cmake).
#pragma once

#include <span>
#include <string_view>

namespace cli {

struct Page {
  std::string_view id;  // the file's stem with dashes
  std::string_view text;
};

std::span<const Page> topics();

}  // namespace cli
