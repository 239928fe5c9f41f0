// The safe form of a migration, as files beside it.
#include "fix/fix.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "apply/history.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/judgement.h"
#include "cli/offline.h"
#include "fix/write.h"
#include "impact/simulate/simulation.h"
#include "migration/reading.h"
#include "migration/undo_section.h"
#include "pg/catalog.h"
#include "pg/snapshot.h"

namespace cli {

namespace fs = std::filesystem;

namespace {

struct FixOptions {
  std::string file;
  std::optional<fs::path> snapshot;
  std::optional<fs::path> output;
  bool dry_run = false;
  bool replace = false;
  int batch_rows = 1000;
};

/// The migration with its neighbours, and the schema that it will meet.
struct Scene {
  std::optional<migration::Folder> folder = {};
  migration::Migration migration = {};
  pg::Catalog catalog = {};
  impact::Made made = {};  // by pending migrations before it
  std::string judged_against = {};
};

}  // namespace

static migration::Migration by_itself(const fs::path& file) {
  migration::Migration out{.version = file.stem().string(), .name = file.stem().string(), .up = {}};
  out.up = {.file = fs::absolute(file), .shown = file.string(), .text = base::read_file(file)};
  out.header = migration::read_header(out.up.text);
  return out;
}

// A file is looked for in the folders it may belong to; anything else is a migration's name.
static Scene find_migration(Context& context, const std::string& wanted) {
  Scene scene;
  if (!fs::is_regular_file(wanted)) {
    scene.folder = context.folder();
    scene.migration = migration::find(*scene.folder, wanted);
    return scene;
  }
  scene.folder = folder_of(context, wanted);
  scene.migration = scene.folder ? *in_folder(*scene.folder, wanted) : by_itself(wanted);
  return scene;
}

static base::Error applied_already(const Scene& scene, const plan::Applied& applied, const std::string& where) {
  const bool whole = applied.state == plan::State::applied;
  base::Error error{base::Code::migration,
                    whole ? fmt::format("{} is applied in {} already", scene.migration.name, where)
                          : fmt::format("{} was begun in {}, and {} of its statements are done", scene.migration.name,
                                        where, applied.statements_done),
                    whole ? "What has run cannot be made safe; put what is to change into a new migration."
                          : "Let 'lockkeeper up' carry it to its end, or undo it first."};
  return error.at({.file = scene.migration.up.shown});
}

static void refuse_applied(const Scene& scene, const std::vector<apply::Attempt>& attempts,
                           const std::string& where) {
  const auto* attempt = apply::find(attempts, scene.migration.version);
  if (!attempt) return;
  const auto& applied = attempt->applied;
  if (applied.state == plan::State::applied || applied.state == plan::State::running || applied.statements_done > 0)
    throw applied_already(scene, applied, where);
}

// A second safe form beside the first would do it all twice.
static void refuse_replaced(const Scene& scene) {
  if (!scene.folder) return;
  for (const auto& other : scene.folder->migrations) {
    const auto& replaced = other.header.replaces;
    if (std::find(replaced.begin(), replaced.end(), scene.migration.name) == replaced.end()) continue;
    base::Error error{base::Code::migration,
                      fmt::format("{} has a safe form already: {}", scene.migration.name, other.up.shown),
                      "Remove the migration, or the files that replace it."};
    throw error.at({.file = scene.migration.up.shown});
  }
}

// Whatever came of it, the undo would run with it.
static void refuse_undo_in_file(const Scene& scene) {
  const auto undo = migration::find_undo_section(scene.migration.up);
  if (!undo) return;
  base::Error error{base::Code::migration, undo->message, undo->hint};
  throw error.at(undo->place);
}

static std::vector<sql::Statement> statements_of(const migration::Migration& migration) {
  try {
    return sql::parse(migration.up.text, migration.up.shown);
  } catch (const base::Error&) {  // an earlier file's trouble is not this command's
    return {};
  }
}

// The migrations before this one that are still to come. Where no history tells which those are, it is each that the
// server would not refuse.
static void replay_pending(Scene& scene, const std::vector<apply::Attempt>* attempts) {
  if (!scene.folder) return;
  for (const auto& migration : scene.folder->migrations) {
    if (migration.name == scene.migration.name) return;
    const auto* attempt = attempts ? apply::find(*attempts, migration.version) : nullptr;
    if (attempt && attempt->applied.state == plan::State::applied) continue;
    impact::Simulation simulation(scene.catalog);
    bool fits = true;
    for (const auto& statement : statements_of(migration)) {
      const auto found = simulation.judge(statement);
      if (!attempts && found.fails) fits = false;
      simulation.leave(statement, found);
    }
    if (!fits) continue;
    scene.made.insert(simulation.made().begin(), simulation.made().end());
    simulation.new_session();  // what the migration set ends with it
    scene.catalog = simulation.whole();
  }
}

static void look_at_schema(Context& context, const FixOptions& options, Scene& scene) {
  if (options.snapshot) {
    scene.catalog = pg::read_snapshot(*options.snapshot);
    scene.judged_against =
        fmt::format("the snapshot {}; whether it is applied was not looked at", options.snapshot->string());
    return replay_pending(scene, nullptr);
  }
  const auto& common = context.common();
  if (config::database_url(context.config(), common.database_url, common.environment).empty()) {
    replay_pending(scene, nullptr);
    scene.made.clear();  // from nothing every table is new, and none is without rows
    scene.judged_against = "the schema that the migrations before it make; no database was given";
    return;
  }
  auto session = context.connect();
  const auto attempts =
      apply::load_attempts(session, context.config().history_schema, scene.folder ? &*scene.folder : nullptr);
  refuse_applied(scene, attempts, session.described());
  scene.catalog = pg::load_catalog(session);
  scene.judged_against = session.described();
  replay_pending(scene, &attempts);
}

static std::string bullet(std::string_view text) {
  return fmt::format("    {}\n", base::indent_following(text, 4));
}

static std::string report(const fix::Safe& safe, const fix::Placing& placing) {
  std::string text;
  for (const auto& change : safe.changes) {
    text += fmt::format("  line {}: {} [{}]\n", change.line, change.statement, change.recipe);
    for (const auto& does : change.does) text += bullet(does);
  }
  if (!safe.refusals.empty()) text += "Not made safe:\n";
  for (const auto& refusal : safe.refusals)
    text += fmt::format("  {}{}\n{}", refusal.line > 0 ? fmt::format("line {}: ", refusal.line) : "",
                        refusal.statement, bullet(refusal.why));
  std::vector<std::string> remarks = placing.remarks;
  remarks.insert(remarks.end(), safe.remarks.begin(), safe.remarks.end());
  if (!remarks.empty()) text += "To know:\n";
  for (const auto& remark : remarks) text += fmt::format("  {}\n", remark);
  return text;
}

static std::string what_of(const fix::Placed& file) {
  return fmt::format("{}{}", fmt::join(file.does, "; "), file.contract ? " (contract: after the deployment)" : "");
}

static std::string listed(const fix::Placing& placing, const std::string& replaced, bool written) {
  std::string text = fmt::format("{} {} in the place of {}:\n", written ? "Wrote" : "Would write",
                                 base::count_of(std::ssize(placing.files), "file"), replaced);
  for (const auto& file : placing.files) {
    text += fmt::format("  {}\n{}", migration::shown(file.file), bullet(what_of(file)));
    if (file.down_file) text += fmt::format("  {}\n", migration::shown(*file.down_file));
  }
  return text;
}

static base::Json to_json_fix(const Scene& scene, const fix::Safe& safe, const fix::Placing& placing, bool written) {
  base::Json out{{"migration", scene.migration.name}, {"judged_against", scene.judged_against}, {"written", written}};
  out["changes"] = base::Json::array();
  for (const auto& change : safe.changes)
    out["changes"].push_back(
        {{"line", change.line}, {"recipe", change.recipe}, {"statement", change.statement}, {"does", change.does}});
  out["not_made_safe"] = base::Json::array();
  for (const auto& refusal : safe.refusals)
    out["not_made_safe"].push_back({{"line", refusal.line}, {"statement", refusal.statement}, {"why", refusal.why}});
  out["remarks"] = safe.remarks;
  for (const auto& remark : placing.remarks) out["remarks"].push_back(remark);
  out["files"] = base::Json::array();
  for (const auto& file : placing.files) {
    base::Json one{{"file", migration::shown(file.file)}, {"does", file.does}, {"contract", file.contract}};
    one["text"] = file.text;
    if (file.down_file) {
      one["undo_file"] = migration::shown(*file.down_file);
      one["undo_text"] = file.down_text;
    }
    out["files"].push_back(std::move(one));
  }
  return out;
}

static void print(Context& context, const fix::Placing& placing) {
  for (const auto& file : placing.files) {
    context.say(fmt::format("\n==> {} <==\n{}", migration::shown(file.file), file.text));
    if (file.down_file)
      context.say(fmt::format("\n==> {} <==\n{}", migration::shown(*file.down_file), file.down_text));
  }
}

static std::string what_remains(const Scene& scene) {
  const auto undo = scene.migration.down ? " and its undo" : "";
  return scene.folder ? fmt::format(
                            "Remove {}{} now: until then 'lockkeeper up' refuses to run. Other databases must "
                            "not have it applied.\n",
                            scene.migration.up.shown, undo)
                      : fmt::format("They take the place of {}.\n", scene.migration.up.shown);
}

static int finish(Context& context, const FixOptions& options, const Scene& scene, const fix::Safe& safe,
                  fix::Placing placing) {
  const bool prisma = scene.folder && scene.folder->layout == "prisma";
  if (options.output) {
    const auto own = scene.migration.up.file.parent_path();
    placing = fix::moved(std::move(placing), prisma ? own.parent_path() : own, fs::absolute(*options.output));
  }
  const bool written = !options.dry_run && !placing.files.empty();
  if (written) fix::write(placing);
  context.say(report(safe, placing));
  if (!placing.files.empty()) context.say(listed(placing, scene.migration.up.shown, written));
  if (options.dry_run) print(context, placing);
  if (written && options.replace && !options.output) {
    const auto attic = context.journal_file().parent_path() / "replaced";
    fix::put_away(scene.migration, prisma, attic);
    context.say(fmt::format("{} is in {} now.\n", scene.migration.name, migration::shown(attic)));
  } else if (written && !options.output) {
    context.say(what_remains(scene));
  }
  context.answer(to_json_fix(scene, safe, placing, written));
  return safe.refusals.empty() ? Exit::done : Exit::does_not_hold;
}

static std::string verdict_on(const fix::Safe& safe) {
  if (!safe.changes.empty()) return base::count_of(std::ssize(safe.changes), "statement") + " made safe";
  if (!safe.refusals.empty()) return "no statement made safe";
  return safe.drafts.empty() ? "safe as it is" : "its statements may stay as they are";
}

static int run_fix(Context& context, const FixOptions& options) {
  auto scene = find_migration(context, options.file);
  if (scene.folder) context.progress(not_taken(*scene.folder));
  refuse_undo_in_file(scene);
  if (!options.dry_run) refuse_replaced(scene);
  look_at_schema(context, options, scene);
  fix::Settings settings{.batch_rows = options.batch_rows};
  const auto wait = context.config().timeouts.lock.count();
  settings.lock_timeout = wait % 1000 == 0 ? fmt::format("{}s", wait / 1000) : fmt::format("{}ms", wait);
  const auto safe = fix::make_safe(scene.migration, scene.catalog, scene.made, settings);
  context.say(
      fmt::format("{}: {} (judged against {})\n", scene.migration.name, verdict_on(safe), scene.judged_against));
  auto placing = safe.drafts.empty() ? fix::Placing{}
                                     : fix::place(safe, scene.migration, scene.folder ? &*scene.folder : nullptr);
  return finish(context, options, scene, safe, std::move(placing));
}

extern const Command fix{
    .summary = "write the safe form of a migration as new files beside it",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<FixOptions>();
      app.add_option("FILE", options->file, "the migration: its file or its name")->required();
      app.add_flag("--dry-run", options->dry_run, "print the files, write none");
      app.add_option("--output", options->output, "write into this folder instead")->type_name("FOLDER");
      app.add_flag("--replace", options->replace, "move the original and its undo out of the way");
      app.add_option("--snapshot", options->snapshot, "judge against this snapshot instead of the database")
          ->type_name("FILE");
      app.add_option("--batch-rows", options->batch_rows, "rows of a batch, 1000 where nothing is said")
          ->type_name("N")
          ->check(CLI::Range(1, 1'000'000));
      return [options](Context& context) { return run_fix(context, *options); };
    }};

}  // namespace cli
