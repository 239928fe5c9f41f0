// A step's output: its beginning and its end in memory, all of it in a file once it is long.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace runbook {

class KeptOutput {
 public:
  /// `file` is made when the output grows beyond `most` bytes; its folder must not be needed before.
  explicit KeptOutput(std::filesystem::path file, std::size_t most = 256 * 1024);
  void add(std::string_view piece);
  /// Everything, or beginning and end with a line between that says what is missing.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] long long bytes() const { return bytes_; }
  /// Where all of it is; empty while it is short, or where the file could not be written.
  [[nodiscard]] std::filesystem::path file() const { return whole_ ? file_ : std::filesystem::path(); }
  /// The file is complete on return.
  void end();

 private:
  void write(std::string_view piece);

  std::filesystem::path file_;
  std::size_t most_;
  std::string head_;
  std::string tail_;
  std::string line_;  // not yet in the file: secrets are looked for in whole lines
  long long bytes_ = 0;
  bool whole_ = false;
  bool failed_ = false;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream_{nullptr, std::fclose};
};

}  // namespace runbook
