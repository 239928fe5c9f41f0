#include "runbook/kept_output.h"

#include <fmt/format.h>

#include "base/redact.h"

namespace runbook {

KeptOutput::KeptOutput(std::filesystem::path file, std::size_t most) : file_(std::move(file)), most_(most) {}

// A disk that is full stops the keeping, not the step.
void KeptOutput::write(std::string_view piece) {
  if (failed_) return;
  if (!stream_) {
    std::error_code problem;
    std::filesystem::create_directories(file_.parent_path(), problem);
    std::filesystem::permissions(file_.parent_path(), std::filesystem::perms::owner_all, problem);
    stream_.reset(std::fopen(file_.c_str(), "we"));
    if (!stream_) {
      failed_ = true;
      return;
    }
    std::filesystem::permissions(file_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                 problem);
    whole_ = true;
  }
  line_ += piece;
  const auto end = line_.rfind('\n');
  if (end == std::string::npos && line_.size() < 65'536) return;
  const auto size = end == std::string::npos ? line_.size() : end + 1;
  const auto clean = base::redact(std::string_view(line_).substr(0, size));
  line_.erase(0, size);
  if (std::fwrite(clean.data(), 1, clean.size(), stream_.get()) != clean.size()) {
    failed_ = true;
    whole_ = false;
  }
}

void KeptOutput::add(std::string_view piece) {
  const bool was_short = static_cast<std::size_t>(bytes_) <= most_;
  bytes_ += std::ssize(piece);
  if (was_short && static_cast<std::size_t>(bytes_) <= most_) {
    head_ += piece;
    return;
  }
  if (was_short) {
    write(head_);
    tail_ = head_.substr(std::min(head_.size(), most_ / 2));
    head_.resize(std::min(head_.size(), most_ / 2));
  }
  write(piece);
  tail_ += piece;
  if (tail_.size() > 2 * most_) tail_.erase(0, tail_.size() - most_ / 2);
}

std::string KeptOutput::text() const {
  if (static_cast<std::size_t>(bytes_) <= most_) return head_;
  const auto cut = bytes_ - std::ssize(head_) - std::ssize(tail_);
  // What stood in the head's second half is in the tail as well until the tail is trimmed.
  if (cut <= 0) return head_ + tail_;
  return fmt::format("{}\n… {} bytes are left out here …\n{}", head_, cut, tail_);
}

void KeptOutput::end() {
  if (!stream_) return;
  if (!line_.empty()) {
    const auto clean = base::redact(line_);
    std::fwrite(clean.data(), 1, clean.size(), stream_.get());
    line_.clear();
  }
  stream_.reset();
}

}  // namespace runbook
