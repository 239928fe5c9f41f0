// What `plan` and `effects` judge against where no database is asked.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "migration/migration.h"
#include "pg/catalog.h"
#include "plan/plan.h"

namespace app {

class Project;

/// The schema that the migrations make from nothing, one after the other. Sizes, data and whatever no file made are
/// not known. Throws Error{Code::sql_syntax} for one that does not parse.
pg::Catalog schema_after(const std::vector<const migration::Migration*>& migrations);

/// The migrations up to the one that `last` names, as migration::find() takes it; none without a name.
std::vector<const migration::Migration*> up_to(const migration::Folder& folder,
                                               const std::optional<std::string>& last);
/// The history of a database that has these migrations and no others.
std::vector<plan::Applied> as_applied(const std::vector<const migration::Migration*>& migrations);

/// The migration of the folder that the file is; null if it is none.
const migration::Migration* in_folder(const migration::Folder& folder, const std::filesystem::path& file);
/// The folder of migrations that holds the file: the configured one, the file's own or the one above it.
std::optional<migration::Folder> folder_of(Project& project, const std::filesystem::path& file);
/// The migrations that run before the file; all of them if it is none of them.
std::vector<const migration::Migration*> before(const migration::Folder& folder, const std::filesystem::path& file);

}  // namespace app
