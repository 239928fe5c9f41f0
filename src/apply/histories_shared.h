// What the entries of the catalogue of histories share.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apply/histories.h"
#include "migration/migration.h"
#include "pg/session.h"

namespace apply {

/// The first schema of the session's search_path that holds a relation of that name; nothing where none does.
std::optional<std::string> schema_on_path(pg::Session& session, std::string_view table);

/// The table as it is written in SQL. Throws Error{Code::configuration} for one that somebody planted (own_table.h).
std::string trusted_table(pg::Session& session, const std::string& schema, std::string_view table);

/// The same where it has all of these columns: nothing where it is another tool's table of that name.
std::optional<std::string> table_with(pg::Session& session, std::string_view table,
                                      std::initializer_list<std::string_view> columns);

/// The table of that schema; nothing where it is not there.
std::optional<std::string> table_in(pg::Session& session, const std::string& schema, const std::string& table);

class Files;

/// The row of a table of numbers: columns `column` and at_ms. Checksums are not compared.
HistoryRow row_of_number(const Files& files, const pg::Result& rows, std::size_t row, std::string_view column);

/// The leading number of the entry's version, as the tools of numbered files write it.
std::string number_in(const HistoryEntry& entry);

/// The rows of a table of names, or of versions as text: `at` is its column of times, empty where it has none.
std::vector<HistoryRow> load_names(pg::Session& session, const std::string& table, std::string_view column,
                                   std::string_view at, const migration::Folder* folder);

/// The folder's migrations by what another tool knows of them. The folder outlives it.
class Files {
 public:
  explicit Files(const migration::Folder* folder);
  [[nodiscard]] const migration::Migration* of_version(std::string_view version) const;
  /// By the value of its leading number, "9" for "009".
  [[nodiscard]] const migration::Migration* of_number(std::string_view version) const;
  /// By the values of the numbers in its version, "1.0" for "1".
  [[nodiscard]] const migration::Migration* same_version(std::string_view version) const;
  /// By its version, its name, or the name of its file.
  [[nodiscard]] const migration::Migration* called(std::string_view name) const;
  /// In the order they run.
  [[nodiscard]] const std::vector<const migration::Migration*>& by_number() const { return all_; }

 private:
  std::map<std::string, const migration::Migration*, std::less<>> by_version_;
  std::map<std::string, const migration::Migration*, std::less<>> by_number_;
  std::vector<const migration::Migration*> all_;
};

}  // namespace apply
