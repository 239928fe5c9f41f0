// The sections of the Markdown report; each is empty where there is nothing to say.
#pragma once

#include <string>

#include "run_view/run_view.h"

namespace report {

std::string md_metrics(const run_view::RunView& view);
std::string md_timeline(const run_view::RunView& view);
std::string md_happenings(const run_view::RunView& view);
std::string md_failures(const run_view::RunView& view);
std::string md_decisions(const run_view::RunView& view);
std::string md_migrations(const run_view::RunView& view);
std::string md_backups(const run_view::RunView& view);
std::string md_checks(const run_view::RunView& view);
std::string md_interruptions(const run_view::RunView& view);
std::string md_steps(const run_view::RunView& view);
std::string md_notes(const run_view::RunView& view);
std::string md_actions(const run_view::RunView& view);

}  // namespace report
