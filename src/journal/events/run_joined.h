// Another process drives the run as well.
#pragma once

#include <string>
#include <string_view>

namespace journal {

struct RunJoined {
  static constexpr std::string_view kind = "run.joined";
  long long pid = 0;
};

}  // namespace journal
