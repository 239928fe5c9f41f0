// Whose turn it is: of several processes that drive one run, one carries out a step at a time. Kernel locks on files,
// so that a process that dies, however it dies, gives its turn back.
#pragma once

#include <filesystem>

namespace runner {

/// A lock that can be taken and given back. One per process; two of one file exclude each other in one process too.
/// The file may be removed by who has all to itself; the others then lock the new one.
class RunLock {
 public:
  /// Makes the file. Throws Error{Code::file}.
  explicit RunLock(const std::filesystem::path& file);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  bool take();   // nothing is waited for
  bool share();  // together with others who share it; nothing is waited for
  void give();

 private:
  void open();
  bool lock(int how);
  [[nodiscard]] bool is_the_file() const;

  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace runner
