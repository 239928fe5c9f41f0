// Restores a backup beside the database, and lets it take its place.
#include "cli/commands/backup_common.h"

namespace cli {

namespace {

struct BackupRestoreOptions : BackupOptions {
  std::string id;
  std::string into;
  bool resume = false;
};

}  // namespace

// What a person has to know before agreeing.
static void say_plan(Context& context, const backup::RestorePlan& plan) {
  const auto& entry = plan.entry;
  context.progress(fmt::format("backup {} of {}, {}\n", entry.id, entry.database, age(entry.snapshot_at)));
  const auto written = plan.written_since_bytes < 0 ? std::string()
                                                    : fmt::format(": the server has written {} of log since",
                                                                  base::format_bytes(plan.written_since_bytes));
  context.progress(fmt::format("  {}{}\n", entry.rpo(), written));
  if (plan.again) context.progress("  goes on with a restore that was interrupted\n");
  if (!plan.kept.empty())
    context.progress(fmt::format("  {} as it is now is kept as {}\n", plan.database, plan.kept));
  for (const auto& warning : plan.warnings) context.progress(fmt::format("  note: {}\n", warning));
}

static void say_result_backup_restore(Context& context, const backup::RestorePlan& plan,
                                      const backup::Restored& restored) {
  context.say(fmt::format("{} is restored from {}: {} with {}, in {}\n", restored.database, plan.entry.id,
                          base::count_of(restored.tables, "table"), base::count_of(restored.rows, "row"),
                          base::format_span(restored.duration)));
  for (const auto& [user, application, count] : restored.ended) {
    context.say(fmt::format("  ended {} of {}{}\n", base::count_of(count, "session"), user,
                            application.empty() ? "" : fmt::format(" ({})", application)));
  }
  for (const auto& warning : restored.warnings) context.say(fmt::format("  warning: {}\n", warning));
  if (restored.kept.empty()) return;
  context.say(fmt::format("  the database as it was is kept as {}; when nobody needs it: {}\n", restored.kept,
                          restored.drop_kept));
  context.say("  migrations that were applied after the backup are pending again\n");
}

static base::Json as_json(const backup::RestorePlan& plan, const backup::Restored& restored) {
  base::Json json{{"id", plan.entry.id},
                  {"database", restored.database},
                  {"kept", restored.kept},
                  {"drop_kept", restored.drop_kept},
                  {"tables", restored.tables},
                  {"rows", restored.rows},
                  {"duration_ms", restored.duration.count()},
                  {"swap_ms", restored.swap_duration.count()},
                  {"ended_sessions", base::Json::array()},
                  {"warnings", restored.warnings}};
  for (const auto& [user, application, count] : restored.ended) {
    json["ended_sessions"].push_back({{"user", user}, {"application", application}, {"count", count}});
  }
  return json;
}

static int restore(Context& context, const BackupRestoreOptions& options) {
  const auto [plan, restored] =
      app::restore_backup(context, {.place = options.place(context),
                                    .id = options.id,
                                    .into = options.into,
                                    .resume = options.resume,
                                    .on_plan = [&](const backup::RestorePlan& found) { say_plan(context, found); }});
  if (!restored) {
    context.say("nothing was changed\n");
    return Exit::stopped;
  }
  context.answer(as_json(plan, *restored));
  say_result_backup_restore(context, plan, *restored);
  return Exit::done;
}

extern const Command backup_restore{
    .summary = "restore a backup beside the database and let it take its place",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<BackupRestoreOptions>();
      app.add_option("id", options->id, "which one: its id, the beginning of it, or latest")->type_name("ID");
      app.add_option("--into", options->into, "make a new database of this name, replace nothing")->type_name("NAME");
      app.add_flag("--resume", options->resume, "go on with the restore that was interrupted");
      options->declare_dir(app);
      options->declare_jobs(app);
      return [options](Context& context) { return restore(context, *options); };
    }};

}  // namespace cli
