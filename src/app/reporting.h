// What everything that tells of a run shares: which run, its view, its runbook's text, and where documents go.
#pragma once

#include <filesystem>
#include <string>

#include "app/project.h"
#include "run_view/run_view.h"

namespace app {

/// The run that `wanted` means (which_run.h), or the newest where it is empty. Throws Error{Code::journal} where
/// there is no journal and Error{Code::usage} where it holds no run.
std::string chosen_run(Project& project, const std::string& wanted);

/// Throws Error{Code::usage} where the journal knows no such run.
run_view::RunView view_of(Project& project, const std::string& run);

/// The runbook's bytes as they were for the run: as kept, else the file where it is still the same. Throws
/// Error{Code::runbook} saying what is missing.
std::string text_that_ran(Project& project, const run_view::RunView& view);

/// The folder for documents: reports beside lockkeeper.toml.
std::filesystem::path reports_folder(Project& project);

}  // namespace app
