// A link to the private server that can freeze: what goes in does not come out, and nothing says so. For tests only.
#pragma once

#include <atomic>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/files.h"

namespace pg {

class Link {
 public:
  /// `server`: the folder of its socket.
  explicit Link(std::string server) : server_(std::move(server)) {
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_of(folder_.path().string());
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, 64) != 0)
      throw base::Error{base::Code::internal, "the link cannot be made"};
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  }
  ~Link() {
    thread_.request_stop();
    thread_.join();
    ::close(listener_);
    for (const auto& [one, other] : pairs_) {
      ::close(one);
      ::close(other);
    }
  }
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  [[nodiscard]] std::string folder() const { return folder_.path().string(); }
  /// Connections that are open hear nothing more; `all`: nor do new ones.
  void freeze(bool all) {
    frozen_ = true;
    deaf_ = all;
  }
  void thaw() { frozen_ = deaf_ = false; }

 private:
  static sockaddr_un address_of(const std::string& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = folder + "/.s.PGSQL.5432";
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    return address;
  }
  void work(const std::stop_token& stop) {
    std::size_t thawed_from = 0;  // pairs before it are frozen
    while (!stop.stop_requested()) {
      if (!frozen_) thawed_from = 0;
      std::vector<pollfd> watched{{deaf_ ? -1 : listener_, POLLIN, 0}};
      for (std::size_t i = 0; i < pairs_.size(); ++i) {
        const bool still = deaf_ || i < thawed_from;
        watched.push_back({still ? -1 : pairs_[i].first, POLLIN, 0});
        watched.push_back({still ? -1 : pairs_[i].second, POLLIN, 0});
      }
      ::poll(watched.data(), watched.size(), 10);
      if (frozen_ && !was_frozen_) thawed_from = pairs_.size();
      was_frozen_ = frozen_;
      if (thawed_from > 0 && watched.size() > 1 && watched[1].fd >= 0 && frozen_) continue;  // froze meanwhile
      for (std::size_t i = 0; i < pairs_.size() && 2 * i + 2 < watched.size(); ++i) {
        if (watched[2 * i + 1].revents != 0) pass(pairs_[i].first, pairs_[i].second);
        if (watched[2 * i + 2].revents != 0) pass(pairs_[i].second, pairs_[i].first);
      }
      if ((watched[0].revents & POLLIN) != 0) accept();
    }
  }
  static void pass(int from, int to) {
    char bytes[65536];
    const auto count = ::recv(from, bytes, sizeof bytes, 0);
    if (count <= 0) {
      ::shutdown(to, SHUT_RDWR);
      ::shutdown(from, SHUT_RDWR);
      return;
    }
    for (ssize_t sent = 0; sent < count;) {
      const auto now = ::send(to, bytes + sent, static_cast<std::size_t>(count - sent), MSG_NOSIGNAL);
      if (now <= 0) return;
      sent += now;
    }
  }
  void accept() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_of(server_);
    if (client < 0 || ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
    pairs_.emplace_back(client, server);
  }

  std::string server_;
  base::TemporaryFolder folder_{"lockkeeper-link"};
  int listener_ = -1;
  std::atomic<bool> frozen_ = false;
  std::atomic<bool> deaf_ = false;
  bool was_frozen_ = false;                 // the thread's alone
  std::vector<std::pair<int, int>> pairs_;  // the thread's alone until it has ended
  std::jthread thread_;
};

}  // namespace pg
