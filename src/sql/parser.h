// libpg_query's parser and the memory its tree lives in.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sql/postgres15.h"

namespace sql {

/// One text parsed. The tree lives as long as this object, and belongs to the thread that made it; objects of one
/// thread end in the reverse order of their making.
class Parsed {
 public:
  struct Failure {
    std::string message;       // PostgreSQL's
    std::size_t position = 0;  // characters from 1; 0 if it has none
  };

  explicit Parsed(const std::string& text);  // without NUL bytes, UTF-8
  ~Parsed();
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }
  [[nodiscard]] const raw::List* statements() const { return statements_; }  // of RawStmt; null if there are none

 private:
  void* memory_;
  const raw::List* statements_ = nullptr;
  std::optional<Failure> failure_;
};

}  // namespace sql
