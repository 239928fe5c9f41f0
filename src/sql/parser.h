// PostgreSQL's parser and the memory its tree lives in.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sql/postgres18.h"

struct Machine;  // sql/grammar/machine.h

namespace sql {

/// One text parsed. The tree lives as long as this object, and belongs to the thread that made it.
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
  std::shared_ptr<Machine> machine_;
  std::uint32_t context_ = 0;
  const raw::List* statements_ = nullptr;
  std::optional<Failure> failure_;
};

/// What PL/pgSQL's own grammar makes of a CREATE FUNCTION, CREATE PROCEDURE or DO statement: JSON, or why it refuses.
struct PlpgsqlAnswer {
  std::string json;     // {"plpgsql_funcs":[…]}
  std::string problem;  // "" if there is none
};
PlpgsqlAnswer parse_plpgsql(const std::string& text);

/// The tree of a text as JSON; "" where it does not parse. For tests: reading the tree itself is
/// faster.
std::string parse_json(const std::string& text);

}  // namespace sql
