// Names and values that a process is started with, as a value that is handed on.
//
// Nothing below app/ reads this process's own: what a piece of work needs of it is given to it, so that one process
// can hold several, each with its own. Exceptions are in process.h: where programs are found, and what a child
// inherits.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

class Environment {
 public:
  using Values = std::map<std::string, std::string, std::less<>>;

  Environment() = default;
  Environment(std::initializer_list<Values::value_type> values) : values_(values) {}

  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
  /// "" where it is not set.
  [[nodiscard]] std::string value(std::string_view name) const;
  /// Nothing takes it away.
  void set(const std::string& name, std::optional<std::string> value);
  /// "NAME=value" of each, as execve takes them.
  [[nodiscard]] std::vector<std::string> entries() const;
  [[nodiscard]] const Values& values() const { return values_; }

 private:
  Values values_;
};

/// This process's own, as it is now.
Environment own_environment();

/// Where programs are looked for: PATH, or the system's folders where it is not set.
std::string search_path(const Environment& environment);

}  // namespace base
