// One private server per test program, one database per test.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "base/text.h"
#include "pg/session.h"
#include "pg/temporary_server.h"

namespace pg {

inline TemporaryServer& shared_server() {
  static TemporaryServer server;
  return server;
}

/// A test with an empty database of its own, dropped afterwards.
class OnServer : public ::testing::Test {
 protected:
  void SetUp() override {
    static int number = 0;
    name_ = "test_" + std::to_string(++number);
    Session({.target = shared_server().url()}).execute("CREATE DATABASE " + name_);
  }
  void TearDown() override {
    Session({.target = shared_server().url()}).execute("DROP DATABASE " + name_ + " WITH (FORCE)");
  }
  [[nodiscard]] std::string url() const { return shared_server().url(name_); }
  [[nodiscard]] Session connect() const { return Session({.target = url()}); }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;
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
