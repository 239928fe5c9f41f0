// One private server per test program and settings, one database per test.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "pg/session.h"
#include "pg/temporary_server.h"

namespace pg {

using ServerSettings = std::vector<std::pair<std::string, std::string>>;

/// The server of this test program with these settings (postgresql.conf) and these programs (nothing: the newest
/// found), started when first asked for.
inline TemporaryServer& shared_server(const ServerSettings& settings = {},
                                      const std::optional<std::filesystem::path>& bindir = {}) {
  static std::map<std::pair<ServerSettings, std::optional<std::filesystem::path>>, TemporaryServer> servers;
  const auto key = std::make_pair(settings, bindir);
  auto at = servers.find(key);
  if (at == servers.end()) at = servers.emplace(key, TemporaryServer({.bindir = bindir, .settings = settings})).first;
  return at->second;
}

/// A database of its own, empty and dropped in the end.
class TestDatabase {
 public:
  explicit TestDatabase(const TemporaryServer& server = shared_server()) : server_(server) {
    static std::atomic<int> number = 0;
    name_ = "test_" + std::to_string(++number);
    Session({.target = server_.url()}).execute("CREATE DATABASE " + name_);
  }
  ~TestDatabase() { Session({.target = server_.url()}).execute("DROP DATABASE " + name_ + " WITH (FORCE)"); }
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  [[nodiscard]] std::string url() const { return server_.url(name_); }
  [[nodiscard]] Session connect() const { return Session({.target = url()}); }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  const TemporaryServer& server_;
  std::string name_;
};

/// A test with an empty database of its own, dropped afterwards.
class OnServer : public ::testing::Test {
 protected:
  void SetUp() override { database_.emplace(); }
  void TearDown() override { database_.reset(); }
  [[nodiscard]] std::string url() const { return database_->url(); }
  [[nodiscard]] Session connect() const { return database_->connect(); }
  [[nodiscard]] const std::string& name() const { return database_->name(); }

 private:
  std::optional<TestDatabase> database_;
};

/// The Error that `work` throws; a failure of the test if it throws none.
template <class Work>
base::Error error_of(Work&& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {base::Code::internal, "nothing was thrown"};
}

inline std::string fact(const base::Error& error, std::string_view label) {
  for (const auto& fact : error.facts()) {
    if (fact.label == label) return fact.text;
  }
  return "";
}

}  // namespace pg
