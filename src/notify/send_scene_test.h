// The scene of tests that send: an outbox with real servers behind it, exim for mail and a recording web server for
// the rest.
#pragma once

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "notify/channels.h"
#include "notify/mail_server_test.h"
#include "notify/send.h"
#include "notify/web_server_test.h"

namespace notify {

using namespace std::chrono_literals;
using State = Recipient::State;

inline MailServer& mail_server() {
  static MailServer server;
  return server;
}

/// A journal, a webhook channel "hook" and servers that record what they get.
class SendScene : public testing::Test {
 protected:
  void SetUp() override {
    messages_.channels.push_back({.name = "hook", .kind = "webhook", .external = false, .pause = 1ms});
    journal_.emplace(file());
  }

  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "journal.db"; }
  config::Channel& hook(const std::string& path) {
    messages_.channels[0].url = web_.url(path);
    return messages_.channels[0];
  }
  config::Channel& mail(std::vector<std::string> to) {
    messages_.channels.push_back({.name = "mail",
                                  .kind = "smtp",
                                  .url = fmt::format("smtp://localhost:{}", mail_server().port()),
                                  .from = "Ops <ops@shop.test>",
                                  .to = std::move(to),
                                  .external = false,
                                  .ca = mail_server().certificate(),
                                  .pause = 1ms});
    return messages_.channels.back();
  }
  static Rendered text(const std::string& subject, const std::string& body = "Hello.\n") {
    return {.template_title = "T", .subject = {.text = subject}, .body = {.text = body}};
  }
  std::string queue_for(const std::string& channel, const std::string& subject = "s", Queueing queueing = {}) {
    if (queueing.key.empty()) queueing.key = subject;
    return queue(*journal_, text(subject), find_channel(messages_, channel), queueing).id;
  }
  Summary send_all(Sending sending = {}) {
    return send(*journal_, messages_, sending, [&](std::string_view line) { said_ += line; });
  }
  [[nodiscard]] Entry entry(const std::string& id) const { return read_outbox(*journal_).named(id); }
  [[nodiscard]] Recipient only(const std::string& id) const { return entry(id).recipients.at(0); }

  // A child with a journal of its own. It ends without this program's destructors.
  pid_t sender() {
    const pid_t child = fork();
    if (child != 0) return child;
    try {
      journal::Journal journal(file());
      send(journal, messages_, {}, [](std::string_view) {});
      _exit(0);
    } catch (const std::exception& error) {
      fmt::print(stderr, "sender: {}\n", error.what());
      _exit(1);
    }
  }
  // Killed when the server has the message and before it has answered.
  void kill_between_sending_and_sent() {
    const auto before = web_.requests().size();
    journal_.reset();  // not to be carried over a fork
    const pid_t child = sender();
    EXPECT_TRUE(web_.wait_for(before + 1));
    EXPECT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    journal_.emplace(file());
  }

  base::TemporaryFolder folder_;
  WebServer web_;
  config::Messages messages_;
  std::optional<journal::Journal> journal_;
  std::string said_;
};

}  // namespace notify
