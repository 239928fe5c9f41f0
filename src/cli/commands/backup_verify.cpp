// Proves a backup by restoring it into a server of our own.
#include "backup/missing_schema.h"
#include "cli/commands/backup_common.h"

namespace cli {

namespace {

struct BackupVerifyOptions : BackupOptions {
  std::string id = "latest";
};

}  // namespace

static void say_result_backup_verify(Context& context, const backup::Entry& entry, const backup::Proof& proof) {
  constexpr std::size_t at_most = 50;
  if (proof.ok) {
    context.say(fmt::format("{} holds: {} with {} came back as they were\n", entry.id,
                            base::count_of(proof.tables, "table"), base::count_of(proof.rows, "row")));
    context.say(fmt::format("  restored in {} into PostgreSQL {}, everything in {}\n",
                            base::format_span(proof.restore_duration), proof.server_version,
                            base::format_span(proof.duration)));
    context.say(fmt::format("  {}\n", entry.rpo()));
  } else {
    context.say(fmt::format("{} does not hold:\n", entry.id));
    for (std::size_t i = 0; i < std::min(proof.differences.size(), at_most); ++i)
      context.say(fmt::format("  {}\n", proof.differences[i]));
    if (proof.differences.size() > at_most)
      context.say(fmt::format("  and {} more\n", proof.differences.size() - at_most));
    std::string advice;
    for (const auto& difference : proof.differences) {
      if (advice.empty()) advice = backup::missing_schema_advice(difference);
    }
    context.say(advice.empty() ? "Take another backup, and find out what happened to this one before it is needed.\n"
                               : advice + "\n");
  }
  for (const auto& note : proof.notes) context.say(fmt::format("  note: {}\n", note));
}

static int verify_backup_verify(Context& context, const BackupVerifyOptions& options) {
  const auto verified = app::verify_backup(context, options.place(context), options.id);
  auto json = backup::to_json(verified.proof());
  json["id"] = verified.entry.id;
  context.answer(json);
  say_result_backup_verify(context, verified.entry, verified.proof());
  return verified.proof().ok ? Exit::done : Exit::does_not_hold;
}

extern const Command backup_verify{
    .summary = "prove a backup: restore it into a private server and compare every table",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<BackupVerifyOptions>();
      app.add_option("id", options->id, "which one: its id, the beginning of it, or latest")->type_name("ID");
      options->declare_dir(app);
      options->declare_jobs(app);
      return [options](Context& context) { return verify_backup_verify(context, *options); };
    }};

}  // namespace cli
