// A step's output: its beginning and its end in memory, all of it in a file: what a killed process had read is there.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "runner/redacting_log.h"

namespace runner {

class KeptOutput {
 public:
  /// `file` is made with the first line, and stays where the output grows beyond `most` bytes.
  explicit KeptOutput(std::filesystem::path file, std::size_t most = 256 * 1024);
  void add(std::string_view piece);
  /// Everything, or beginning and end with a line between that says what is missing.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] long long bytes() const { return bytes_; }
  /// Where all of it is; empty while it is short, or where the file could not be written.
  [[nodiscard]] std::filesystem::path file() const;
  /// The file is complete on return, or gone where the text is all there is.
  void end();

 private:
  HiddenFile file_;
  std::size_t most_;
  std::string head_;
  std::string tail_;
  long long bytes_ = 0;
  bool whole_ = true;
};

}  // namespace runner
