// What is wrong with migrations, found from the files alone or against a schema.
#include <algorithm>
#include <future>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/judgement.h"
#include "cli/offline.h"
#include "cli/review_settings.h"
#include "cli/say_findings.h"
#include "findings/formats.h"
#include "migration/as_finding.h"
#include "migration/undo_section.h"
#include "pg/catalog.h"
#include "pg/snapshot.h"
#include "plan/plan.h"
#include "review/rules.h"

namespace cli {

namespace fs = std::filesystem;

namespace {

struct LintOptions {
  std::vector<fs::path> files;
  std::optional<fs::path> snapshot;
  std::string format = "text";
  std::optional<std::string> fail_on;
  std::optional<std::string> since;
};

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

static migration::Migration as_migration_lint(const fs::path& file) {
  migration::Migration out{.version = file.stem().string(), .name = file.stem().string()};
  out.up = {.file = file, .shown = file.string(), .text = base::read_file(file)};
  if (out.up.text.starts_with("\xEF\xBB\xBF")) out.up.text.erase(0, 3);
  out.header = migration::read_header(out.up.text);
  return out;
}

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
static Ground ground_for(Context& context, const migration::Folder& folder, const Work& work,
                         const std::string& since, bool live) {
  if (live) {
    auto session = context.connect();
    return ground_of(session, context.config().history_schema, folder);
  }
  if (work.catalog.server_version == 0) return {};
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
static void choose_files(const LintOptions& options, const std::optional<migration::Folder>& folder,
                         const Ground& ground, std::vector<migration::Migration>& loose, Work& work) {
  std::vector<fs::path> left = options.files;
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
      if (applied.contains(folder->migrations[at].version) || (options.snapshot && !judged[at])) continue;
      work.migrations.push_back(&folder->migrations[at]);
      work.judged.push_back(judged[at]);
    }
  }
  loose.reserve(left.size());
  for (const auto& file : left) {
    loose.push_back(as_migration_lint(file));
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
    const bool in_place = applied.contains(migration.version) || (before && work.catalog.server_version != 0);
    if (!in_place) {
      work.migrations.push_back(&migration);
      work.judged.push_back(!before);
    }
    if (&migration == last) before = false;
  }
}

static std::optional<migration::Folder> project(Context& context) {
  try {
    return context.folder();
  } catch (const base::Error& error) {
    if (error.code() != base::Code::file && error.code() != base::Code::configuration) throw;
    return std::nullopt;
  }
}

static void take_catalog(Context& context, const LintOptions& options, bool live, Work& work) {
  if (options.snapshot) {
    work.catalog = pg::read_snapshot(*options.snapshot);
    work.judged_by = fmt::format("the snapshot {}", options.snapshot->string());
  } else if (live) {
    auto session = context.connect();
    work.catalog = pg::load_catalog(session);
    work.judged_by = session.described();
  } else {
    work.catalog.search_path = {"public"};
  }
}

// Runs of migrations that are judged and such that are only replayed may alternate: what is not judged is dropped
// from the findings by its file.
static std::vector<findings::Finding> judge_lint(const Work& work, const review::Settings& settings,
                                                 migration::ParsedFiles* parsed) {
  const auto first = std::find(work.judged.begin(), work.judged.end(), true);
  auto found = review::review(work.migrations, work.catalog, settings,
                              static_cast<std::size_t>(first - work.judged.begin()), parsed);
  std::set<std::string> quiet;
  for (std::size_t at = 0; at < work.migrations.size(); ++at) {
    if (work.judged[at]) continue;
    quiet.insert(work.migrations[at]->up.shown);
    if (work.migrations[at]->down) quiet.insert(work.migrations[at]->down->shown);
  }
  std::erase_if(found, [&](const findings::Finding& finding) { return quiet.contains(finding.file); });
  return found;
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

static int run_lint(Context& context, const LintOptions& options) {
  base::end_when_interrupted(Exit::stopped);
  Work work;
  const bool live = context.common().database_url || context.common().environment;
  const bool connects = live && !options.snapshot;
  const auto wishes = review_wishes(context);
  take_catalog(context, options, connects, work);

  std::optional<migration::Folder> folder;
  Ground ground;
  std::vector<migration::Migration> loose;
  const auto since = options.since.value_or(context.config().lint.since);
  const bool one_folder = options.files.size() == 1 && fs::is_directory(options.files.front());
  if (options.files.empty() || one_folder) {
    auto where = context.config().migrations;
    if (one_folder) where.dir = fs::absolute(options.files.front());
    folder = migration::read_folder(where);
    ground = ground_for(context, *folder, work, since, connects);
    choose_folder(*folder, since, ground, work);
  } else {
    folder = project(context);
    if (folder) ground = ground_for(context, *folder, work, since, connects);
    choose_files(options, folder, ground, loose, work);
  }

  auto report = report_of_lint(work);
  report.fail_on = *findings::severity_named(options.fail_on.value_or(wishes.fail_on));
  const auto files = folder ? judged_files(work, *folder) : std::set<std::string>();
  std::vector<findings::Finding> found;
  if (files.empty()) {
    found = judge_lint(work, wishes.settings, nullptr);
  } else {
    migration::ParsedFiles parsed(migration::scripts_of(*folder));
    auto beside = std::async(std::launch::async, [&] { return judge_beside_rules(*folder, ground, parsed); });
    found = judge_lint(work, wishes.settings, &parsed);
    take_over(found, beside.get(), files, wishes.settings);
  }
  std::erase_if(found, [&](const findings::Finding& finding) {  // the folder's reader has said it already
    return std::ranges::any_of(report.findings, [&](const findings::Finding& other) {
      return other.file == finding.file && other.line == finding.line && other.message == finding.message;
    });
  });
  report.findings.insert(report.findings.end(), std::make_move_iterator(found.begin()),
                         std::make_move_iterator(found.end()));
  return say_findings(context, report, options.format);
}

static std::function<int(Context&)> declare_lint(CLI::App& app) {
  const auto options = std::make_shared<LintOptions>();
  app.add_option("FILE", options->files, "files of SQL, or a folder; nothing: the project's migrations");
  app.add_option("--snapshot", options->snapshot, "judge against this snapshot")->type_name("FILE");
  app.add_option("--since", options->since, "judge what comes after this migration")->type_name("VERSION");
  app.add_option("--format", options->format, "how findings are written (default: text)")
      ->check(CLI::IsMember(findings::format_names()));
  app.add_option("--fail-on", options->fail_on, "end with 1 from here on: error (default), warning, advice")
      ->check(CLI::IsMember({"error", "warning", "advice"}));
  return [options](Context& context) { return run_lint(context, *options); };
}

extern const Command lint{.summary = "find what a migration would do to production, before it does",
                          .declare = declare_lint};

}  // namespace cli
