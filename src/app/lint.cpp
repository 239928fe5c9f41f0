#include "app/lint.h"

#include <algorithm>
#include <future>
#include <set>

#include <fmt/format.h>

#include "app/judgement.h"
#include "app/loose_file.h"
#include "app/offline.h"
#include "app/review_settings.h"
#include "base/error.h"
#include "migration/as_finding.h"
#include "migration/undo_section.h"
#include "pg/catalog.h"
#include "pg/snapshot.h"
#include "review/rules.h"

namespace app {

namespace fs = std::filesystem;

namespace {

// What is judged, and against what.
struct Work {
  std::vector<const migration::Migration*> migrations;  // in the order they run
  std::vector<bool> judged;
  pg::Catalog catalog;
  std::string judged_by = "the files alone";
  std::vector<migration::Finding> of_folders;  // versions twice, names out of order …
  std::vector<std::string> not_taken;          // files that no layout took, with the reason
};

}  // namespace

static bool same_file(const fs::path& one, const fs::path& other) {
  std::error_code ignored;
  return fs::equivalent(one, other, ignored);
}

static std::set<std::string> applied_versions(const Ground& ground) {
  std::set<std::string> versions;
  for (const auto& each : ground.history) versions.insert(each.version);
  return versions;
}

// The history and the schema that the folder's files are held against.
static Ground ground_for(Project& project, const migration::Folder& folder, const Work& work,
                         const std::string& since, bool live) {
  if (live) {
    auto session = project.connect();
    return ground_of(session, project.config().history_schema, folder);
  }
  if (!work.catalog.has_server()) return {};
  const auto last = since.empty() ? std::nullopt : std::optional(since);
  return {.history = as_applied(up_to(folder, last)), .live = work.catalog};
}

static void add_undo_section(const migration::Migration& migration, Work& work) {
  auto undo = migration::find_undo_section(migration.up);
  if (!undo) return;
  work.of_folders.push_back({.rule = "undo-in-file",
                             .place = std::move(undo->place),
                             .message = std::move(undo->message),
                             .hint = std::move(undo->hint)});
}

// Files that belong to the project's folder are judged where they stand in it; the others in the order given.
static void choose_files(const LintRequest& request, const std::optional<migration::Folder>& folder,
                         const Ground& ground, std::vector<migration::Migration>& loose, Work& work) {
  std::vector<fs::path> left = request.files;
  if (folder) {
    std::vector<bool> judged;
    for (const auto& migration : folder->migrations) {
      const auto found = std::find_if(left.begin(), left.end(),
                                      [&](const fs::path& file) { return same_file(file, migration.up.file); });
      judged.push_back(found != left.end());
      if (found != left.end()) left.erase(found);
    }
    const auto last = std::find(judged.rbegin(), judged.rend(), true);
    const auto count = static_cast<std::size_t>(judged.rend() - last);
    const auto applied = applied_versions(ground);
    for (std::size_t at = 0; at < count; ++at) {
      if (judged[at])
        std::ranges::copy_if(folder->findings, std::back_inserter(work.of_folders), [&](const auto& finding) {
          return finding.place.file == folder->migrations[at].up.shown;
        });
      // A server's history says what it has; of a snapshot only its day is known: what came before counts as in it.
      if (applied.contains(folder->migrations[at].version) || (request.snapshot && !judged[at])) continue;
      work.migrations.push_back(&folder->migrations[at]);
      work.judged.push_back(judged[at]);
    }
  }
  loose.reserve(left.size());
  for (const auto& file : left) {
    loose.push_back(read_loose_file(file));
    add_undo_section(loose.back(), work);
    work.migrations.push_back(&loose.back());
    work.judged.push_back(true);
  }
}

static void choose_folder(const migration::Folder& folder, const std::string& since, const Ground& ground,
                          Work& work) {
  work.of_folders = folder.findings;
  work.not_taken = folder.ignored;
  for (auto& finding : work.of_folders)  // nothing was judged, and nobody should take that for a good end
    if (finding.rule == "no-migrations") finding.severity = migration::Finding::Severity::error;
  const auto* last = since.empty() ? nullptr : &migration::find(folder, since);
  bool before = last != nullptr;
  const auto applied = applied_versions(ground);
  for (const auto& migration : folder.migrations) {
    const bool in_place = applied.contains(migration.version) || (before && work.catalog.has_server());
    if (!in_place) {
      work.migrations.push_back(&migration);
      work.judged.push_back(!before);
    }
    if (&migration == last) before = false;
  }
}

static std::optional<migration::Folder> folder_of_project(Project& project) {
  try {
    return project.folder();
  } catch (const base::Error& error) {
    if (error.code() != base::Code::file && error.code() != base::Code::configuration) throw;
    return std::nullopt;
  }
}

static void take_catalog(Project& project, const LintRequest& request, bool live, Work& work) {
  if (request.snapshot) {
    work.catalog = pg::read_snapshot(*request.snapshot);
    work.judged_by = fmt::format("the snapshot {}", request.snapshot->string());
  } else if (live) {
    auto session = project.connect();
    work.catalog = pg::load_catalog(session);
    work.judged_by = session.described();
  } else {
    work.catalog.search_path = {"public"};
  }
}

// Runs of migrations that are judged and such that are only replayed may alternate: what is not judged is dropped
// from the findings by its file.
static review::Reviewed judge_lint(const Work& work, const review::Settings& settings,
                                   migration::ParsedFiles* parsed) {
  const auto first = std::find(work.judged.begin(), work.judged.end(), true);
  auto reviewed = review::review_files(work.migrations, work.catalog, settings,
                                       static_cast<std::size_t>(first - work.judged.begin()), parsed);
  std::set<std::string> quiet;
  for (std::size_t at = 0; at < work.migrations.size(); ++at) {
    if (work.judged[at]) continue;
    quiet.insert(work.migrations[at]->up.shown);
    if (work.migrations[at]->down) quiet.insert(work.migrations[at]->down->shown);
  }
  std::erase_if(reviewed.findings, [&](const findings::Finding& finding) { return quiet.contains(finding.file); });
  return reviewed;
}

static findings::Report report_of_lint(const Work& work) {
  findings::Report report{.judged_by = work.judged_by, .title = "migrations"};
  for (std::size_t at = 0; at < work.migrations.size(); ++at)
    if (work.judged[at]) report.files.push_back(work.migrations[at]->up.shown);
  for (const auto& entry : review::rules())
    report.rules.push_back({.id = entry.id, .severity = entry.item->severity, .page = entry.page});
  for (const auto& finding : work.of_folders) report.findings.push_back(migration::as_finding(finding));
  for (const auto& each : work.not_taken)
    report.findings.push_back({.rule = "not-taken",
                               .file = each.substr(0, each.find(": ")),
                               .severity = findings::Severity::advice,
                               .message = "not judged: " + each.substr(std::min(each.size(), each.find(": ") + 2))});
  return report;
}

static std::set<std::string> judged_files(const Work& work, const migration::Folder& folder) {
  std::set<std::string> in_folder;
  for (const auto& migration : folder.migrations) in_folder.insert(migration.up.shown);
  std::set<std::string> files;
  for (std::size_t at = 0; at < work.migrations.size(); ++at)
    if (work.judged[at] && in_folder.contains(work.migrations[at]->up.shown))
      files.insert(work.migrations[at]->up.shown);
  return files;
}

// The project's migrations where none are named, or those of the folder that is.
static std::optional<fs::path> whole_folder(const config::Config& config, const LintRequest& request) {
  if (request.files.empty()) return config.migrations.dir;
  const auto& first = request.files.front();
  return request.files.size() == 1 && fs::is_directory(first) ? std::optional(fs::absolute(first)) : std::nullopt;
}

// The folder's reader has said some of it already.
static void add_new(findings::Report& report, std::vector<findings::Finding> found) {
  std::erase_if(found, [&](const findings::Finding& finding) {
    return std::ranges::any_of(report.findings, [&](const findings::Finding& other) {
      return other.file == finding.file && other.line == finding.line && other.message == finding.message;
    });
  });
  report.findings.insert(report.findings.end(), std::make_move_iterator(found.begin()),
                         std::make_move_iterator(found.end()));
}

findings::Report lint(Project& project, const LintRequest& request) {
  Work work;
  const bool named = project.request().database_url || project.environment();
  const bool connects = named && !request.snapshot;
  const auto wishes = review_wishes(project);
  take_catalog(project, request, connects, work);

  std::optional<migration::Folder> folder;
  Ground ground;
  std::vector<migration::Migration> loose;
  const auto& config = project.config();
  const auto since = request.since.value_or(config.lint.since);
  if (const auto dir = whole_folder(config, request)) {
    auto where = config.migrations;
    where.dir = *dir;
    folder = migration::read_folder(where);
    ground = ground_for(project, *folder, work, since, connects);
    choose_folder(*folder, since, ground, work);
  } else {
    folder = folder_of_project(project);
    if (folder) ground = ground_for(project, *folder, work, since, connects);
    choose_files(request, folder, ground, loose, work);
  }

  auto report = report_of_lint(work);
  report.fail_on = *findings::severity_named(request.fail_on.value_or(wishes.fail_on));
  const auto files = folder ? judged_files(work, *folder) : std::set<std::string>();
  std::vector<findings::Finding> found;
  if (files.empty()) {
    found = judge_lint(work, wishes.settings, nullptr).findings;
  } else {
    migration::ParsedFiles parsed(migration::scripts_of(*folder));
    const auto reviewed =
        std::async(std::launch::async, [&] { return judge_lint(work, wishes.settings, &parsed); }).share();
    const auto beside = judge_beside_rules(*folder, ground, parsed, work.migrations, reviewed);
    found = reviewed.get().findings;
    take_over(found, beside, files, wishes.settings);
  }
  add_new(report, std::move(found));
  return report;
}

}  // namespace app
