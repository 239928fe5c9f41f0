// A real mail server (exim) for tests: a folder, a port and a configuration of its own, gone with the object.
#pragma once

#include <arpa/inet.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <netinet/in.h>
#include <optional>
#include <pwd.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"

namespace notify {

/// A socket on a free port of this machine.
class FreePort {
 public:
  FreePort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length) != 0)
      throw std::runtime_error("no free port");
    port_ = ntohs(address.sin_port);
  }
  ~FreePort() { ::close(socket_); }
  FreePort(const FreePort&) = delete;
  FreePort& operator=(const FreePort&) = delete;
  [[nodiscard]] int port() const { return port_; }

 private:
  int socket_;
  int port_ = 0;
};

inline bool answers(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool there = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return there;
}

/// later@… is put off (451), nobody@… refused (550), everybody else gets into one mailbox. ops may log in with
/// sesame, over TLS only.
class MailServer {
 public:
  static bool is_installed() { return std::filesystem::exists("/usr/sbin/exim4"); }

  MailServer() : folder_("lockkeeper-exim") {
    // Started as root it becomes this account, which has to get into the folder.
    account_ = ::getuid() == 0 ? "Debian-exim" : ::getpwuid(::getuid())->pw_name;
    std::filesystem::permissions(folder_.path(), std::filesystem::perms{0711});
    for (const char* name : {"spool", "mail", "log"}) {
      std::filesystem::create_directory(folder_.path() / name);
      give_away(folder_.path() / name);
    }
    base::run_or_throw({.argv = {"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                                 "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                                 (folder_.path() / "key.pem").string(), "-out", certificate()}});
    give_away(folder_.path() / "key.pem");
    const auto group = std::string(::getgrgid(::getpwnam(account_.c_str())->pw_gid)->gr_name);
    auto text = base::replace_all(std::string(settings), "FOLDER", folder_.path().string());
    text = base::replace_all(base::replace_all(text, "GROUP", group), "ACCOUNT", account_);
    base::write_file(configuration(), text, 0644);
    for (int attempt = 0; attempt < 5 && !daemon_; ++attempt) start();
    if (!daemon_) throw std::runtime_error("exim does not start: " + log());
  }

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string certificate() const { return (folder_.path() / "cert.pem").string(); }
  /// Every mail delivered so far, in mbox format. What was accepted is delivered before it returns.
  [[nodiscard]] std::string mailbox() const {
    base::run_or_throw({.argv = {"/usr/sbin/exim4", "-C", configuration(), "-qf"}});
    const auto file = folder_.path() / "mail" / "all";
    return std::filesystem::exists(file) ? base::read_file(file) : "";
  }
  [[nodiscard]] std::string log() const {
    const auto file = folder_.path() / "log" / "mainlog";
    return std::filesystem::exists(file) ? base::read_file(file) : "";
  }

 private:
  [[nodiscard]] std::string configuration() const { return (folder_.path() / "exim.conf").string(); }

  void give_away(const std::filesystem::path& path) const {
    if (::getuid() != 0) return;
    const auto* owner = ::getpwnam(account_.c_str());
    if (!owner || ::chown(path.c_str(), owner->pw_uid, owner->pw_gid) != 0)
      throw std::runtime_error("cannot give a folder to " + account_);
  }

  // Somebody may take the port between our looking and exim's: then another one.
  void start() {
    port_ = FreePort().port();
    daemon_.emplace(base::Command{.argv = {"/usr/sbin/exim4", "-C", configuration(), "-bdf", "-oX",
                                           fmt::format("127.0.0.1.{}", port_)}},
                    base::Daemon::Options{.log = folder_.path() / "out"});
    for (int i = 0; i < 500 && daemon_->running(); ++i) {
      if (answers(port_)) return;
      base::system_clock().sleep(base::Milliseconds{20});
    }
    daemon_.reset();
  }

  static constexpr std::string_view settings = R"(exim_user = ACCOUNT
exim_group = GROUP
spool_directory = FOLDER/spool
log_file_path = FOLDER/log/%slog
pid_file_path = FOLDER/spool/exim.pid
primary_hostname = mail.test
local_interfaces = 127.0.0.1
tls_advertise_hosts = *
tls_certificate = FOLDER/cert.pem
tls_privatekey = FOLDER/key.pem
queue_only = true
keep_environment =
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 0
smtp_accept_queue_per_connection = 0
acl_smtp_rcpt = rcpt
acl_smtp_auth = accept
acl_smtp_data = accept
begin acl
rcpt:
  defer local_parts = later
        message = come back later
  deny local_parts = nobody
       message = no such person
  accept
begin routers
all:
  driver = accept
  transport = file
begin transports
file:
  driver = appendfile
  file = FOLDER/mail/all
  user = ACCOUNT
  group = GROUP
  envelope_to_add
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if and{{eq{$auth2}{ops}}{eq{$auth3}{sesame}}}}
  server_set_id = $auth2
  server_advertise_condition = ${if def:tls_in_cipher}
)";

  base::TemporaryFolder folder_;
  std::string account_;
  int port_ = 0;
  std::optional<base::Daemon> daemon_;  // last: ends before its folder goes
};

}  // namespace notify
