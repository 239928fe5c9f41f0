// Carries a runbook out, step by step, so that it can be killed at any moment and goes on where it was.
//
// The run's state is nothing but a projection of the journal's events: what is not in the journal did not happen.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/process.h"
#include "facts/fact.h"
#include "journal/events/question_asked.h"
#include "journal/journal.h"
#include "pg/session.h"
#include "runbook/runbook.h"
#include "runner/review.h"
#include "runner/runs_folder.h"
#include "runner/target.h"

namespace runner {

enum class StepState { waiting, running, asking, passed, failed, skipped, waived, interrupted };
std::string_view name(StepState state);
/// Done with: never carried out again.
bool settled(StepState state);

/// What came of a step's work, before people have judged it.
struct Outcome {
  enum class Came {
    passed,
    failed,   // a person decides: retry, skip, stop
    differs,  // it ran, but not as expected: a person decides
    skipped,
    interrupted,  // Ctrl-C
    unanswered,   // a question that nobody is there to answer
    stopped,      // a person said stop
    no_go,        // the gate is closed: the run ends
  };
  Came came = Came::passed;
  std::string verdict = {};   // one line: "4 rows, as expected", "ended with 1"
  std::string evidence = {};  // what the verdict rests on, several lines
  std::optional<int> exit_code = {};
  base::Milliseconds duration{0};
  std::string chosen = {};  // choices: the alternative's key
  std::string left = {};    // what of it is left to people and was not done: "left out by Ada", "line 9 is not run"
  std::string shell_state = {};  // commands: folder that holds the shell's state afterwards
};

struct Answer {
  std::string answer;
  std::string by;
  std::string role = {};
  std::string reason = {};
  std::map<std::string, std::string> fields = {};
  std::string source = {};  // "terminal", "answers file", "command"
};

/// An answer that the journal holds and no step has used up yet.
struct Given {
  long long seq = 0;
  std::string when;
  Answer answer;
};

/// "all" about a dangerous step: the rest of its section runs unasked.
struct SectionAnswer {
  std::string step;
  std::string hash;  // of the runbook then
  base::Instant at{};
  Answer answer;
};

/// What somebody says at a gate.
struct Vote {
  std::string vote;  // "GO", "NO-GO"
  std::string by;
  std::string role = {};
  std::string reason = {};
  base::Instant at{};
};

/// One step as the events tell it.
struct StepRecord {
  StepState state = StepState::waiting;
  int attempts = 0;
  std::string asked = {};   // the `when` of the question that is open, also after a failure
  long long asked_seq = 0;  // of that question
  std::optional<journal::QuestionAsked> question = {};
  std::optional<base::ProcessIdentity> asker = {};  // the process that asked, as far as it has not said that it stops
  bool allowed = false;                             // it is dangerous, and running because it may
  std::vector<Given> answers = {};                  // since the step began
  std::vector<Vote> votes = {};                     // gates, oldest first
  std::optional<Outcome> work = {};                 // done, and a person has yet to judge it
  std::string verdict = {};
  std::string chosen = {};
  std::string left = {};                      // as in Outcome
  std::map<std::string, std::string> fields;  // answered so far
  base::Instant began{};
  base::Milliseconds duration{0};
};

/// A run as the events tell it.
struct RunState {
  std::string id;
  std::string path;  // of the runbook, absolute
  std::string hash;
  std::string folder;     // where its commands run
  RunTarget target = {};  // the database it is about
  base::Instant began{};
  std::optional<base::Instant> zero = {};     // T-0: when the first step due at T-0 or later began
  std::optional<base::Instant> planned = {};  // T-0 as it was set with --at or `reschedule`
  bool finished = false;
  std::string stopped_by;              // a person said stop, and nobody has gone on since
  long long seen = 0;                  // seq of the newest event in here
  std::string result;                  // "passed", "failed", "stopped" when finished
  std::vector<std::string> left = {};  // to people, when finished
  std::string shell_state;             // of the last command that passed; empty at first
  int begun = 0;                       // attempts of all steps so far
  std::map<std::string, StepRecord> steps;
  std::map<std::string, long long> due_ms;
  std::map<std::string, std::string> variables;  // those that are no secrets
  std::map<std::string, StepState> procedures;   // by title: running, or how it ended
  std::map<std::string, base::Instant> procedures_began = {};
  std::vector<SectionAnswer> rest_of_section = {};

  void apply(const journal::Event& event);
  [[nodiscard]] const StepRecord& step(const std::string& id) const;  // a waiting one for steps without events
};
RunState project(std::span<const journal::Event> events);

/// The id of the newest run of the runbook at `path` (absolute) that is not finished.
std::optional<std::string> unfinished_run(const journal::Journal& journal, const std::string& path);

/// The id of the newest run of the runbook at `path`, finished or not.
std::optional<std::string> last_run(const journal::Journal& journal, const std::string& path);
/// The absolute path that a run of the runbook is known by.
std::string path_of(const runbook::Runbook& runbook);

/// What a person is asked.
struct Question {
  std::string step;  // id
  std::string when;  // task | gate | choice | field | difference | failed | interrupted | dangerous | contradicted
  std::string text;
  std::vector<runbook::Alternative> choices = {};  // `key` is the answer; empty for fields
  std::string about = {};                          // several lines: conditions, output, alternatives
  std::vector<runbook::Field> fields = {};
  std::string role = {};                 // who has to answer; empty: anybody
  std::vector<std::string> not_by = {};  // who has answered already and cannot be the second pair of eyes
  bool by_vote = false;                  // gates: the answer is one vote of several
  std::vector<std::string> voted = {};   // gates with votes: who has voted
  std::string database = {};             // that the run is about, as people are told; the run fills it in
  // For those who wait for a person: to be called now and then. True: it is answered elsewhere, stop asking.
  std::function<bool()> moot = {};
};

/// Whoever answers: a file, a terminal, a test.
class AnswerSource {
 public:
  virtual ~AnswerSource() = default;
  /// Nothing when nobody can answer. For fields, those of `question.fields` that could be answered.
  virtual std::optional<Answer> ask(const Question& question) = 0;
  /// What was written down beforehand, without using it up; about a dangerous step only where it names that.
  [[nodiscard]] virtual std::optional<Answer> prepared(const Question& /*question*/) const { return std::nullopt; }
};

/// Where a run is watched. Called in the executor's thread.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void begins(const runbook::Runbook& /*runbook*/, const RunState& /*state*/, bool /*resumed*/) {}
  virtual void phase(const runbook::Phase& /*phase*/) {}
  virtual void note(const runbook::Step& /*step*/) {}
  virtual void step(const runbook::Step& /*step*/, std::size_t /*number*/, std::size_t /*of*/) {}
  virtual void output(const runbook::Step& /*step*/, base::Stream /*stream*/, std::string_view /*piece*/) {}
  virtual void event(const journal::Event& /*event*/) {}
  virtual void message(std::string_view /*text*/) {}
  /// Nobody here answers: the run waits until somebody elsewhere does.
  virtual void waits(const Question& /*question*/, const std::string& /*run*/) {}
  /// What another process that drives the same run has recorded.
  virtual void elsewhere(const journal::Event& /*event*/) {}
};

/// Somebody and what they are here for.
struct Person {
  std::string name;
  std::string role;
};
/// Who has which role: from the runbook's tables with a column "Role" and one of "Name", "Person", "Who" …
std::vector<Person> people_in(const runbook::Runbook& runbook);

/// When a gate opens.
struct GateRules {
  int quorum = 1;                       // so many different people say GO
  std::vector<std::string> roles = {};  // and among them somebody of each of these
};

/// A value for the fences' environment. Never substituted into their text.
struct Variable {
  std::string name;
  std::string value;
  bool secret = false;  // kept out of the journal and of what is shown
};

struct Settings {
  std::filesystem::path folder;       // where commands run; a resumed run keeps its own
  RunsFolder runs;                    // beside the journal
  pg::Options database = {};          // for sql fences; a resumed run is refused another database than it began with
  std::string environment_name = {};  // that the database was named by
  base::Environment inherited;        // what commands find in their environment
  std::vector<std::pair<std::string, std::string>> environment = {};  // and besides
  std::optional<std::string> phase = {};  // only this one: its number, or part of its title
  bool from_start = false;                // a new run even if one is unfinished
  std::stop_token stop = {};
  std::optional<base::Instant> at = {};       // T-0
  bool wait = false;                          // what is early waits until it is due
  bool stay = false;                          // an open question waits for an answer from elsewhere
  std::optional<std::string> procedure = {};  // carry out this one instead: part of its title
  std::vector<Variable> variables = {};
  std::vector<Person> people = {};  // besides those of the runbook
  GateRules gate = {};
  Review review = {};
  std::vector<base::Milliseconds> escalation = {};  // an open question, an overrun step: events after these spans
  base::Milliseconds backup_age{24 * 3600'000LL};   // an older backup proves little at a gate
  base::Milliseconds leftover_patience{10'000};     // for processes that a killed run left behind
  /// Adds what the server says to the evidence that claims are judged by, and why where it cannot be asked; throws
  /// nothing of that. Empty: the journal alone is asked.
  std::function<void(const std::vector<facts::Claim>& claims, facts::Evidence& evidence)> look = {};
};

struct RunResult {
  std::string run;
  std::string state;      // "passed", "failed", "stopped"; "paused" when it can be resumed
  int exit_code = 0;      // 0 done, 1 failed, 5 stopped or waiting for an answer
  std::string step = {};  // where it paused
  std::string reason = {};
  std::string toml = {};                   // the answer that was missing, ready for the answers file
  base::Milliseconds duration{0};          // of the run so far, or of the procedure; not only of this process
  std::map<std::string, int> states = {};  // how many steps passed, were skipped …
  std::vector<std::string> left = {};      // steps that passed by what people were to do: "ID: left out by Ada"
};

/// Carries out the main line, or goes on with the unfinished run of the same file. Where other processes drive that
/// run already, joins them: each step is carried out by one of them, and each may answer the questions of the others.
/// With `procedure`, carries that out within the unfinished or last run.
/// Throws Error{Code::lock_held} for `from_start` while others drive the run, Error{Code::usage} for a phase or
/// procedure that is not there, Error{Code::journal} when the record cannot be written.
RunResult run(const runbook::Runbook& runbook, const Settings& settings, journal::Journal& journal,
              AnswerSource& people, RunObserver& screen, base::Clock& clock = base::system_clock());

}  // namespace runner
