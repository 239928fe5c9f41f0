// What the entries of the catalogue of histories share.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

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

/// The folder's migrations by what another tool knows of them. The folder outlives it.
class Files {
 public:
  explicit Files(const migration::Folder* folder);
  [[nodiscard]] const migration::Migration* of_version(std::string_view version) const;
  /// By the value of its leading number, "9" for "009".
  [[nodiscard]] const migration::Migration* of_number(std::string_view version) const;

 private:
  std::map<std::string, const migration::Migration*, std::less<>> by_version_;
  std::map<std::string, const migration::Migration*, std::less<>> by_number_;
};

}  // namespace apply
