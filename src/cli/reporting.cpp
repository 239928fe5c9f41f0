#include "cli/reporting.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "cli/which_run.h"
#include "report/write.h"
#include "runner/kept.h"

namespace cli {

std::string chosen_run(Context& context, const std::string& wanted) {
  if (!std::filesystem::exists(context.journal_file())) {
    throw base::Error{
        base::Code::journal, fmt::format("there is no journal at {}", context.journal_file().string()),
        "Run this where lockkeeper.toml lies, or name it with --config; the first run makes the journal."};
  }
  if (!wanted.empty()) return run_meant(context, wanted);
  if (const auto run = report::newest_run(context.journal())) return *run;
  throw base::Error{base::Code::usage, "the journal holds no run to report on",
                    "Carry out a runbook first: lockkeeper run RUNBOOK.md."};
}

run_view::RunView view_of(Context& context, const std::string& run) {
  const auto events = report::events_of(context.journal(), run);
  if (events.empty()) {
    throw base::Error{base::Code::usage, fmt::format("the journal knows no run '{}'", run),
                      "List the runs with 'lockkeeper history --kind run.began'."};
  }
  auto view = run_view::build_run_view(events);
  if (const auto audit = context.journal().verify(); audit.first_changed) view.record.broken = audit.reason;
  return view;
}

std::filesystem::path runs_folder(Context& context) {
  return std::filesystem::absolute(context.journal_file()).parent_path() / "runs";
}

std::string text_that_ran(Context& context, const run_view::RunView& view) {
  if (view.runbook_hash.empty()) {
    throw base::Error{base::Code::runbook, fmt::format("run {} was not led by a runbook", view.run),
                      "Choose one of 'lockkeeper history --kind run.began'."};
  }
  if (auto kept = runner::kept_text(runs_folder(context), view.runbook_hash)) return *kept;
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

std::filesystem::path reports_folder(Context& context) {
  return context.config().folder / "reports";
}

}  // namespace cli
