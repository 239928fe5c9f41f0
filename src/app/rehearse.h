// A whole runbook on a disposable copy of the database.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/project.h"
#include "rehearsal/rehearsal.h"

namespace app {

struct RehearseRequest {
  std::string runbook;                        // its file
  std::filesystem::path folder;               // where its commands run
  std::filesystem::path program;              // lockkeeper
  std::string from = "backup";                // the newest backup, a backup's id, a dump, an .sql file, "empty"
  std::optional<std::string> answers = {};    // file
  std::optional<std::string> stand_ins = {};  // file
  std::optional<base::Instant> at = {};       // T-0 on the clock
  bool assume_yes = false;                    // tasks that nobody answers for count as done
  std::vector<std::string> procedures = {};   // carried out afterwards
  std::vector<std::string> set = {};          // "NAME=VALUE" for the fences
  bool isolate = true;
  std::string by = {};  // who approves what passed; empty: whoever asks
};

/// The steps that a rehearsal which passed has run as they are, of those that are asked about. Where something stood
/// in for one of its commands, what that would do was not tried.
std::vector<std::string> shown_to_pass(const runbook::Runbook& book, const rehearsal::Result& result);
/// Approves them, in the name of whoever asks for it.
std::vector<std::string> approve_rehearsed(Project& project, const RehearseRequest& request,
                                           const rehearsal::Result& result);

/// The rehearsal is recorded in a journal of its own, and its end in the project's.
rehearsal::Result rehearse(Project& project, const RehearseRequest& request, runner::RunObserver& screen);

}  // namespace app
