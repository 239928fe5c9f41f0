// sqitch.plan: the changes of a project in the order they are deployed. Source: sqitchers/sqitch, App::Sqitch::Plan
// (_parse, check_changes) and App::Sqitch::Plan::Change (info, id, path_segments).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace migration {

struct SqitchTag {
  std::string name;          // without the @
  std::string at = {};       // as of a change
  std::string planner = {};  // likewise
  std::string note = {};
  std::string id = {};  // SHA-1 of all of that, as in sqitch.tags
};

struct SqitchChange {
  std::string name;
  std::vector<std::string> requires_ = {};  // as written: "users", "users@v1", "other:change"
  std::vector<std::string> conflicts = {};
  std::string at = {};       // "2013-12-31T17:26:40Z"
  std::string planner = {};  // "Name <mail>"
  std::string note = {};
  std::vector<SqitchTag> tags = {};  // those that follow it before the next change
  std::string id = {};               // SHA-1 of all of that, as in sqitch.changes
  std::string parent = {};           // the id of the change before it
  int line = 0;
};

struct SqitchPlan {
  std::string project;
  std::string uri;
  std::vector<SqitchChange> changes;
  struct Problem {
    int line = 0;
    std::string message;
  };
  std::vector<Problem> problems;
};

SqitchPlan read_sqitch_plan(std::string_view text);

/// Where a project's files are, as its sqitch.conf says.
struct SqitchFolders {
  std::filesystem::path plan;
  std::filesystem::path deploy;
  std::filesystem::path revert;
  std::filesystem::path reworked;  // for files of changes that were reworked; empty: beside the others
  std::string ending = ".sql";
};
SqitchFolders sqitch_folders(const std::filesystem::path& folder);

/// The ID of the change that change `at` requires, written "users", "users@v1" or "@v1"; empty where the plan has
/// none before it.
std::string required_id(const SqitchPlan& plan, std::size_t at, std::string_view required);

/// The names that the file of change `at` may have, without the ending: "users", or where a later change of the same
/// name reworks it "users@v1" for every tag between the two.
std::vector<std::string> file_names(const SqitchPlan& plan, std::size_t at);

}  // namespace migration
