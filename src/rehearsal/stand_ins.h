// stand-ins.toml: what answers in a rehearsal where the runbook calls something that is not to be called.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"

namespace rehearsal {

struct StandIn {
  std::string command;      // glob over the words, joined by spaces: "kubectl get *"
  std::string output = {};  // what it prints
  int exit_code = 0;
  std::optional<std::string> run = {};  // a snippet for sh instead; the words are its $1, $2 …
  int line = 0;                         // in the file
};

/// A folder that is there for the rehearsal alone.
struct Folder {
  std::string path;       // absolute
  std::string from = {};  // shows what is in this folder of the working directory; empty: an empty one
};

struct StandIns {
  bool pass = true;  // what is not declared says so and ends with 0; else with 1
  std::vector<StandIn> declared = {};
  std::vector<Folder> folders = {};
  std::map<std::string, std::string> environment = {};  // variables for the commands
};

/// Reads the file. Throws Error{Code::file} when it is missing and Error{Code::configuration} with file, line and the
/// near match for what it cannot be.
StandIns read_stand_ins(const std::filesystem::path& file);

/// The first that fits the call, or null. Words are compared as they are: nothing in them is expanded.
const StandIn* find_stand_in(std::span<const StandIn> declared, std::span<const std::string> words);

base::Json to_json(const StandIn& stand_in);
StandIn stand_in_from_json(const base::Json& json);

}  // namespace rehearsal
