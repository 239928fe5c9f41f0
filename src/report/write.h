// A run's report on disk.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "run_view/run_view.h"

namespace report {

/// The newest run that a runbook led; where there is none, the newest run of any kind. Nothing in a journal without
/// runs.
std::optional<std::string> newest_run(const journal::Journal& journal);

/// The events of `run`, oldest first, with the maintenance mode that somebody entered or left by hand meanwhile.
/// Empty where there is no such run.
std::vector<journal::Event> events_of(const journal::Journal& journal, const std::string& run);

/// Writes report-<run>.<extension> for each format id into `folder`, which is made, and appends report.written.
/// Gives back the paths in the order of the formats. Throws Error{Code::usage} naming the near match for an unknown
/// format, Error{Code::file}, Error{Code::journal}.
std::vector<std::filesystem::path> write_report(const run_view::RunView& view,
                                                const std::vector<std::string>& format_ids,
                                                const std::filesystem::path& folder, journal::Journal& journal);

}  // namespace report
