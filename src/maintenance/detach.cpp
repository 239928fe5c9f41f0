// Starts the guard as a process that is nobody's child.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "maintenance/guard.h"

namespace maintenance {

using namespace std::chrono_literals;
using base::Code;
using base::Error;

// Everything the forked processes need, made before: after a fork only system calls are safe.
namespace {

struct Prepared {
  std::vector<std::string> strings;
  std::vector<char*> argv;
  std::vector<char*> envp;
};

}  // namespace

static Prepared prepare(const std::vector<std::string>& argv, const base::Environment& environment) {
  Prepared out{.strings = argv};
  for (auto& entry : environment.entries()) out.strings.push_back(std::move(entry));
  for (std::size_t i = 0; i < out.strings.size(); ++i)
    (i < argv.size() ? out.argv : out.envp).push_back(out.strings[i].data());
  out.argv.push_back(nullptr);
  out.envp.push_back(nullptr);
  return out;
}

static int fork_twice(const Prepared& prepared, int nothing, int log) {
  const pid_t between = ::fork();
  if (between == 0) {
    ::setsid();  // no terminal, and a group of its own: a Ctrl-C or an end of the step's family does not reach it
    if (::fork() != 0) ::_exit(0);
    ::dup2(nothing, 0);
    ::dup2(log, 1);
    ::dup2(log, 2);
    ::close_range(3, ~0U, 0);
    ::execve(prepared.argv[0], prepared.argv.data(), prepared.envp.data());
    ::_exit(127);
  }
  if (between > 0) ::waitpid(between, nullptr, 0);
  return between;
}

int start_guard(const journal::Journal& journal, const std::string& id, const std::vector<std::string>& argv,
                const base::Environment& environment) {
  const auto folder = folder_of(journal) / id;
  std::filesystem::create_directories(folder);
  const auto log = folder / "guard.log";
  const auto prepared = prepare(argv, environment);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const bool opened = out >= 0 && nothing >= 0;
  const int forked = opened ? fork_twice(prepared, nothing, out) : -1;
  const int reason = errno;
  if (out >= 0) ::close(out);
  if (nothing >= 0) ::close(nothing);
  if (forked < 0) throw Error{Code::command, fmt::format("the dead-man cannot be started: {}", ::strerror(reason))};
  const auto until = std::chrono::steady_clock::now() + 10s;
  while (std::chrono::steady_clock::now() < until) {
    if (const auto pid = guard_of(journal, id)) return *pid;
    std::this_thread::sleep_for(10ms);
  }
  throw Error{Code::command, "the dead-man did not begin within 10 s",
              fmt::format("Read {}; maintenance mode is on, and nobody watches over it.", log.string())}
      .with("it said", std::string(base::trim(base::read_file(log))));
}

}  // namespace maintenance
