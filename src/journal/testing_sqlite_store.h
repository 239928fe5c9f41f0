// For tests of this room: the journal's file touched behind its back.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "journal/sqlite.h"

namespace journal {

/// One statement, the triggers that keep events as they are taken away first.
inline void change_table(const std::filesystem::path& file, std::string_view sql) {
  const Database database(file, std::chrono::seconds(10));
  database.execute("DROP TRIGGER IF EXISTS events_stay_as_they_are");
  database.execute("DROP TRIGGER IF EXISTS events_stay");
  database.execute(sql);
}

inline long long count_in_table(const std::filesystem::path& file) {
  return Database(file, std::chrono::seconds(10)).number("SELECT count(*) FROM events");
}

/// Keeps other writers out while it lives.
class TableLock {
 public:
  explicit TableLock(const std::filesystem::path& file) : database_(file, std::chrono::seconds(10)) {
    database_.execute("BEGIN IMMEDIATE");
  }

 private:
  Database database_;
};

}  // namespace journal
