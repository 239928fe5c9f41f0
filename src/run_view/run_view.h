// One run as the report shows it: a value made from the journal's events alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "journal/event.h"
#include "runner/target.h"

namespace run_view {

using base::Instant;
using base::Milliseconds;

/// A person's word: a sign-off, a gate, a choice, a filled field, what to do about a failure.
struct Answer {
  Instant time{};
  std::string step = {};   // its id; empty where the question belonged to none
  std::string about = {};  // task | gate | choice | field | difference | failed | interrupted | dangerous, or empty
  std::string question = {};
  std::string answer = {};
  std::string by = {};
  std::string role = {};
  std::string reason = {};
  std::string source = {};                                       // "terminal", "answers file", "review", "section"
  std::vector<std::pair<std::string, std::string>> fields = {};  // blanks that were filled in
  std::optional<Milliseconds> waited = {};                       // from the question to the answer
  bool vote = false;                                             // one of several that decide together
};

struct Output {
  std::string stream = {};  // "output", "errors"; empty where both came together
  std::string text = {};
  long long cut_bytes = 0;  // left out in the middle
};

struct Attempt {
  int number = 1;
  Instant began{};
  std::optional<Instant> ended = {};  // nothing: the program ended before the attempt did
  std::string state = {};             // passed | failed | skipped | waived | interrupted | running
  std::string verdict = {};
  std::string evidence = {};  // as text, several lines
  std::optional<long long> exit_code = {};
  std::optional<Milliseconds> duration = {};
  std::vector<Output> output = {};
  std::optional<Instant> wrong = {};  // when it was known that the work had not come out as it should
};

struct Step {
  std::string id = {};
  std::string title = {};
  std::string kind = {};
  std::string phase = {};
  std::string section = {};
  int line = 0;
  std::optional<Milliseconds> due = {};  // planned, relative to T-0
  std::string state = "waiting";         // of the last attempt
  std::string chosen = {};               // choices: the alternative's key
  std::string left = {};                 // what of it people were to do, and nobody has done
  std::vector<Attempt> attempts = {};    // oldest first
  std::vector<Answer> answers = {};
  [[nodiscard]] std::optional<Instant> began() const;
  [[nodiscard]] std::optional<Instant> ended() const;
  /// Of the attempts together, as far as their ends are known.
  [[nodiscard]] Milliseconds worked() const;
};

/// A tick or a GO that stands although the record contradicts it.
struct Waiver {
  Instant time{};
  std::string step = {};
  std::string claim = {};     // as the runbook has it: "Backup verified (test restore)"
  std::string evidence = {};  // "no backup of shop is on record"
  std::string by = {};
  std::string role = {};
  std::string reason = {};
};

/// What else is on record: votes, messages, escalations, claims, and kinds that this version does not know.
struct Happening {
  Instant time{};
  std::string kind = {};  // as the event has it: "vote.cast"
  std::string by = {};
  std::string step = {};
  std::string what = {};  // a sentence
};

/// What somebody promised to do: a note written with --action.
struct ActionItem {
  Instant time{};
  std::string text = {};
  std::string owner = {};
  std::string due = {};  // as written: "2026-12-10"
  std::string by = {};
};

/// Steps in a row under one heading, due at the same time: a line of the timeline.
struct Stage {
  std::string title = {};
  std::optional<Milliseconds> due = {};      // planned begin, relative to T-0
  std::optional<Milliseconds> planned = {};  // until the next stage is due
  std::optional<Instant> began = {};
  std::optional<Instant> ended = {};
  std::string state = {};  // the worst of its steps: failed, interrupted, running, waiting, else passed
  std::vector<Step> steps = {};
};

struct Phase {
  std::string title = {};
  std::vector<Stage> stages = {};
  std::optional<Milliseconds> planned = {};  // from its first due stage until the next phase's
  [[nodiscard]] std::optional<Instant> began() const;
  [[nodiscard]] std::optional<Instant> ended() const;
};

struct Failed {
  std::string statement = {};
  std::string place = {};  // file:line:column
  std::string message = {};
  std::string sqlstate = {};
  std::string detail = {};
  std::string hint = {};
};

struct Migration {
  std::string version = {};
  std::string name = {};
  std::string database = {};  // empty: the journal does not say
  std::string state = {};     // applied | undone | failed | running
  std::string step = {};
  std::optional<Instant> began = {};
  std::optional<Instant> ended = {};
  std::optional<Milliseconds> duration = {};
  std::optional<Milliseconds> estimated = {};
  std::optional<long long> statements = {};
  std::optional<bool> transactional = {};
  bool recovered = false;  // finished after an interruption
  int attempts = 0;
  std::optional<Failed> failure = {};  // of the last failed attempt
};

struct Proof {
  Instant time{};
  bool ok = false;
  long long tables = 0;
  long long rows = 0;
  std::vector<std::string> differences = {};
  std::vector<std::string> notes = {};  // what could not be tried
  std::optional<Milliseconds> duration = {};
  std::optional<Milliseconds> restore = {};  // the restore alone
};

struct Restore {
  Instant time{};
  std::string database = {};
  std::string kept = {};
  std::optional<Milliseconds> duration = {};
};

struct Backup {
  std::string id = {};
  std::string path = {};
  std::string database = {};
  std::string sha256 = {};
  std::string server_version = {};
  std::optional<Instant> time = {};
  std::optional<long long> bytes = {};
  std::optional<Milliseconds> duration = {};
  std::optional<Instant> snapshot = {};  // writes after this moment are not in it
  std::vector<std::string> warnings = {};
  std::vector<Proof> proofs = {};
  std::vector<Restore> restores = {};
};

struct CheckResult {
  std::string check = {};
  std::string verdict = {};  // pass | warn | fail | skip, as the check said it
  std::string evidence = {};
  std::string todo = {};
};

struct CheckRun {
  Instant time{};
  std::string step = {};
  std::string suite = {};
  std::vector<CheckResult> results = {};
  bool watched = false;  // one round of many
};

/// One check before the first migration and after the last; either may be missing.
struct BeforeAfter {
  std::string check = {};
  std::optional<CheckResult> before = {};
  std::optional<CheckResult> after = {};
};

/// The database in numbers at one moment.
struct Baseline {
  Instant time{};
  std::string database = {};
  std::optional<long long> tables = {};
  std::optional<long long> indexes = {};
  std::optional<long long> constraints = {};
  std::optional<long long> bytes = {};
  std::map<std::string, long long> rows = {};  // by table
};

struct Interruption {
  Instant last_seen{};  // the last event before
  Instant resumed{};
  std::vector<std::string> unfinished = {};  // ids of the steps that were running
  std::string reason = {};                   // of a pause; empty: the program ended without a word
};

struct Failure {
  Instant time{};
  std::string what = {};               // "step orphans failed: 3 rows instead of none"
  std::string detail = {};             // several lines
  std::vector<std::string> done = {};  // what happened about it, in order; empty: nothing is recorded
  bool resolved = false;
};

struct Note {
  Instant time{};
  std::string by = {};
  std::string text = {};
};

/// From putting maintenance mode on to taking it off: measured by the maintenance events, else going by the steps
/// that say so.
struct Downtime {
  Instant from{};
  std::optional<Instant> to = {};
  std::string from_step = {};
  std::string to_step = {};
  std::string how = {};                      // what it was derived from, in words
  std::optional<Milliseconds> planned = {};  // between the times the two steps were due
};

struct Record {
  long long events = 0;
  long long first = 0;  // seq
  long long last = 0;
  std::string hash = {};    // of the last event: pins everything before it
  std::string broken = {};  // why the journal is not as it was written; filled by whoever asks it
};

struct RunView {
  std::string run = {};
  std::string title = {};
  std::string runbook = {};
  std::string runbook_hash = {};                                // of the text that ran last
  std::string runbook_path = {};                                // absolute
  std::vector<std::pair<std::string, std::string>> facts = {};  // as they stand under the runbook's title
  runner::RunTarget target = {};                                // the database that the run is about
  std::string state = {};                                       // passed | failed | stopped | paused | unfinished
  std::optional<Instant> began = {};
  std::optional<Instant> ended = {};         // the last event where the run did not finish
  std::optional<Instant> t0 = {};            // when the first step due at T-0 or later began
  std::optional<Milliseconds> planned = {};  // the runbook's estimated duration
  std::optional<Downtime> downtime = {};
  std::vector<Phase> phases = {};
  std::vector<Migration> migrations = {};  // in the order they were begun
  std::vector<Backup> backups = {};
  std::vector<CheckRun> checks = {};
  std::vector<BeforeAfter> before_after = {};
  std::vector<Baseline> baselines = {};
  std::vector<Answer> answers = {};  // all of them, in order
  std::vector<Interruption> interruptions = {};
  std::vector<Failure> failures = {};
  std::vector<Note> notes = {};
  std::vector<ActionItem> actions = {};
  std::vector<Waiver> waivers = {};
  std::vector<Happening> happenings = {};
  std::vector<std::string> left = {};  // steps that passed by what people were to do, in words
  Record record = {};
  [[nodiscard]] std::optional<Milliseconds> duration() const;
  /// Calls `each` for every step, in the runbook's order.
  template <class Each>
  void for_each_step(Each each) const {
    for (const auto& phase : phases) {
      for (const auto& stage : phase.stages) {
        for (const auto& step : stage.steps) each(step);
      }
    }
  }
};

/// Pure. `events`: those of one run (and of the runs it was resumed from), oldest first. Keys that are missing or of
/// another type are taken as not said, kinds that are not known are passed over: a report is always made.
RunView build_run_view(const std::vector<journal::Event>& events);

/// The newest numbers of the database that the first baseline is of, to stand beside it; nothing where there are
/// none. Rows, which verify does not count, are those of the last later baseline that has them.
std::optional<Baseline> baseline_after(const RunView& view);

/// The whole view, times as 2026-12-06T02:00:00.000Z, spans as …_ms. What `lockkeeper report --json` and the web page
/// show.
base::Json to_json(const RunView& view);

}  // namespace run_view
