// Values that are never shown nor recorded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace runner {

class Secrets {
 public:
  explicit Secrets(std::vector<std::string> values = {});
  [[nodiscard]] bool empty() const { return values_.empty() && long_.empty(); }
  /// Every occurrence, also as programs write it (secret_forms.h) and broken into lines, replaced by "***"; those
  /// that overlap by one.
  [[nodiscard]] std::string hide(std::string_view text) const;
  void hide(base::Json& data) const;
  /// Bytes at the end of `text` that may be the beginning of a secret, and have to wait for what comes next.
  [[nodiscard]] std::size_t undecided(std::string_view text) const;

  /// Bytes from `begin` to before `end` that are hidden.
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  /// Where secrets are, in order; those that overlap are one, and so is one that overlaps the first `hidden` bytes.
  [[nodiscard]] std::vector<Span> find(std::string_view text, std::size_t hidden = 0) const;

 private:
  std::vector<std::string> values_ = {};
  std::vector<std::string> long_ = {};  // without ends of lines, which may stand anywhere in them
};

/// Hides secrets in a text that comes in pieces: one that is cut in two by the pieces is found all the same. Where
/// the pieces end makes no difference.
class Hiding {
 public:
  explicit Hiding(const Secrets& secrets) : secrets_(&secrets) {}
  /// What may be shown now.
  std::string add(std::string_view piece);
  /// The rest.
  std::string end();

 private:
  std::string show(std::string_view text, std::size_t keep);

  const Secrets* secrets_;
  std::string waiting_;
  std::size_t hidden_ = 0;  // so many bytes at the beginning of what waits belong to a "***" that has been shown
};

}  // namespace runner
