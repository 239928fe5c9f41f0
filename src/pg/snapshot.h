// A catalog as a file: `lockkeeper snapshot` takes it where the database can be reached, CI reads it where it cannot.
#pragma once

#include <filesystem>

#include "base/json.h"
#include "pg/catalog.h"

namespace pg {

/// Everything the catalog holds, in one JSON object; `"format": 2`. Names are objects {"schema", "name"}, so that no
/// quoting is lost.
base::Json to_snapshot(const Catalog& catalog);

/// The catalog that `to_snapshot` wrote, now or as format 1 (without routines and what came with them). Throws
/// Error{Code::configuration} for what is not a snapshot or a newer format.
Catalog from_snapshot(const base::Json& json);

/// The same from a file, `-` for standard input. Throws Error{Code::file} where it cannot be read as well.
Catalog read_snapshot(const std::filesystem::path& file);

}  // namespace pg
