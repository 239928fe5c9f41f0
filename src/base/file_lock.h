// One at a time, among processes and within one: a lock on a file. It is the kernel's (flock), so that a process that
// dies, however it dies, gives it back.
#pragma once

#include <filesystem>

namespace base {

struct FileLockOptions {
  bool take = true;     // at once; otherwise the file is made and nothing more
  bool remove = false;  // the file goes with the lock, where it is held alone at the end
};

/// Nothing is waited for. Two of one file exclude each other in one process too. Whoever has all to itself may remove
/// the file: the others then lock its successor.
class FileLock {
 public:
  /// Makes the file and its folder. Throws Error{Code::file}.
  explicit FileLock(std::filesystem::path file, const FileLockOptions& options = {});
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  bool take();   // alone; false where somebody else has it
  bool share();  // together with others who share it; false where somebody has it alone
  void release();
  [[nodiscard]] bool held() const { return held_; }  // alone

 private:
  void open();
  bool lock(int how);
  [[nodiscard]] bool is_the_file() const;

  std::filesystem::path file_;
  bool remove_;
  int descriptor_ = -1;
  bool held_ = false;
};

}  // namespace base
