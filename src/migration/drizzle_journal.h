// meta/_journal.json of drizzle-kit: the files in their order, each with its moment.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace migration {

struct DrizzleJournal {
  struct Entry {
    std::string tag;     // the file without .sql
    long long when = 0;  // milliseconds since 1970, what drizzle's table knows a file by
  };
  std::string dialect;
  std::vector<Entry> entries;
  bool readable = false;
};

/// `folder`: of the migrations. What cannot be read gives an unreadable one.
DrizzleJournal read_drizzle_journal(const std::filesystem::path& folder);

}  // namespace migration
