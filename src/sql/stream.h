// A file's statements a piece at a time: the parse tree of a large file takes thirty times its size.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "sql/statement.h"

namespace sql {

class Stream {
 public:
  /// `text` as parse() takes it; it must outlive the statements. `file`: for errors. Throws as parse does.
  Stream(std::string_view text, std::string file);
  /// The next statements, in file order, as parse() gives them; none at the end. Throws as parse does, but for
  /// the place, which is not that of the whole text.
  std::vector<Statement> next();
  /// When next() has thrown: what follows the statements it gave, as read_each() gives it. Where nothing of the whole
  /// text can be read, only the first reason stays.
  std::vector<Statement> rest(std::vector<base::Error>& refused);

 private:
  std::vector<Statement> piece(std::size_t length);
  void remember(std::vector<Statement>& found);

  std::string_view text_;
  std::string file_;
  std::size_t at_ = 0;                 // where the next piece begins: the beginning of a line
  int line_ = 1;                       // of it
  std::vector<Statement> remembered_;  // enum types and values made so far: see new_values.h
};

}  // namespace sql
