// A person noted something.
#pragma once

#include <string>
#include <string_view>

namespace journal {

struct Note {
  static constexpr std::string_view kind = "note";
  std::string text = {};
  bool action = false;
  std::string owner = {};
  std::string due = {};
};

}  // namespace journal
