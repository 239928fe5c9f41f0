// The words of a task, a condition or a criterion, as they are searched. Pure.
#pragma once

#include <string>
#include <string_view>

namespace facts {

/// In lower case, without Markdown's marks and with one blank between words; "≥", "–" and curly quotes as ASCII.
class Text {
 public:
  explicit Text(std::string_view written);
  [[nodiscard]] const std::string& plain() const { return plain_; }
  /// Whether the pattern (ECMAScript, lower case) is found in it.
  [[nodiscard]] bool says(std::string_view pattern) const;
  /// What the pattern's first group matched; "" where the pattern is not found.
  [[nodiscard]] std::string part(std::string_view pattern) const;

 private:
  std::string plain_;
};

}  // namespace facts
