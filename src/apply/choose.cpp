#include "apply/choose.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace apply {

using base::Code;
using base::Error;

void refuse_broken(const migration::Folder& folder) {
  const auto found = std::find_if(folder.findings.begin(), folder.findings.end(), [](const auto& finding) {
    return finding.severity == migration::Finding::Severity::error;
  });
  if (found == folder.findings.end()) return;
  const auto more = std::count_if(found + 1, folder.findings.end(), [](const auto& finding) {
    return finding.severity == migration::Finding::Severity::error;
  });
  Error error{Code::migration, found->message, found->hint};
  if (!found->place.file.empty()) error.at(found->place);
  if (more > 0)
    error.with("and", fmt::format("{}; 'lockkeeper validate' shows all", base::count_of(more, "more error")));
  throw error;
}

static void refuse_half_done(const migration::Folder& folder, const Attempt& attempt) {
  const auto& applied = attempt.applied;
  if (attempt.undo_done) {
    throw Error{Code::migration,
                fmt::format("the undo of {} was interrupted after {}", applied.name,
                            base::count_of(*attempt.undo_done, "statement")),
                "Finish it with 'lockkeeper down' first."};
  }
  const bool open = applied.state == plan::State::running || applied.state == plan::State::failed;
  const bool left_something =
      !applied.transactional && (applied.statements_done > 0 || applied.state == plan::State::running);
  if (!open || !left_something || attempt.adopted || migration::with_version(folder, applied.version)) return;
  throw Error{Code::migration,
              fmt::format("{} was interrupted after {} of {}, and its file is gone", applied.name,
                          applied.statements_done, base::count_of(applied.statements_total, "statement")),
              fmt::format("Bring the file back (the history keeps its text), or undo by hand what it did and say "
                          "'lockkeeper resolve --rolled-back {}'.",
                          applied.name)};
}

static bool is_applied(const std::vector<Attempt>& attempts, std::string_view version) {
  const auto* attempt = find(attempts, version);
  return attempt && attempt->applied.state == plan::State::applied;
}

std::vector<const migration::Migration*> choose(const migration::Folder& folder, const std::vector<Attempt>& attempts,
                                                const plan::UpRequest& request) {
  refuse_broken(folder);
  for (const auto& attempt : attempts) refuse_half_done(folder, attempt);
  if (request.target && is_applied(attempts, migration::find(folder, *request.target).version)) return {};
  return plan::choose_up(folder, settled(attempts), request);
}

Script script_of(const migration::Migration& migration) {
  return read_script(migration.name, migration.up.text, migration.up.shown, migration.header.no_transaction);
}

std::vector<Script> scripts_of(const std::vector<const migration::Migration*>& migrations) {
  std::vector<Script> scripts;
  scripts.reserve(migrations.size());
  for (const auto* migration : migrations) scripts.push_back(script_of(*migration));
  return scripts;
}

}  // namespace apply
