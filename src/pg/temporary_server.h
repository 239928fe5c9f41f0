// A PostgreSQL server of our own: unix socket only, in a folder of its own, gone when we are, however we end.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pg {

class TemporaryServer {
 public:
  struct Options {
    /// Keep the data here between uses (made by initdb when empty): data/, server.log, lock. The server of a killed
    /// program is waited for; one that stays is Error{Code::command}. Nothing: a temporary folder, removed at the
    /// end.
    std::optional<std::filesystem::path> folder = {};
    /// Folder of initdb and postgres; nothing: the newest found (/usr/lib/postgresql/*/bin, pg_config --bindir,
    /// PATH).
    std::optional<std::filesystem::path> bindir = {};
    /// False trades durability for speed: right for copies that are thrown away, wrong for what must survive a crash.
    bool durable = false;
    std::vector<std::pair<std::string, std::string>> settings = {};  // postgresql.conf, after ours
    /// What is loaded into it may run (a CHECK that calls COPY … TO PROGRAM): it gets neither network nor files
    /// beside the system's, which it only reads, and as root no account that owns anything (base/seal.h). Temporary
    /// folders only.
    bool others_code = false;
  };

  /// initdb where needed, start, wait until it answers (60 s at most). Superuser "postgres", database "postgres",
  /// trust authentication on a socket that only this user can reach. As root it runs as "postgres", else "nobody";
  /// its environment has nothing of ours. Throws Error{Code::command} with the end of the server's log;
  /// Error{Code::configuration} naming the package when no server programs are installed.
  explicit TemporaryServer(Options options);
  TemporaryServer() : TemporaryServer(Options{}) {}
  ~TemporaryServer();  // stops it, and removes the folder if it was temporary
  TemporaryServer(TemporaryServer&&) noexcept;
  TemporaryServer& operator=(TemporaryServer&&) = delete;
  TemporaryServer(const TemporaryServer&) = delete;
  TemporaryServer& operator=(const TemporaryServer&) = delete;

  /// "postgresql://postgres@/shop?host=/tmp/…": what --database-url takes.
  [[nodiscard]] std::string url(std::string_view database = "postgres") const;
  [[nodiscard]] const std::filesystem::path& socket_folder() const;
  [[nodiscard]] const std::filesystem::path& data_folder() const;
  [[nodiscard]] int major() const;
  /// Why a server of others' code could not be sealed off and runs as any other; empty where it could.
  [[nodiscard]] const std::string& not_sealed() const;
  void stop();

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace pg
