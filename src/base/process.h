// Child processes that never outlive us by accident.
//
// Between us and every command stands a supervisor, a fork of our own that only waits: it holds the read end of a
// pipe whose write end only we hold, so it learns of our death however we die (SIGKILL included) and ends the
// command's whole family. The pipe is used, not PR_SET_PDEATHSIG, because the latter fires when the *thread* that
// forked ends.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/environment.h"
#include "base/seal.h"

namespace base {

struct Command {
  std::vector<std::string> argv;                                      // argv[0] is looked up in PATH
  std::vector<std::pair<std::string, std::string>> environment = {};  // added to what is inherited, or replacing it
  std::optional<Environment> inherited = {};                          // nothing: what this process has itself
  std::optional<std::filesystem::path> folder = {};                   // working directory
  std::string input = {};                                             // standard input; empty: /dev/null
  std::optional<Milliseconds> timeout = {};
  std::optional<std::string> user = {};  // run as this user (only root can)
  bool clean_environment = false;        // nothing of ours but where programs and libraries are, and `environment`
  std::optional<Seal> seal = {};         // for what runs others' code
  bool inherit = false;                  // our own standard streams instead of captured ones; `input` is not used
  bool keep_output = true;               // false: what it prints goes to the callback alone, however much it is
};

struct Outcome {
  int exit_code = 0;       // 128 + signal where a signal ended it, as a shell says it
  bool timed_out = false;  // ended by us because of `timeout`
  bool stopped = false;    // ended by us because of the stop token
  std::string output;      // standard output
  std::string errors;      // standard error
  Milliseconds duration{0};
  [[nodiscard]] bool ok() const { return exit_code == 0 && !timed_out && !stopped; }
};

enum class Stream { output, errors };
/// Called in the caller's thread with each piece as it arrives; pieces end anywhere.
using OnOutput = std::function<void(Stream, std::string_view)>;

/// Runs a command to its end. It runs in a session of its own, so the terminal's Ctrl-C reaches only us; on timeout,
/// stop or our death its whole family gets SIGTERM and, 2 s later, SIGKILL. What it left running in the background
/// when it ended by itself is left alone, and no longer read.
/// Throws Error{Code::command} if it cannot be started (not found, folder missing, unknown user); with the fact
/// "sealing" where only that could not be done.
Outcome run(const Command& command, const OnOutput& on_output = {}, const std::stop_token& stop = {});

/// Like run, and throws Error{Code::command} with the end of its error output if it does not end with 0.
Outcome run_or_throw(const Command& command, const std::stop_token& stop = {});

/// A process that goes on beside us until `end`, our destructor or our death, whichever comes first.
class Daemon {
 public:
  struct Options {
    int gentle_signal = 15;                                   // SIGTERM
    Milliseconds patience{5000};                              // then SIGQUIT, and after as long again SIGKILL
    std::optional<std::filesystem::path> remove_folder = {};  // removed when it has ended, also if we were killed
    std::optional<std::filesystem::path> log = {};            // its output and errors; else /dev/null
  };
  /// Throws Error{Code::command} as run does.
  Daemon(const Command& command, Options options);
  ~Daemon();
  Daemon(Daemon&& other) noexcept;
  Daemon& operator=(Daemon&&) = delete;
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  [[nodiscard]] bool running();  // reaps it when it has ended
  void end();                    // waits until it is gone

 private:
  pid_t supervisor_ = -1;
  int life_ = -1;  // closing it makes the supervisor end the process
};

/// The full path of a program in PATH, or nothing.
std::optional<std::filesystem::path> find_program(std::string_view name, const Environment& environment);
/// In the PATH of this process.
std::optional<std::filesystem::path> find_program(std::string_view name);

}  // namespace base
