// What backups there are.
#include "cli/commands/backup_common.h"

namespace cli {

using Row = std::vector<std::string>;

static std::string proved(const backup::Entry& entry) {
  if (!entry.proof) return "no";
  if (!entry.proof->ok) return fmt::format("DOES NOT HOLD ({})", age(entry.proof->at));
  return fmt::format("{}, restored in {}", age(entry.proof->at), base::format_span(entry.proof->restore_duration));
}

static Row row_of(const backup::Listed& listed) {
  const auto size = base::format_bytes(listed.bytes);
  if (!listed.entry) {
    const auto what = listed.problem.empty() ? std::string(name(listed.state))
                                             : fmt::format("{}: {}", name(listed.state), listed.problem);
    return {listed.id, "-", size, "-", "-", "-", what};
  }
  const auto& entry = *listed.entry;
  return {entry.id,
          entry.database,
          size,
          age(entry.snapshot_at),
          entry.server_version_text,
          base::format_span(entry.duration),
          proved(entry)};
}

static std::string table(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], base::display_width(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "  " : "") + base::pad_right(row[i], widths[i]);
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

static int show_backup_list(Context& context, const BackupOptions& options) {
  const auto [folder, all] = app::list_backups(context, options.place(context));
  base::Json json{{"dir", folder.string()}, {"backups", base::Json::array()}};
  for (const auto& each : all) json["backups"].push_back(backup::to_json(each));
  context.answer(json);
  if (all.empty()) {
    context.say(fmt::format("no backups in {}\n", folder.string()));
    return Exit::done;
  }
  std::vector<Row> rows{{"ID", "DATABASE", "SIZE", "AGE", "SERVER", "TOOK", "PROVED"}};
  for (const auto& each : all) rows.push_back(row_of(each));
  context.say(table(rows));
  return Exit::done;
}

extern const Command backup_list{.summary = "what backups there are, and which have been proved",
                                 .repeats = {.database = true},
                                 .declare = [](CLI::App& app) -> std::function<int(Context&)> {
                                   const auto place = std::make_shared<BackupOptions>();
                                   place->declare_dir(app);
                                   return [place](Context& context) { return show_backup_list(context, *place); };
                                 }};

}  // namespace cli
