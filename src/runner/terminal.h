// A person at the terminal, and what the person sees.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "journal/events/escalation_raised.h"
#include "runner/run.h"

namespace runner {

/// Asks on standard error and reads standard input. Ctrl-C or the end of input is not an answer.
class Terminal : public AnswerSource {
 public:
  /// `by`: who answers, in which role.
  Terminal(std::string by, std::stop_token stop, std::string role = {})
      : by_(std::move(by)), role_(std::move(role)), stop_(std::move(stop)) {}
  std::optional<Answer> ask(const Question& question) override;
  /// Standard input and error are a terminal.
  static bool is_there();

 private:
  std::optional<std::string> line(const std::string& prompt);
  std::optional<Answer> answer_with(const Question& question, const std::string& key, std::string_view reason);
  std::optional<Answer> choose(const Question& question);
  std::optional<Answer> fill(const Question& question);

  [[nodiscard]] bool is_taken(const Question& question) const;

  std::string by_;
  std::string role_;
  std::stop_token stop_;
  std::function<bool()> moot_;
  std::string pending_;  // read, and not yet a whole line
};

/// Progress as text: phases as headings, one line a step, output behind a bar.
class TextScreen : public RunObserver {
 public:
  struct Options {
    bool quiet = false;  // only what failed
    bool colour = false;
    bool to_errors = false;  // standard error, because standard output is for JSON
    std::size_t width = 100;
  };
  explicit TextScreen(Options options) : options_(options) {}
  ~TextScreen() override;
  TextScreen(const TextScreen&) = delete;
  TextScreen& operator=(const TextScreen&) = delete;
  void begins(const runbook::Runbook& runbook, const RunState& state, bool resumed) override;
  void phase(const runbook::Phase& phase) override;
  void note(const runbook::Step& step) override;
  void step(const runbook::Step& step, std::size_t number, std::size_t of) override;
  void output(const runbook::Step& step, base::Stream stream, std::string_view piece) override;
  void event(const journal::Event& event) override;
  void message(std::string_view text) override;
  void elsewhere(const journal::Event& event) override;
  void waits(const Question& question, const std::string& run) override;

 private:
  using Time = std::chrono::steady_clock::time_point;

  void print(std::string_view text) const;
  void head();  // the line of the step at hand, once: before its output, or when it is long in coming
  void expect_output();
  void watch(const std::stop_token& stop);
  void end_output();
  void escalation(const journal::EscalationRaised& raised);
  [[nodiscard]] std::string paint(std::string_view text, const char* code) const;

  Options options_;
  std::mutex mutex_;  // of all below
  std::condition_variable_any changed_;
  std::optional<Time> head_at_;  // when the step's line is shown though it has printed nothing
  std::string place_;            // "[12/87]"
  std::string id_;
  std::string does_;
  bool headed_ = false;
  std::size_t shown_ = 0;                       // bytes of the step's output
  std::array<std::string, 2> unfinished_ = {};  // of output and errors: the bytes of a character that is not whole
  bool line_open_ = false;                      // output stands in the middle of a line
  std::jthread watching_;                       // from the first step on
};

/// Columns of the terminal, or 100 where there is none.
std::size_t terminal_width(const base::Environment& environment);

}  // namespace runner
