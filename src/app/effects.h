// What files of SQL do to the schema at hand, whatever folder or history they belong to.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/consequences.h"
#include "app/project.h"
#include "plan/blocked.h"
#include "plan/plan.h"

namespace app {

struct EffectsRequest {
  std::vector<std::filesystem::path> files;            // in the order they would run
  std::optional<std::filesystem::path> snapshot = {};  // instead of the database
  bool offline = false;                                // what the migrations before the first file make
  bool what_cannot_be_parsed_is_unknown = false;       // else it is an error, with its place
};

struct FileEffects {
  bool fails = false;
  bool data_loss = false;
  std::vector<std::string> left_out;  // commands of psql, in words
  std::vector<std::string> unknown;   // these and what could not be judged
  std::vector<std::string> indexes_rebuilt;
  std::vector<plan::Blocked> relations;
  Consequences consequences;
};

struct Effects {
  std::vector<migration::Migration> files;  // that `plan` points to
  plan::Plan plan;                          // one for each file
  std::vector<FileEffects> of_files;
  bool readable = true;  // all could be parsed
};

/// Throws Error{Code::sql_syntax} for a file that cannot be parsed, Error{Code::file}, and as connecting does.
Effects effects(Project& project, const EffectsRequest& request);

}  // namespace app
