// Takes a backup of the database.
#include "cli/commands/backup_common.h"

namespace cli {

static int create(Context& context, const BackupOptions& options) {
  const auto [entry, path] = app::create_backup(context, options.place(context));
  auto json = backup::to_json(backup::Listed{.id = entry.id, .entry = entry, .bytes = entry.bytes});
  const auto folder = path.string();
  json["path"] = folder;
  context.answer(json);
  if (context.common().quiet) {
    context.say(entry.id + "\n");
    return Exit::done;
  }
  context.say(fmt::format("backup {}\n", entry.id));
  context.say(fmt::format("  database  {} on {}:{}, PostgreSQL {}\n", entry.database, entry.host, entry.port,
                          entry.server_version_text));
  context.say(fmt::format("  holds     {} with {}, {}\n",
                          base::count_of(static_cast<long long>(entry.contents.rows.size()), "table"),
                          base::count_of(entry.contents.total_rows(), "row"),
                          base::count_of(entry.contents.count("indexes"), "index", "indexes")));
  context.say(fmt::format("  size      {} ({} in the database), taken in {}\n", base::format_bytes(entry.bytes),
                          base::format_bytes(entry.database_bytes), base::format_span(entry.duration)));
  context.say(fmt::format("  moment    {}\n", entry.rpo()));
  context.say(fmt::format("  folder    {}\n", folder));
  context.say(fmt::format("  sha256    {}\n", entry.sha256));
  for (const auto& warning : entry.warnings) context.say(fmt::format("  warning   {}\n", warning));
  context.say(fmt::format("It counts when it has been restored: lockkeeper backup verify {}\n", entry.id));
  return Exit::done;
}

extern const Command backup_create{.summary = "take a backup of the database, with every table's rows counted",
                                   .repeats = {.database = true},
                                   .declare = [](CLI::App& app) -> std::function<int(Context&)> {
                                     const auto place = std::make_shared<BackupOptions>();
                                     place->declare_dir(app);
                                     place->declare_jobs(app);
                                     return [place](Context& context) { return create(context, *place); };
                                   }};

}  // namespace cli
