// What a rehearsal has shown: what worked, what failed and why, how long each phase took, and what was not tried.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "journal/event.h"
#include "rehearsal/call.h"
#include "rehearsal/people.h"
#include "runner/run.h"

namespace rehearsal {

struct FailedStep {
  std::string step;
  int line = 0;  // in the runbook
  std::string verdict;
  std::string evidence = {};
};

struct PhaseTime {
  std::string title;
  base::Milliseconds took{0};    // measured; waits that were jumped over not counted
  base::Milliseconds waited{0};  // of those
  std::optional<base::Milliseconds> planned = {};
};

struct NotTried {
  std::string what;
  std::string why;
  int line = 0;
};

struct StoodIn {
  std::string command;
  int times = 0;
  bool declared = false;
};

struct Result {
  std::string id;
  std::string folder;          // the rehearsal's own: its journal lies in it
  std::string run;             // in that journal
  std::string copy;            // "backup 20261206-…", "empty"
  std::string isolation = {};  // why the commands had the machine's files and network; empty: they had not
  std::string ended = {};      // why it did not come to the end; empty: it did
  base::Milliseconds restored_in{0};
  base::Milliseconds duration{0};
  std::map<std::string, int> states = {};
  std::vector<FailedStep> failed = {};   // and nobody had said beforehand that it may
  std::vector<FailedStep> refused = {};  // would have reached another database
  std::vector<FailedStep> waived = {};   // failed or differed, as the answers file says it may
  std::vector<PhaseTime> phases = {};
  std::vector<StoodIn> stand_ins = {};
  std::vector<Unanswered> assumed = {};
  bool assume_yes = false;
  std::vector<NotTried> not_tried = {};
  std::vector<std::string> notes = {};

  [[nodiscard]] bool passed() const { return failed.empty() && refused.empty() && ended.empty(); }
};

/// What the record of the rehearsal's run says. Pure.
struct Record {
  const runbook::Runbook& runbook;
  std::span<const journal::Event> events;
  std::span<const Call> calls;
  std::span<const Setback> setbacks;
};
void read_record(const Record& record, Result& result);

base::Json to_json(const Result& result);
std::string to_text(const Result& result);

}  // namespace rehearsal
