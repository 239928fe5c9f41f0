#include "pg/temporary_server.h"

#include <fcntl.h>
#include <fstream>
#include <pwd.h>
#include <random>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/file_lock.h"
#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "pg/leftovers.h"
#include "pg/programs.h"
#include "pg/session.h"

namespace pg {

namespace fs = std::filesystem;
using base::Code;
using base::Error;
using namespace std::chrono_literals;

static constexpr auto start_patience = 60s;
static constexpr auto socket_number = "5432";  // only names the socket: .s.PGSQL.5432

struct TemporaryServer::State {
  fs::path sockets;  // short, temporary, mode 0700
  fs::path data;
  fs::path log;                          // of a kept folder; else empty
  std::unique_ptr<base::FileLock> lock;  // kept folders: one of us at a time
  std::optional<base::Daemon> daemon;
  int major = 0;
  bool others_code = false;
  std::string not_sealed;
};

// Runs in the supervised process, so that whatever it has made goes away with us at any moment: also the folder
// itself, and also in the middle of initdb. initdb works beside and is renamed: a folder with PG_VERSION in it is
// complete.
static const char* const script = R"(set -e
bindir=$1 sockets=$2 data=$3 settings=$4 sync=$5
[ -d "$sockets" ] || mkdir -m 700 "$sockets"
# Held as long as any process of the server lives: what leftovers.cpp can lock, nobody uses. Named once it is held.
exec 9>"$sockets/lock.new"
cat /proc/sys/kernel/random/boot_id >&9
flock 9
mv "$sockets/lock.new" "$sockets/lock"
# Who was here before may still be ending: initdb takes away what it made, also where its parent was killed.
exec 8>>"$data.lock"
flock -w 40 8
if [ ! -f "$data/PG_VERSION" ]; then
  rm -rf "$data.new"
  "$bindir/initdb" -D "$data.new" -A trust -U postgres --encoding=UTF8 --locale=C.UTF-8 $sync
  echo "include_if_exists = 'lockkeeper.conf'" >> "$data.new/postgresql.conf"
  mv "$data.new" "$data"
fi
printf '%s' "$settings" > "$data/lockkeeper.conf"
exec "$bindir/postgres" -D "$data"
)";

// The user that the server runs as: PostgreSQL refuses to run as root.
// To postgres the production server on this machine belongs, perhaps.
static std::optional<std::string> server_user(bool others_code) {
  if (::geteuid() != 0) return std::nullopt;
  return !others_code && ::getpwnam("postgres") ? "postgres" : "nobody";
}

static void give_to(const fs::path& path, const std::optional<std::string>& user) {
  if (!user) return;
  const auto* entry = ::getpwnam(user->c_str());
  if (!entry || ::chown(path.c_str(), entry->pw_uid, entry->pw_gid) != 0) {
    throw Error{Code::file, fmt::format("cannot give {} to user {}", path.string(), *user)};
  }
}

// Root's server runs as another user, who has to get there: a TMPDIR made by pam_tmpdir or mktemp is closed to
// others.
static bool closed_to_others(const fs::path& folder) {
  std::error_code unknown;
  for (auto each = fs::canonical(folder, unknown); !unknown; each = each.parent_path()) {
    if ((fs::status(each, unknown).permissions() & fs::perms::others_exec) == fs::perms::none) return true;
    if (each == each.root_path()) return false;
  }
  return true;
}

// Where temporary folders go. A socket's path may have 107 bytes (unix(7)), so a deep TMPDIR is not the place for it.
static fs::path temporary_parent(const std::optional<std::string>& user) {
  const auto parent = fs::temp_directory_path();
  const bool shut = user && (closed_to_others(parent) ||
                             (fs::status(parent).permissions() & fs::perms::others_write) == fs::perms::none);
  return parent.string().size() > 60 || shut ? fs::path("/tmp") : parent;
}

// Only a name: the supervised process makes the folder. 64 random bits, so nobody else's is met.
static fs::path new_folder_name(const fs::path& parent) {
  std::random_device random;
  return parent / fmt::format("lk-pg-{:08x}{:08x}", random(), random());
}

static std::string settings_text(const TemporaryServer::Options& options, const fs::path& sockets) {
  std::vector<std::pair<std::string, std::string>> all{{"listen_addresses", ""},
                                                       {"port", socket_number},
                                                       {"unix_socket_directories", sockets.string()},
                                                       {"unix_socket_permissions", "0700"},
                                                       {"max_connections", "100"},
                                                       // In the data folder, and gone with it: /dev/shm keeps what
                                                       // a killed server had there.
                                                       {"dynamic_shared_memory_type", "mmap"},
                                                       {"shared_buffers", "64MB"},
                                                       {"logging_collector", "off"},
                                                       {"log_destination", "stderr"},
                                                       {"log_checkpoints", "off"}};
  if (!options.durable) {
    for (const auto* name : {"fsync", "synchronous_commit", "full_page_writes"}) all.emplace_back(name, "off");
  }
  all.insert(all.end(), options.settings.begin(), options.settings.end());
  std::string out;
  for (const auto& [name, value] : all) out += fmt::format("{} = '{}'\n", name, base::replace_all(value, "'", "''"));
  return out;
}

// A server that runs on `data`, whoever started it. Its working directory is its data folder, so a reused pid is told
// apart from it.
static std::optional<pid_t> running_on(const fs::path& data) {
  std::ifstream file(data / "postmaster.pid");
  pid_t pid = 0;
  if (!(file >> pid) || pid <= 0) return std::nullopt;
  std::error_code gone;
  const auto folder = fs::read_symlink(fmt::format("/proc/{}/cwd", pid), gone);
  if (gone || folder != fs::weakly_canonical(data)) return std::nullopt;
  return pid;
}

// The server of a program that was killed shuts down by itself; it is waited for. Any other one stays, and is an
// error.
static void wait_for_previous_server(const fs::path& data) {
  for (int i = 0; i < 1000; ++i) {
    if (!running_on(data)) return;
    ::usleep(20'000);
  }
  throw Error{Code::command,
              fmt::format("another server (process {}) is running on {}", *running_on(data), data.string()),
              "Stop that server, or choose another folder."};
}

static void prepare_kept_folder(TemporaryServer::State& state, const fs::path& folder,
                                const std::optional<std::string>& user) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    throw Error{Code::file, fmt::format("cannot make the folder {}: {}", folder.string(), failed.message())};
  give_to(folder, user);
  state.data = fs::canonical(folder) / "data";
  state.log = fs::canonical(folder) / "server.log";
  state.lock = std::make_unique<base::FileLock>(folder / "lock");
  if (!state.lock->held()) {
    throw Error{Code::command, fmt::format("another lockkeeper is running a server in {}", folder.string()),
                "Wait for it to end, or choose another folder."};
  }
  wait_for_previous_server(state.data);
}

static fs::path server_programs(const TemporaryServer::Options& options) {
  const auto found = options.bindir ? options.bindir : server_folder();
  if (found && ::access((*found / "initdb").c_str(), X_OK) == 0 && ::access((*found / "postgres").c_str(), X_OK) == 0)
    return *found;
  throw Error{Code::configuration,
              found ? fmt::format("initdb and postgres are not in {}", found->string())
                    : "no PostgreSQL server is installed here",
              "Install the Debian package postgresql (apt-get install postgresql)."};
}

// A kept folder keeps its log; a temporary server's is a file without a name, which leaves nothing behind.
static int open_log(const TemporaryServer::State& state, const fs::path& parent) {
  const int log = state.log.empty() ? ::open(parent.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)
                                    : ::open(state.log.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log >= 0) return log;
  const auto name = state.log.empty() ? parent.string() : state.log.string();
  throw Error{Code::file, fmt::format("cannot write the server's log in {}: {}", name, ::strerror(errno))};
}

static std::string end_of_log(int descriptor) {
  std::string text(4000, '\0');
  const auto size = ::lseek(descriptor, 0, SEEK_END);
  const auto got =
      ::pread(descriptor, text.data(), text.size(), std::max<off_t>(0, size - static_cast<off_t>(text.size())));
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, got)));
  return std::string(base::trim(text));
}

static void wait_until_ready(base::Daemon& daemon, const std::string& url, int log) {
  const auto until = std::chrono::steady_clock::now() + start_patience;
  while (PQping(url.c_str()) != PQPING_OK) {
    const bool runs = daemon.running();
    if (runs && std::chrono::steady_clock::now() < until) {
      ::usleep(10'000);
      continue;
    }
    const auto said = end_of_log(log);
    const bool unreachable = said.find("ermission denied") != std::string::npos;
    throw Error{
        Code::command, runs ? "the private server did not answer within 60 s" : "the private server did not start",
        unreachable ? "Choose a folder that the server's user may enter: below /var/tmp, not below a home folder."
                    : "Read the server's log above."}
        .with("log", said);
  }
}

TemporaryServer::TemporaryServer(Options options) : state_(std::make_unique<State>()) {
  const auto bindir = server_programs(options);
  const auto user = server_user(options.others_code);
  if (options.folder) prepare_kept_folder(*state_, *options.folder, user);
  const auto parent = temporary_parent(user);
  const auto* entry = user ? ::getpwnam(user->c_str()) : nullptr;
  clear_leftovers(parent, entry ? entry->pw_uid : ::geteuid());
  state_->sockets = new_folder_name(parent);
  if (!options.folder) state_->data = state_->sockets / "data";
  const int log = open_log(*state_, parent);
  const std::shared_ptr<void> close_log(nullptr, [log](void*) { ::close(log); });

  // What is thrown away need not be put in order first.
  const bool throw_away = !options.folder && !options.durable;
  base::Command command{
      .argv = {"/bin/sh", "-c", script, "sh", bindir.string(), state_->sockets.string(), state_->data.string(),
               settings_text(options, state_->sockets), options.durable ? "" : "--no-sync"},
      .environment = {{"TZ", "UTC"}, {"LC_ALL", "C.UTF-8"}},
      .folder = "/",  // ours may be closed to the server's user
      .user = user,
      .clean_environment = true};  // whoever may read files in the server reads /proc/self/environ
  const base::Daemon::Options running{.gentle_signal = throw_away ? SIGQUIT : SIGINT,
                                      .patience = throw_away ? 2s : 30s,
                                      .remove_folder = state_->sockets,
                                      .log = fmt::format("/proc/self/fd/{}", log)};
  if (options.others_code) {
    state_->others_code = true;
    command.seal = base::Seal{.own = state_->sockets, .readable = {bindir.parent_path()}};
    try {
      state_->daemon.emplace(command, running);
    } catch (const Error& error) {
      const auto why = std::find_if(error.facts().begin(), error.facts().end(),
                                    [](const base::Fact& fact) { return fact.label == "sealing"; });
      if (why == error.facts().end()) throw;
      state_->not_sealed = why->text;
      command.seal.reset();
    }
  }
  if (!state_->daemon) state_->daemon.emplace(command, running);
  wait_until_ready(*state_->daemon, url(), log);
  state_->major = Session({.target = url()}).server_major();
}

TemporaryServer::~TemporaryServer() = default;
TemporaryServer::TemporaryServer(TemporaryServer&&) noexcept = default;

std::string TemporaryServer::url(std::string_view database) const {
  std::string encoded;
  for (const char c : database) {
    const auto byte = static_cast<unsigned char>(c);
    encoded += (byte < 0x80 && std::isalnum(byte)) || c == '_' || c == '-' ? std::string(1, c)
                                                                           : fmt::format("%{:02X}", byte);
  }
  // What a server of others' code asks for as a password must not be the one that our environment has for production.
  return fmt::format("postgresql://postgres@/{}?host={}&port={}{}", encoded, state_->sockets.string(), socket_number,
                     state_->others_code ? "&password=&passfile=/nonexistent" : "");
}

const fs::path& TemporaryServer::socket_folder() const {
  return state_->sockets;
}
const fs::path& TemporaryServer::data_folder() const {
  return state_->data;
}
const std::string& TemporaryServer::not_sealed() const {
  return state_->not_sealed;
}
int TemporaryServer::major() const {
  return state_->major;
}

void TemporaryServer::stop() {
  if (state_->daemon) state_->daemon->end();
  state_->lock.reset();
}

}  // namespace pg
