// The variables of a PL/pgSQL body, and how often each is set. Inside this room only.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace sql {

/// The text of the expression that the tree has under `key`; empty where there is none.
std::string query_of(const base::Json& node, const char* key);

/// Whether the word stands in the expression as a word of its own: "r" is not in "format(which)".
bool has_name(std::string_view expression, std::string_view word);

/// How often each variable is set, as the tree says it: assigned to, read INTO, looped over.
class Settings {
 public:
  explicit Settings(const base::Json& function);
  /// By number, as the tree refers to them.
  [[nodiscard]] const std::vector<std::string>& variables() const { return variables_; }
  /// Other than by its declaration and by FOREACH or FOR.
  [[nodiscard]] int assigned(const std::string& name) const { return times(assigned_, name); }
  [[nodiscard]] bool looped(const std::string& name) const { return times(looped_, name) > 0; }
  [[nodiscard]] bool has_default(const std::string& name) const { return times(defaults_, name) > 0; }
  /// An inner block may have another variable of the name.
  [[nodiscard]] bool ambiguous(const std::string& name) const { return times(declared_, name) > 1; }
  [[nodiscard]] bool constant(const std::string& name) const {
    return assigned(name) == 0 && !looped(name) && !ambiguous(name);
  }

 private:
  using Times = std::map<std::string, int>;
  static int times(const Times& all, const std::string& name) {
    const auto found = all.find(name);
    return found == all.end() ? 0 : found->second;
  }
  void look_at(const base::Json& node, Times& into);
  void look_at_statement(const std::string& kind, const base::Json& node);
  void note(const base::Json& variable, Times& into);
  std::vector<std::string> variables_;
  std::map<std::size_t, std::size_t> records_;  // of which a variable is a field
  Times assigned_;
  Times looped_;
  Times defaults_;
  Times declared_;
};

}  // namespace sql
