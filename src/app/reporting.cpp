#include "app/reporting.h"

#include <fmt/format.h>

#include "app/which_run.h"
#include "base/error.h"
#include "base/files.h"
#include "report/write.h"
#include "runner/archived_runbook.h"

namespace app {

std::string chosen_run(Project& project, const std::string& wanted) {
  if (!project.has_journal()) {
    throw base::Error{
        base::Code::journal, fmt::format("there is no journal at {}", project.journal_file().string()),
        "Run this where lockkeeper.toml lies, or name it with --config; the first run makes the journal."};
  }
  if (!wanted.empty()) return run_meant(project, wanted);
  if (const auto run = report::newest_run(project.journal())) return *run;
  throw base::Error{base::Code::usage, "the journal holds no run to report on",
                    "Carry out a runbook first: lockkeeper run RUNBOOK.md."};
}

run_view::RunView view_of(Project& project, const std::string& run) {
  const auto events = report::events_of(project.journal(), run);
  if (events.empty()) {
    throw base::Error{base::Code::usage, fmt::format("the journal knows no run '{}'", run),
                      "List the runs with 'lockkeeper history --kind run.began'."};
  }
  auto view = run_view::build_run_view(events);
  if (const auto audit = project.journal().verify(); audit.first_changed) view.record.broken = audit.reason;
  return view;
}

std::string text_that_ran(Project& project, const run_view::RunView& view) {
  if (view.runbook_hash.empty()) {
    throw base::Error{base::Code::runbook, fmt::format("run {} was not led by a runbook", view.run),
                      "Choose one of 'lockkeeper history --kind run.began'."};
  }
  if (auto kept = runner::kept_text(project.runs(), view.runbook_hash)) return *kept;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(view.runbook_path, ignored)) {
    auto bytes = base::read_file(view.runbook_path);
    if (base::sha256(bytes) == view.runbook_hash) return bytes;
  }
  throw base::Error{base::Code::runbook,
                    fmt::format("the text that run {} was led by was not kept, and {} is another one now", view.run,
                                view.runbook_path),
                    fmt::format("Find the version with SHA-256 {} and name it as a file.", view.runbook_hash)};
}

std::filesystem::path reports_folder(Project& project) {
  return project.config().folder / "reports";
}

}  // namespace app
