// One judgement of a project's migrations: lint, validate, plan, up and its dry run say the same of one file.
#pragma once

#include <future>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "apply/history.h"
#include "findings/finding.h"
#include "migration/migration.h"
#include "migration/parsed.h"
#include "pg/catalog.h"
#include "plan/plan.h"
#include "review/review.h"

namespace app {

class Project;

/// What the files are held against.
struct Ground {
  std::vector<plan::Applied> history = {};  // what stands in nobody's way left out
  std::set<std::string> begun = {};        // versions of which some statements are done: the schema has those already
  std::optional<pg::Catalog> live = {};    // a server's or a snapshot's; nothing: the files alone
  std::optional<pg::Catalog> schema = {};  // without one: what the migrations of the history make
};

/// The target's history and catalog as they were at one moment: while others apply migrations, a history and a
/// catalog that were read one after the other contradict each other.
Ground ground_of(pg::Session& session, const std::string& schema, const migration::Folder& folder);

/// Everything that is known to be wrong, errors first: the folder, the history, what the grammar, the runner or the
/// server will refuse, relations that are not there. What an allowance in the file silences is left out.
std::vector<migration::Finding> judge(Project& project, const migration::Folder& folder, const Ground& ground);

/// The part of it that the rules of lint do not say, or say knowing less: relations, dependencies, the runner.
/// `files` holds the folder's; `reviewed` is the rules' own walk through `migrations`, which may still be under way.
std::vector<migration::Finding> judge_beside_rules(const migration::Folder& folder, const Ground& ground,
                                                   migration::ParsedFiles& files,
                                                   const std::vector<const migration::Migration*>& migrations,
                                                   const std::shared_future<review::Reviewed>& reviewed);

/// Of them, what keeps `chosen` from being applied: all errors of the folder itself, and those in the files chosen.
std::vector<migration::Finding> in_the_way(const std::vector<migration::Finding>& findings,
                                           const migration::Folder& folder,
                                           const std::vector<const migration::Migration*>& chosen);

/// Whether a person may have the migration applied all the same: the finding is a judgement of what the server will
/// do, not a file that cannot be run.
bool may_be_overridden(const migration::Finding& finding);

/// Throws Error{Code::migration} at the first of `blocking`, if there is one; `all` is counted.
void refuse_known(const std::vector<migration::Finding>& blocking, const std::vector<migration::Finding>& all);

/// Puts what `judged` says beside the rules in the place of what those found, for `files`; as severe as the
/// configuration has it.
void take_over(std::vector<findings::Finding>& found, const std::vector<migration::Finding>& judged,
               const std::set<std::string>& files, const review::Settings& settings);

}  // namespace app
