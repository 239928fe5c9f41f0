// A file that what a command prints goes to, without secrets: declared ones were hidden before, passwords in
// connection strings and the like are looked for here, in whole lines.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace runner {

class HiddenFile {
 public:
  /// Nothing is made before the first add. `at_once`: whole lines can be read as soon as they are added.
  explicit HiddenFile(std::filesystem::path path, bool at_once = false) : path_(std::move(path)), at_once_(at_once) {}
  /// False where it could not be written: a disk that is full stops the keeping, not the step.
  bool add(std::string_view piece);
  /// All of it is in the file on return.
  void end();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  bool open();
  void write(std::string_view text);

  std::filesystem::path path_;
  bool at_once_;
  bool failed_ = false;
  std::string line_;  // not yet in the file
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream_{nullptr, std::fclose};
};

}  // namespace runner
