// Runs a whole runbook on a disposable copy of the database, with stand-ins for everything that reaches further.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "rehearsal/result.h"
#include "rehearsal/source.h"
#include "rehearsal/stand_ins.h"
#include "runner/answers.h"
#include "runner/run.h"

namespace rehearsal {

struct Options {
  std::filesystem::path folder;   // where the runbook's commands run
  std::filesystem::path beside;   // rehearsals get a folder of their own in here: <beside>/<id>
  std::filesystem::path program;  // lockkeeper; a test's own program if that calls answer_call() first of all
  Source source = {};
  std::string production =
      {};  // the connection string that the copy takes the place of; only its database's name is read
  std::vector<runner::AnswerEntry> answers = {};
  std::string answers_file = "answers.toml";
  StandIns stand_ins = {};
  bool assume_yes = false;
  bool isolate = true;                           // where this machine can
  std::optional<base::Instant> at = {};          // T-0 on the clock; every step then waits until it is due
  std::vector<std::string> procedures = {};      // carried out afterwards: part of their titles
  std::vector<runner::Variable> variables = {};  // for the fences; those that are addresses become the copy's
  std::filesystem::path configuration = {};      // lockkeeper.toml; may be empty
  base::Environment inherited;                   // what commands would find in the night
  std::string actor = {};                        // who rehearses; empty: the account
  std::stop_token stop = {};
};

/// Carries the rehearsal out. The run is recorded in a journal of its own, <beside>/<id>/journal.db; of `screen` only
/// progress is asked. Throws as restore() and runner::run do, before anything is done where a procedure is not in
/// the runbook; a step that fails is in the result.
Result rehearse(const runbook::Runbook& runbook, const Options& options, runner::RunObserver& screen);

/// One event `rehearsal.finished` for the journal of the real runs.
void record(const Result& result, const runbook::Runbook& runbook, journal::Journal& journal);

}  // namespace rehearsal
