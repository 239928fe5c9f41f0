// A file of SQL by itself, whatever folder or history it belongs to.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "migration/migration.h"

namespace app {

/// As a migration whose name is the file's. Throws Error{Code::file} where it cannot be read.
migration::Migration read_loose_file(const std::filesystem::path& file);

/// Blanks what psql alone understands, its commands and the rows of a COPY, so that the statements around it can be
/// judged; line numbers stay. What was left out, in words: "line 3: \i x.sql is a command of psql, which is not
/// followed".
std::vector<std::string> blank_psql_commands(std::string& text, const std::string& shown);

}  // namespace app
