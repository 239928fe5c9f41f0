// Says that a message is being worked on: dies with the process, and leaves no file behind.
#pragma once

#include <filesystem>

namespace notify {

/// A lock that lasts as long as its file is there. Nothing is waited for; `held()` is false when somebody else has
/// it.
class DeliveryLock {
 public:
  /// Throws Error{Code::file} where the file cannot be made.
  explicit DeliveryLock(std::filesystem::path file);
  ~DeliveryLock();  // takes the file away
  DeliveryLock(const DeliveryLock&) = delete;
  DeliveryLock& operator=(const DeliveryLock&) = delete;
  [[nodiscard]] bool held() const { return descriptor_ >= 0; }

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace notify
