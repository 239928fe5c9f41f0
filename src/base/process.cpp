#include "base/process.h"

#include <array>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"
#include "base/pipe_signal.h"
#include "base/text.h"

extern "C" {
#include <sys/pidfd.h>  // glibc 2.36 forgot to say extern "C" in it
}

namespace base {

namespace {

// Everything the two forked processes need, made before the fork: after it, only system calls are safe, since another
// thread may have held malloc's lock.
struct Prepared {
  std::vector<std::string> strings;  // owns what argv and envp point to
  std::vector<char*> argv;
  std::vector<char*> envp;
  std::string program;
  std::string folder;
  std::string remove_folder;
  uid_t uid = 0;
  gid_t gid = 0;
  bool change_user = false;
  PreparedSeal seal;
  int gentle_signal = SIGTERM;
  Milliseconds patience{2000};
};

struct Pipe {
  int read = -1;
  int write = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
      throw Error{Code::command, fmt::format("no pipe: {}", ::strerror(errno))};
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_read() {
    if (read >= 0) ::close(std::exchange(read, -1));
  }
  void close_write() {
    if (write >= 0) ::close(std::exchange(write, -1));
  }
};

}  // namespace

std::optional<std::filesystem::path> find_program(std::string_view name, const Environment& environment) {
  if (name.find('/') != std::string_view::npos) {
    return ::access(std::string(name).c_str(), X_OK) == 0 ? std::optional(std::filesystem::path(name)) : std::nullopt;
  }
  const auto path = search_path(environment);
  for (const auto folder : split(path, ':')) {
    const auto candidate = std::filesystem::path(folder.empty() ? "." : folder) / name;
    if (::access(candidate.c_str(), X_OK) == 0 && !std::filesystem::is_directory(candidate)) return candidate;
  }
  return std::nullopt;
}

std::optional<std::filesystem::path> find_program(std::string_view name) {
  return find_program(name, own_environment());
}

static Prepared prepare(const Command& command) {
  if (command.argv.empty()) throw Error{Code::internal, "a command without a program"};
  Prepared out;
  const Environment inherited = command.inherited ? *command.inherited : own_environment();
  const auto program = find_program(command.argv[0], inherited);
  if (!program) {
    throw Error{Code::command, fmt::format("{} is not installed or not in PATH", command.argv[0]),
                fmt::format("Install {} or add its folder to PATH.", command.argv[0])};
  }
  out.program = program->string();
  if (command.folder) {
    out.folder = command.folder->string();
    if (!std::filesystem::is_directory(*command.folder)) {
      throw Error{Code::command, fmt::format("the folder {} does not exist", out.folder)};
    }
  }
  if (command.user) {
    const passwd* user = ::getpwnam(command.user->c_str());
    if (!user) throw Error{Code::command, fmt::format("there is no user {}", *command.user)};
    out.uid = user->pw_uid;
    out.gid = user->pw_gid;
    out.change_user = true;
  }
  if (command.seal)
    out.seal = PreparedSeal(*command.seal, command.user ? out.uid : ::geteuid(), command.user ? out.gid : ::getegid(),
                            inherited);
  out.strings = command.argv;
  for (const auto& [key, value] : inherited.values()) {
    const bool replaced = std::any_of(command.environment.begin(), command.environment.end(),
                                      [&](const auto& pair) { return pair.first == key; });
    if (!replaced && (!command.clean_environment || key == "PATH" || key == "LD_LIBRARY_PATH"))
      out.strings.push_back(key + "=" + value);
  }
  for (const auto& [key, value] : command.environment) out.strings.push_back(key + "=" + value);
  for (std::size_t i = 0; i < out.strings.size(); ++i) {
    (i < command.argv.size() ? out.argv : out.envp).push_back(out.strings[i].data());
  }
  out.argv.push_back(nullptr);
  out.envp.push_back(nullptr);
  return out;
}

// ---- In the supervisor: system calls only. ----

static void default_signals() {
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : {SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGPIPE, SIGCHLD}) ::signal(number, SIG_DFL);
}

[[noreturn]] static void become(const Prepared& prepared, pid_t supervisor, int error_pipe, int death_signal) {
  ::setpgid(0, 0);
  default_signals();
  bool ok = !prepared.seal.wanted() || prepared.seal.apply();
  if (!ok) {
    const int unsealed = -errno;
    [[maybe_unused]] const auto told = ::write(error_pipe, &unsealed, sizeof unsealed);
    ::_exit(127);
  }
  if (prepared.change_user) {
    ok = ::setgroups(0, nullptr) == 0 && ::setgid(prepared.gid) == 0 && ::setuid(prepared.uid) == 0;
  }
  // Should the supervisor itself be killed: its only thread forked us, so here the signal means what it says.
  // After setuid, which clears it.
  ::prctl(PR_SET_PDEATHSIG, death_signal);
  if (::getppid() != supervisor) ::_exit(127);
  if (ok && !prepared.folder.empty()) ok = ::chdir(prepared.folder.c_str()) == 0;
  if (ok) ::execve(prepared.program.c_str(), prepared.argv.data(), prepared.envp.data());
  const int reason = errno;
  [[maybe_unused]] const auto told = ::write(error_pipe, &reason, sizeof reason);
  ::_exit(127);
}

// A process that calls itself this outlives its family on purpose: maintenance/guard.h lets the application in again
// when the run that kept it out has died, which is just when the family is ended.
static bool is_dead_man(pid_t pid) {
  std::array<char, 32> path{"/proc/"};
  std::size_t at = 6;
  std::array<char, 12> digits{};
  std::size_t count = 0;
  for (; pid > 0; pid /= 10) digits.at(count++) = static_cast<char>('0' + pid % 10);
  while (count > 0) path.at(at++) = digits.at(--count);
  for (const char c : std::string_view("/comm")) path.at(at++) = c;
  const int file = ::open(path.data(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  std::array<char, 32> text{};
  const auto length = ::read(file, text.data(), text.size());
  ::close(file);
  return length > 0 && std::string_view(text.data(), static_cast<std::size_t>(length)) == "lk-dead-man\n";
}

// Signals every descendant but dead men: the command's group, and whoever left it, since orphans become our children.
// How many of the latter there are; with signal 0 they are only counted.
static int signal_family(pid_t child, int number) {
  if (number != 0) ::kill(-child, number);
  const int list = ::open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (list < 0) return 1;
  std::array<char, 4096> text{};
  const auto length = ::read(list, text.data(), text.size());
  ::close(list);
  int found = 0;
  pid_t pid = 0;
  for (ssize_t i = 0; i < length; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    if (c >= '0' && c <= '9') {
      pid = pid * 10 + (c - '0');
    } else if (pid > 0) {
      if (!is_dead_man(pid)) {
        ++found;
        if (number != 0) ::kill(pid, number);
      }
      pid = 0;
    }
  }
  return found;
}

// Reaps until no child is left or `patience` is over. The main child's status goes to `status`.
static bool reap_all(pid_t child, Milliseconds patience, int& status) {
  for (Milliseconds waited{0};; waited += Milliseconds(10)) {
    for (;;) {
      int found = 0;
      const pid_t pid = ::waitpid(-1, &found, WNOHANG);
      if (pid == child) status = found;
      if (pid < 0 && errno == ECHILD) return true;
      if (pid <= 0) break;
    }
    if (signal_family(child, 0) == 0) return true;
    if (waited >= patience) return false;
    ::usleep(10'000);
  }
}

static void end_family(const Prepared& prepared, pid_t child, int& status) {
  signal_family(child, prepared.gentle_signal);
  if (reap_all(child, prepared.patience, status)) return;
  signal_family(child, SIGQUIT);
  if (prepared.gentle_signal != SIGTERM && reap_all(child, prepared.patience, status)) return;
  for (int i = 0; i < 50; ++i) {
    signal_family(child, SIGKILL);
    if (reap_all(child, Milliseconds(100), status)) return;
  }
}

static void remove_folder(const char* folder) {
  const pid_t remover = ::fork();
  if (remover == 0) {
    ::execl("/bin/rm", "rm", "-rf", "--", folder, static_cast<char*>(nullptr));
    ::_exit(127);
  }
  if (remover > 0) ::waitpid(remover, nullptr, 0);
}

[[noreturn]] static void supervise(const Prepared& prepared, int in, int out, int err, int life, int error_pipe) {
  ::setsid();
  ::prctl(PR_SET_NAME, "lk-supervisor");
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  for (const int number : {SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGPIPE}) ::signal(number, SIG_IGN);
  ::signal(SIGCHLD, SIG_DFL);
  // Nothing else of the parent's may stay open here: a database connection would look alive after the parent's death.
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  ::dup2(life, 3);
  ::dup2(error_pipe, 4);
  ::close_range(5, ~0U, 0);
  ::fcntl(3, F_SETFD, FD_CLOEXEC);
  ::fcntl(4, F_SETFD, FD_CLOEXEC);

  sigset_t child_signal;
  ::sigemptyset(&child_signal);
  ::sigprocmask(SIG_SETMASK, &child_signal, nullptr);
  const pid_t self = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) become(prepared, self, 4, prepared.gentle_signal == SIGTERM ? SIGKILL : prepared.gentle_signal);
  ::setpgid(child, child);
  ::close(4);
  for (const int standard : {0, 1, 2})
    ::close(standard);  // the parent sees the end of output when the family closes it

  int status = 127 << 8;
  bool orphaned = false;
  const int child_fd = child > 0 ? ::pidfd_open(child, 0) : -1;
  while (child > 0) {
    std::array<pollfd, 2> watched{pollfd{3, POLLIN, 0}, pollfd{child_fd, POLLIN, 0}};
    const int ready = ::poll(watched.data(), watched.size(), child_fd < 0 ? 20 : 1000);
    if (ready > 0 && watched[0].revents != 0) {
      orphaned = true;
      break;
    }
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child || (ended < 0 && errno == ECHILD)) break;
  }
  if (orphaned) end_family(prepared, child, status);
  if (!prepared.remove_folder.empty()) remove_folder(prepared.remove_folder.c_str());
  ::_exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

// ---- In the parent. ----

// Forks the supervisor. Returns once the command has really been executed, or throws with the reason.
static pid_t start(const Prepared& prepared, int in, int out, int err, Pipe& life) {
  Pipe failure;
  // High copies, so that dup2 to 0..4 in the supervisor cannot overwrite one that is still needed.
  std::array<int, 5> high{};
  const std::array<int, 5> low{in, out, err, life.read, failure.write};
  for (std::size_t i = 0; i < low.size(); ++i) high.at(i) = ::fcntl(low.at(i), F_DUPFD_CLOEXEC, 64);
  const pid_t supervisor = ::fork();
  if (supervisor == 0) supervise(prepared, high[0], high[1], high[2], high[3], high[4]);
  for (const int copy : high) ::close(copy);
  if (supervisor < 0) throw Error{Code::command, fmt::format("cannot start a process: {}", ::strerror(errno))};
  life.close_read();
  failure.close_write();
  int reason = 0;
  ssize_t got = 0;
  do got = ::read(failure.read, &reason, sizeof reason);
  while (got < 0 && errno == EINTR);
  if (got == static_cast<ssize_t>(sizeof reason)) {
    ::waitpid(supervisor, nullptr, 0);
    if (reason < 0) {
      throw Error{Code::command, fmt::format("cannot seal {} off: {}", prepared.program, ::strerror(-reason))}.with(
          "sealing", ::strerror(-reason));
    }
    throw Error{Code::command, fmt::format("cannot run {}: {}", prepared.program, ::strerror(reason))};
  }
  return supervisor;
}

static int exit_code_of(pid_t supervisor) {
  int status = 0;
  while (::waitpid(supervisor, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void set_nonblocking(int descriptor) {
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

// Reads what is there, but not for ever: whoever prints faster than we read must not keep us from looking at the
// clock. False at the end of the stream.
static bool drain(int descriptor, Stream stream, std::string* into, const OnOutput& on_output) {
  std::array<char, 1 << 16> buffer{};
  for (int pieces = 0; pieces < 64; ++pieces) {
    const auto got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN;
    if (got == 0) return false;
    const std::string_view piece(buffer.data(), static_cast<std::size_t>(got));
    if (into) *into += piece;
    if (on_output) on_output(stream, piece);
  }
  return true;
}

Outcome run(const Command& command, const OnOutput& on_output, const std::stop_token& stop) {
  const Prepared prepared = prepare(command);
  Pipe in;
  Pipe out;
  Pipe err;
  Pipe life;
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const auto began = std::chrono::steady_clock::now();
  pid_t supervisor = -1;
  try {
    supervisor = command.inherit
                     ? start(prepared, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, life)
                     : start(prepared, command.input.empty() ? nothing : in.read, out.write, err.write, life);
  } catch (...) {
    ::close(nothing);
    throw;
  }
  ::close(nothing);
  in.close_read();
  out.close_write();
  err.close_write();
  set_nonblocking(out.read);
  set_nonblocking(err.read);
  set_nonblocking(in.write);

  Outcome outcome;
  std::string_view input = command.input;
  if (input.empty() || command.inherit) in.close_write();
  const auto elapsed = [&] {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - began);
  };
  const int ended = ::pidfd_open(supervisor, 0);
  bool out_open = true;
  bool err_open = true;
  for (bool over = false; !over;) {
    std::array<pollfd, 4> watched{pollfd{ended, POLLIN, 0}, pollfd{out_open ? out.read : -1, POLLIN, 0},
                                  pollfd{err_open ? err.read : -1, POLLIN, 0}, pollfd{in.write, POLLOUT, 0}};
    ::poll(watched.data(), watched.size(), 50);
    // Once it has ended, everything that is left in the pipes is read: it is less than they hold.
    over = watched[0].revents != 0;
    if (out_open)
      out_open = drain(out.read, Stream::output, command.keep_output ? &outcome.output : nullptr, on_output);
    if (err_open)
      err_open = drain(err.read, Stream::errors, command.keep_output ? &outcome.errors : nullptr, on_output);
    if (in.write >= 0 && watched[3].revents != 0) {
      const NoPipeSignal no_signal;  // a command need not read what it is given
      const auto put = ::write(in.write, input.data(), input.size());
      if (put > 0) input.remove_prefix(static_cast<std::size_t>(put));
      if (input.empty() || (put < 0 && errno != EAGAIN && errno != EINTR)) in.close_write();
    }
    const bool late = command.timeout && elapsed() > *command.timeout;
    if (life.write >= 0 && (late || stop.stop_requested())) {
      outcome.timed_out = late;
      outcome.stopped = !late;
      life.close_write();  // the supervisor ends the family
    }
  }
  if (ended >= 0) ::close(ended);
  outcome.exit_code = exit_code_of(supervisor);
  outcome.duration = elapsed();
  return outcome;
}

Outcome run_or_throw(const Command& command, const std::stop_token& stop) {
  Outcome outcome = run(command, {}, stop);
  if (outcome.ok()) return outcome;
  if (outcome.stopped) throw Error{Code::stopped, fmt::format("{} was stopped", command.argv[0])};
  const auto what = outcome.timed_out
                        ? fmt::format("{} took longer than {}", command.argv[0], format_span(*command.timeout))
                        : fmt::format("{} ended with {}", command.argv[0], outcome.exit_code);
  const auto& said = outcome.errors.empty() ? outcome.output : outcome.errors;
  throw Error{Code::command, what}.with(
      "it said", std::string(trim(said.size() > 4000 ? said.substr(said.size() - 4000) : said)));
}

Daemon::Daemon(const Command& command, Options options) {
  Prepared prepared = prepare(command);
  prepared.gentle_signal = options.gentle_signal;
  prepared.patience = options.patience;
  if (options.remove_folder) prepared.remove_folder = options.remove_folder->string();
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  const int log = options.log ? ::open(options.log->c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  const int sink = log >= 0 ? log : nothing;
  Pipe life;
  try {
    supervisor_ = start(prepared, nothing, sink, sink, life);
  } catch (...) {
    ::close(nothing);
    if (log >= 0) ::close(log);
    throw;
  }
  ::close(nothing);
  if (log >= 0) ::close(log);
  life_ = std::exchange(life.write, -1);
}

Daemon::Daemon(Daemon&& other) noexcept
    : supervisor_(std::exchange(other.supervisor_, -1)), life_(std::exchange(other.life_, -1)) {}

Daemon::~Daemon() {
  end();
}

bool Daemon::running() {
  if (supervisor_ < 0) return false;
  if (::waitpid(supervisor_, nullptr, WNOHANG) == 0) return true;
  supervisor_ = -1;
  return false;
}

void Daemon::end() {
  if (life_ >= 0) ::close(std::exchange(life_, -1));
  if (supervisor_ > 0) exit_code_of(std::exchange(supervisor_, -1));
}

}  // namespace base
