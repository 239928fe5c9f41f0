// The sections of the Markdown report; each is empty where there is nothing to say.
#pragma once

#include <string>

#include "report/run_view.h"

namespace report {

std::string md_metrics(const RunView& view);
std::string md_timeline(const RunView& view);
std::string md_happenings(const RunView& view);
std::string md_failures(const RunView& view);
std::string md_decisions(const RunView& view);
std::string md_migrations(const RunView& view);
std::string md_backups(const RunView& view);
std::string md_checks(const RunView& view);
std::string md_interruptions(const RunView& view);
std::string md_steps(const RunView& view);
std::string md_notes(const RunView& view);
std::string md_actions(const RunView& view);

}  // namespace report
