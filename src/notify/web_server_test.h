// A real HTTP server that keeps what it is sent: tests/servers/recorder.py.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/files.h"
#include "base/json.h"
#include "base/process.h"
#include "base/text.h"

namespace notify {

class WebServer {
 public:
  WebServer() : folder_("lockkeeper-web") {
    daemon_.emplace(base::Command{.argv = {"/usr/bin/python3", LOCKKEEPER_SOURCE "/tests/servers/recorder.py",
                                           folder_.path().string()}},
                    base::Daemon::Options{.log = folder_.path() / "log"});
    const auto file = folder_.path() / "port";
    for (int i = 0; i < 500 && daemon_->running() && !std::filesystem::exists(file); ++i)
      base::system_clock().sleep(base::Milliseconds{20});
    port_ = base::read_file(file);
  }
  [[nodiscard]] std::string url(const std::string& path = "/") const {
    return fmt::format("http://127.0.0.1:{}{}", port_, path);
  }
  [[nodiscard]] std::vector<base::Json> requests() const {
    const auto file = folder_.path() / "requests";
    std::vector<base::Json> out;
    if (!std::filesystem::exists(file)) return out;
    const auto text = base::read_file(file);
    for (const auto line : base::lines(text)) out.push_back(base::Json::parse(line));
    return out;
  }
  /// Waits for the request with this number, at most 10 s.
  [[nodiscard]] bool wait_for(std::size_t count) const {
    for (int i = 0; i < 500; ++i) {
      if (requests().size() >= count) return true;
      base::system_clock().sleep(base::Milliseconds{20});
    }
    return false;
  }
  void let_slow_ones_go() const { base::write_file(folder_.path() / "go", ""); }

 private:
  base::TemporaryFolder folder_;
  std::string port_;
  std::optional<base::Daemon> daemon_;
};

}  // namespace notify
