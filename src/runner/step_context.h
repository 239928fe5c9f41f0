// What a step meets when it is carried out: people to ask, the shell's state, the database, the clock.
#pragma once

#include <filesystem>
#include <set>
#include <stop_token>
#include <string>

#include "base/process.h"
#include "runner/background_process.h"
#include "runner/kept_output.h"
#include "runner/run.h"
#include "runner/secrets.h"

namespace runner {

class StepContext {
 public:
  StepContext(const runbook::Runbook& runbook, const Settings& settings, journal::Journal& journal,
              AnswerSource& people, RunObserver& screen, base::Clock& clock, RunState state);

  /// Asks and records question and answer; an answer from another process counts as well. Nothing when nobody
  /// answers, the answer is none of the choices or does not count, or a vote came in.
  std::optional<Answer> ask(const Question& question, const Outcome* work = nullptr);
  /// What was written down beforehand for the question's step.
  [[nodiscard]] std::optional<Answer> prepared(const Question& question) const { return people_.prepared(question); }
  /// Offers the question that another process has open to our people, once. `over` is asked from time to time.
  void offer_open_question(const std::function<bool()>& over);
  /// The last question that nobody answered, with the fields that are still open.
  [[nodiscard]] const std::optional<Question>& open_question() const { return open_question_; }
  void leave_open(const Question& question) { open_question_ = question; }
  /// A piece of a step's output, shown as it comes. Has passed hide().
  void output(const runbook::Step& step, base::Stream stream, std::string_view piece);
  /// The step's output for the record, cut in the middle above 64 kB, and where all of it is.
  void keep_output(const runbook::Step& step, std::string_view text);
  void keep_output(const runbook::Step& step, KeptOutput& kept);
  /// Into the record: what the step had printed when the process that carried it out was killed.
  void recover_output(const runbook::Step& step);
  /// The file for all of the attempt's output, outside the run's folder: that is removed when the run is over.
  [[nodiscard]] std::filesystem::path output_file(const runbook::Step& step) const;
  /// Appends an event of this run, on disk when it returns.
  void record(journal::Event event);
  /// The same if `allowed` says so of each event that was written since `state()` was brought up to date; false where
  /// it was not. Brings `state()` up to date.
  bool record_if(journal::Event event, const std::function<bool(const journal::Event&)>& allowed);
  /// From another thread: an event that is taken in with the next refresh.
  void note_beside(journal::Event event);
  /// Takes in what other processes have written.
  void refresh();
  /// Waits on the run's clock; false when stopped.
  bool sleep(base::Milliseconds span) { return clock_.sleep(span, settings_.stop); }
  [[nodiscard]] base::Clock& clock() { return clock_; }

  [[nodiscard]] const RunState& state() const { return state_; }
  [[nodiscard]] const runbook::Runbook& runbook() const { return runbook_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const journal::Journal& journal() const { return journal_; }
  [[nodiscard]] const Secrets& secrets() const { return secrets_; }
  [[nodiscard]] const std::vector<Person>& people() const { return who_; }
  [[nodiscard]] base::Instant now() const { return clock_.now(); }
  /// How long it is since `began`, an instant of this run: measured as far as this process was there, and never less
  /// than nothing where the clock was set back.
  [[nodiscard]] base::Milliseconds since(base::Instant began) const;
  [[nodiscard]] std::stop_token stop() const { return settings_.stop; }
  [[nodiscard]] std::filesystem::path run_folder() const;
  /// A folder for the attempt at hand, made when first asked for.
  [[nodiscard]] std::filesystem::path attempt_folder() const;
  /// Keeps a process that goes on beside the steps; it ends with us.
  void keep(std::unique_ptr<BackgroundProcess> beside) { beside_.push_back(std::move(beside)); }
  RunObserver& screen() { return screen_; }

 private:
  std::optional<Answer> ask_everybody(const Question& question, const Outcome* work);
  std::optional<Answer> answer_in_journal(const Question& question, long long after);
  void escalate(const Question& question);
  void take_in(const journal::Event& event);

  const runbook::Runbook& runbook_;
  const Settings& settings_;
  journal::Journal& journal_;
  AnswerSource& people_;
  RunObserver& screen_;
  base::Clock& clock_;
  base::Instant opened_;
  base::Stopwatch watch_;
  RunState state_;
  Secrets secrets_;
  std::vector<Person> who_;
  std::set<long long> used_;     // answers that a question has used up
  std::set<long long> offered_;  // other processes' questions that our people have seen
  struct Open {
    base::Instant since;
    std::size_t escalated = 0;  // levels
  };
  std::map<std::string, Open> open_;  // questions that nobody has answered yet
  std::optional<Question> open_question_;
  std::vector<std::unique_ptr<BackgroundProcess>> beside_;
};

}  // namespace runner
