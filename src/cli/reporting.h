// What the commands that tell of a run share: which run, its view, its runbook's text, and where documents go.
#pragma once

#include <filesystem>
#include <string>

#include "cli/command.h"
#include "run_view/run_view.h"

namespace cli {

/// The run that `wanted` means (which_run.h), or the newest where it is empty. Throws Error{Code::journal} where
/// there is no journal and Error{Code::usage} where it holds no run.
std::string chosen_run(Context& context, const std::string& wanted);

/// Throws Error{Code::usage} where the journal knows no such run.
run_view::RunView view_of(Context& context, const std::string& run);

/// Where the texts of runbooks are kept: beside the journal.
std::filesystem::path runs_folder(Context& context);

/// The runbook's bytes as they were for the run: as kept, else the file where it is still the same. Throws
/// Error{Code::runbook} saying what is missing.
std::string text_that_ran(Context& context, const run_view::RunView& view);

/// The folder for documents: reports beside lockkeeper.toml.
std::filesystem::path reports_folder(Context& context);

}  // namespace cli
