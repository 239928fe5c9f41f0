// What a step meets when it is carried out: people to ask, the shell's state, the database, the clock.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "base/process.h"
#include "runbook/run.h"

namespace runbook {

class Stage {
 public:
  Stage(const Runbook& runbook, const Settings& settings, journal::Journal& journal, People& people, Screen& screen,
        base::Clock& clock, RunState state);

  /// Asks and records question and answer. Nothing when nobody answers or the answer is none of the choices.
  std::optional<Answer> ask(const Question& question, const Outcome* work = nullptr);
  /// The last question that nobody answered, with the fields that are still open.
  [[nodiscard]] const std::optional<Question>& open_question() const { return open_question_; }
  void leave_open(Question question) { open_question_ = std::move(question); }
  /// A piece of a step's output, shown as it comes.
  void output(const Step& step, base::Stream stream, std::string_view piece);
  /// The step's whole output for the record, cut in the middle above 64 kB.
  void keep_output(const Step& step, std::string_view text);
  /// Appends an event of this run, on disk when it returns.
  void record(const std::string& kind, base::Json data);

  [[nodiscard]] const RunState& state() const { return state_; }
  [[nodiscard]] const Runbook& runbook() const { return runbook_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] base::Instant now() const { return clock_.now(); }
  [[nodiscard]] std::stop_token stop() const { return settings_.stop; }
  [[nodiscard]] std::filesystem::path run_folder() const;
  /// A folder for the attempt at hand, made when first asked for.
  [[nodiscard]] std::filesystem::path attempt_folder() const;
  /// Keeps a process that goes on beside the steps; it ends with us.
  void keep(base::Daemon daemon) { daemons_.push_back(std::move(daemon)); }
  Screen& screen() { return screen_; }

 private:
  const Runbook& runbook_;
  const Settings& settings_;
  journal::Journal& journal_;
  People& people_;
  Screen& screen_;
  base::Clock& clock_;
  RunState state_;
  std::optional<Question> open_question_;
  std::vector<base::Daemon> daemons_;
};

}  // namespace runbook
