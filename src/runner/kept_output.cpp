#include "runner/kept_output.h"

#include <fmt/format.h>

namespace runner {

KeptOutput::KeptOutput(std::filesystem::path file, std::size_t most) : file_(std::move(file), true), most_(most) {}

void KeptOutput::add(std::string_view piece) {
  const bool was_short = static_cast<std::size_t>(bytes_) <= most_;
  bytes_ += std::ssize(piece);
  whole_ = file_.add(piece) && whole_;
  if (was_short && static_cast<std::size_t>(bytes_) <= most_) {
    head_ += piece;
    return;
  }
  if (was_short) {
    tail_ = head_.substr(std::min(head_.size(), most_ / 2));
    head_.resize(std::min(head_.size(), most_ / 2));
  }
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

std::filesystem::path KeptOutput::file() const {
  return whole_ && static_cast<std::size_t>(bytes_) > most_ ? file_.path() : std::filesystem::path();
}

void KeptOutput::end() {
  file_.end();
  if (!file().empty() || bytes_ == 0) return;
  std::error_code ignored;  // a file that stays is of no harm
  std::filesystem::remove(file_.path(), ignored);
  std::filesystem::remove(file_.path().parent_path(), ignored);  // where it is empty now
}

}  // namespace runner
