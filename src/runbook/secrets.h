// Values that are never shown nor recorded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace runbook {

class Secrets {
 public:
  explicit Secrets(std::vector<std::string> values = {});
  [[nodiscard]] bool empty() const { return values_.empty(); }
  /// Every occurrence replaced by "***".
  [[nodiscard]] std::string hide(std::string_view text) const;
  void hide(base::Json& data) const;
  /// Bytes at the end of `text` that may be the beginning of a secret, and have to wait for what comes next.
  [[nodiscard]] std::size_t undecided(std::string_view text) const;

 private:
  std::vector<std::string> values_;  // longest first
};

/// Hides secrets in a text that comes in pieces: one that is cut in two by the pieces is found all the same.
class Hiding {
 public:
  explicit Hiding(const Secrets& secrets) : secrets_(&secrets) {}
  /// What may be shown now.
  std::string add(std::string_view piece);
  /// The rest.
  std::string end();

 private:
  const Secrets* secrets_;
  std::string waiting_;
};

}  // namespace runbook
