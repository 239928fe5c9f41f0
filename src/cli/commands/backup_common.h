// What the backup commands share: where backups lie, and how progress looks.
#pragma once

#include <chrono>
#include <memory>

#include <fmt/format.h>

#include "app/backup.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {

/// Options that every backup command has.
struct BackupOptions {
  std::string dir;
  int jobs = 0;

  void declare_dir(CLI::App& app) {
    app.add_option("--backup-dir", dir, "folder that the backups lie in (default: [backup] dir)")->type_name("DIR");
  }
  void declare_jobs(CLI::App& app) {
    app.add_option("-j,--jobs", jobs, "tables at once (default: [backup] jobs)")
        ->type_name("N")
        ->check(CLI::Range(1, 64));
  }
  /// Progress is shown on the terminal.
  [[nodiscard]] app::BackupPlace place(Context& context) const;
};

/// A line at each stage's beginning, and every five seconds in a long one: "  dumping: 12 MB of 80 MB after 10.2 s".
inline backup::OnProgress show_progress(Context& context) {
  struct Last {
    std::string doing;
    base::Milliseconds at{0};
  };
  const auto last = std::make_shared<Last>();
  return [&context, last](const backup::Progress& progress) {
    if (progress.doing == last->doing && progress.elapsed - last->at < std::chrono::seconds(5)) return;
    const bool begins = progress.doing != last->doing;
    last->doing = progress.doing;
    last->at = progress.elapsed;
    std::string done;
    if (progress.bytes > 0) done = ": " + base::format_bytes(progress.bytes);
    if (progress.bytes > 0 && progress.of_bytes > 0) done += " of " + base::format_bytes(progress.of_bytes);
    if (begins) done.clear();
    context.progress(fmt::format("  {}{}{}\n", progress.doing, done,
                                 begins ? "" : " after " + base::format_span(progress.elapsed)));
  };
}

inline app::BackupPlace BackupOptions::place(Context& context) const {
  return {.dir = dir.empty() ? std::nullopt : std::optional<std::filesystem::path>(dir),
          .jobs = jobs > 0 ? std::optional(jobs) : std::nullopt,
          .on_progress = show_progress(context)};
}

/// "2 h 5 min ago"
inline std::string age(base::Instant then) {
  const auto span = base::system_clock().now() - then;
  return span < std::chrono::seconds(1) ? "just now" : base::format_span(span) + " ago";
}

}  // namespace cli
