// SQLite as this room uses it: a connection and its statements, closed by themselves, errors as base::Error.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "base/clock.h"
#include "base/error.h"

namespace journal {

class Database;

/// One prepared statement. Parameters and columns are given in order: parameters count from 1, columns from 0.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int position, long long value);
  Statement& bind(int position, std::string_view value);          // copied
  Statement& bind_or_null(int position, std::string_view value);  // "" binds NULL
  /// True while there is a row. A busy answer is tried again until the database's patience ends.
  bool step();
  /// Runs to the end and makes ready for the next binding.
  void run();
  [[nodiscard]] long long integer(int column) const;
  [[nodiscard]] std::string text(int column) const;  // NULL reads as ""
  [[nodiscard]] int type(int column) const;          // SQLITE_INTEGER, SQLITE_TEXT …

 private:
  const Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

/// One connection; used by one thread at a time (the caller's lock sees to it).
class Database {
 public:
  /// The file must exist. Opened for reading only where the file does not let us write.
  Database(std::filesystem::path file, base::Milliseconds patience);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// One statement without results.
  void execute(std::string_view sql) const;
  /// The first column of the first row; 0 where there is none.
  [[nodiscard]] long long number(std::string_view sql) const;
  /// Undoes what is open; says nothing where nothing is.
  void rollback() const noexcept;

  [[nodiscard]] sqlite3* handle() const { return handle_; }
  /// On a full disk nobody else can have it open as well: see the constructor.
  [[nodiscard]] bool alone() const { return alone_; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  [[nodiscard]] base::Milliseconds patience() const { return patience_; }
  /// The last failure as an Error that names the file, SQLite's reason and the way out.
  [[nodiscard]] base::Error error(int result) const;

 private:
  std::filesystem::path file_;
  base::Milliseconds patience_;
  void open();
  [[nodiscard]] bool has_no_room() const;

  sqlite3* handle_ = nullptr;
  bool alone_ = false;
};

/// True for the answers that pass when the other process is done.
bool is_busy(int result);

}  // namespace journal
