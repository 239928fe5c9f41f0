// Pointers inside the memory of PostgreSQL's parser, which is a 32-bit machine in a memory of its own: sql/grammar/.
#pragma once

#include <cstdint>

namespace sql::raw {

/// A pointer as that machine writes it: the distance from the beginning of its memory, which stands at a multiple of
/// 4 GiB. So its own place says where that is, and it is never copied from there, only turned into a pointer of ours.
template <class T>
class Ptr {
 public:
  Ptr() = default;
  Ptr(const Ptr&) = delete;
  Ptr& operator=(const Ptr&) = delete;

  [[nodiscard]] T* get() const {
    if (offset_ == 0) return nullptr;
    const auto* here = reinterpret_cast<const char*>(this);
    const auto* memory = here - static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(here));
    return const_cast<T*>(reinterpret_cast<const T*>(memory + offset_));
  }
  operator T*() const { return get(); }
  T* operator->() const { return get(); }

 private:
  std::uint32_t offset_;
};

}  // namespace sql::raw
