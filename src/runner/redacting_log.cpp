#include "runner/redacting_log.h"

#include "base/redact.h"

namespace runner {

namespace fs = std::filesystem;

// Longer lines are cut for the search: a program that never ends its line must not fill the memory.
static constexpr std::size_t longest_line = 65'536;

bool HiddenFile::open() {
  if (stream_ || failed_) return !failed_;
  std::error_code problem;
  fs::create_directories(path_.parent_path(), problem);
  fs::permissions(path_.parent_path(), fs::perms::owner_all, problem);
  stream_.reset(std::fopen(path_.c_str(), "we"));
  failed_ = !stream_;
  if (!failed_) fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write, problem);
  return !failed_;
}

void HiddenFile::write(std::string_view text) {
  const auto clean = base::redact(text);
  failed_ = std::fwrite(clean.data(), 1, clean.size(), stream_.get()) != clean.size() ||
            (at_once_ && std::fflush(stream_.get()) != 0);
}

bool HiddenFile::add(std::string_view piece) {
  if (!open()) return false;
  line_ += piece;
  const auto end = line_.rfind('\n');
  if (end == std::string::npos && line_.size() < longest_line) return true;
  const auto size = end == std::string::npos ? line_.size() : end + 1;
  write(std::string_view(line_).substr(0, size));
  line_.erase(0, size);
  return !failed_;
}

void HiddenFile::end() {
  if (!stream_) return;
  if (!line_.empty() && !failed_) write(line_);
  line_.clear();
  stream_.reset();
}

}  // namespace runner
