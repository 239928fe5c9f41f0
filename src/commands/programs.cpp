#include "commands/programs.h"

#include <map>

namespace commands {

static std::map<std::string_view, const Program*> by_name() {
  std::map<std::string_view, const Program*> out;
  for (const auto& entry : programs()) {
    auto names = entry.item->names;
    while (!names.empty()) {
      const auto end = std::min(names.find(' '), names.size());
      out.emplace(names.substr(0, end), entry.item);
      names.remove_prefix(std::min(end + 1, names.size()));
    }
  }
  return out;
}

const Program* find_program(std::string_view name) {
  static const auto all = by_name();
  const auto found = all.find(name);
  return found == all.end() ? nullptr : found->second;
}

}  // namespace commands
