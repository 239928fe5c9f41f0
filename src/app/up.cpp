#include "app/up.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "app/judgement.h"
#include "app/not_taken.h"
#include "app/review_settings.h"
#include "base/error.h"
#include "base/text.h"
#include "check/requirements.h"
#include "journal/events/migration_despite.h"
#include "pg/catalog.h"

namespace app {

using Migrations = std::vector<const migration::Migration*>;

// What the environment requires, before anything is asked or done.
static void refuse_unmet(Project& project, const Migrations& migrations) {
  if (!project.environment()) return;
  std::vector<check::Requirement> wanted;
  for (const auto& text : project.config().environments.at(*project.environment()).require)
    wanted.push_back(check::read_requirement(text));
  if (wanted.empty() || migrations.empty()) return;
  auto session = project.connect();
  auto events = project.journal().read({.kind = "backup."});
  for (auto& event : project.journal().read({.kind = "check.finished"})) events.push_back(std::move(event));
  auto missing = check::unmet(wanted, events, session.database(), base::system_clock().now());
  const bool review =
      std::ranges::any_of(wanted, [](const auto& each) { return each.kind == check::Requirement::Kind::review; });
  if (review) {
    const auto wishes = review_wishes(project);
    const auto worst = findings::severity_named(wishes.fail_on).value_or(findings::Severity::error);
    const auto found = review::review(migrations, pg::load_catalog(session), wishes.settings);
    const auto bad = std::ranges::count_if(found, [&](const auto& each) { return each.severity >= worst; });
    if (bad > 0)
      missing.push_back({fmt::format("the rules find {} of severity {} or worse in the pending migrations",
                                     base::count_of(bad, "finding"), findings::name(worst)),
                         "See them with 'lockkeeper validate' and 'lockkeeper lint'."});
  }
  if (missing.empty()) return;
  base::Error error{base::Code::check_failed,
                    fmt::format("the environment {} requires more before {} is changed: {}", *project.environment(),
                                session.database(), missing.front().what),
                    missing.front().todo};
  for (std::size_t at = 1; at < missing.size(); ++at) error.with("also", missing[at].what + ". " + missing[at].todo);
  throw error;
}

// Who takes a known failure upon themselves says of which migration, and that stays on record.
static void record_despite(Project& project, const apply::Run& running, const migration::Migration& migration,
                           const std::vector<migration::Finding>& findings) {
  journal::MigrationDespite despite{.version = migration.version, .name = migration.name};
  for (const auto& finding : findings) {
    despite.findings.push_back(
        {.rule = finding.rule, .file = finding.place.file, .line = finding.place.line, .message = finding.message});
    project.tell(fmt::format("  {} is applied although: {}\n", migration.name, finding.message));
  }
  running.journal->append(apply::event(running, despite));
}

// What is known to fail is refused before anything begins: of ten migrations, none is applied then, and not four.
static void refuse_what_will_fail(Project& project, const apply::Run& running, const migration::Folder& folder,
                                  const Migrations& chosen, const Ground& ground, const UpRequest& request) {
  const auto all = judge(project, folder, ground);
  auto blocking = in_the_way(all, folder, chosen);
  for (const auto& name : request.despite) {
    const auto& migration = migration::find(folder, name);
    std::vector<migration::Finding> taken;
    std::erase_if(blocking, [&](const migration::Finding& finding) {
      const bool of_its_undo = migration.down && finding.place.file == migration.down->shown;
      const bool meant = of_its_undo || (finding.place.file == migration.up.shown && may_be_overridden(finding));
      if (meant) taken.push_back(finding);
      return meant;
    });
    if (taken.empty()) continue;
    auto session = project.connect();
    record_despite(project, apply::on_database(running, session), migration, taken);
  }
  refuse_known(blocking, all);
}

static bool has_errors(const migration::Folder& folder) {
  return std::ranges::any_of(
      folder.findings, [](const auto& finding) { return finding.severity == migration::Finding::Severity::error; });
}

// Nothing may be chosen then; the history is read for the judgement alone.
static void refuse_broken_folder(Project& project, const apply::Run& running, const migration::Folder& folder,
                                 const UpRequest& request) {
  if (!has_errors(folder)) return;
  auto session = project.connect();
  refuse_what_will_fail(project, running, folder, {}, ground_of(session, project.config().history_schema, folder),
                        request);
}

static void refuse_pending(Project& project, const apply::Run& running, const migration::Folder& folder,
                           const apply::Pending& pending, const UpRequest& request) {
  auto session = project.connect();
  refuse_what_will_fail(project, running, folder, pending.migrations,
                        ground_of(session, project.config().history_schema, folder), request);
}

static bool agreed_up(Project& project, const Migrations& migrations) {
  refuse_unmet(project, migrations);
  project.tell(fmt::format("{} to apply:\n", base::count_of(std::ssize(migrations), "migration")));
  for (const auto* migration : migrations) {
    const auto& about = migration->header.description;
    project.tell(fmt::format("  {}{}\n", migration->name, about.empty() ? "" : "  " + base::shorten(about, 60)));
  }
  if (project.request().agreed) return true;
  const auto database = project.connect().database();
  return project.agreed(fmt::format("Apply {} to {}?", migrations.size() == 1 ? "it" : "them", database), database);
}

static migration::Folder folder_told(Project& project) {
  auto folder = project.folder();
  project.tell(not_taken(folder));
  return folder;
}

Applied up(Project& project, const UpRequest& request) {
  const base::Stopwatch watch(base::system_clock());
  auto running = run_for(project, request.waiting);
  running.analyze = running.analyze && request.analyze;
  const auto folder = folder_told(project);
  refuse_broken_folder(project, running, folder, request);
  auto result = apply::up(running, folder, {.request = request.choice, .confirm = [&](const apply::Pending& pending) {
                                              refuse_pending(project, running, folder, pending, request);
                                              return agreed_up(project, pending.migrations);
                                            }});
  if (result.declined) throw base::Error{base::Code::stopped, "nothing was applied, as you said"};
  return {.result = std::move(result),
          .run = running.id,
          .folder = folder.path.filename().string(),
          .nothing_there = folder.migrations.empty(),
          .took = watch.elapsed()};
}

std::vector<apply::DryRunResult> try_up(Project& project, const UpRequest& request) {
  const auto running = run_for(project, request.waiting);
  const auto folder = folder_told(project);
  refuse_broken_folder(project, running, folder, request);
  return apply::dry_run(running, folder, {.request = request.choice, .confirm = [&](const apply::Pending& pending) {
                                            refuse_pending(project, running, folder, pending, request);
                                            return true;
                                          }});
}

}  // namespace app
