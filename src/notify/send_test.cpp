// The outbox with real servers behind it: exim for mail, a recording web server for the rest.
#include "notify/send.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "notify/channels.h"
#include "notify/http.h"
#include "notify/mail_server_test.h"
#include "notify/web_server_test.h"

namespace notify {

using namespace std::chrono_literals;
using State = Recipient::State;

static MailServer& mail_server() {
  static MailServer server;
  return server;
}

namespace {

class Send : public testing::Test {
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

}  // namespace

TEST_F(Send, AWebhookGetsTheMessageSignedAndNamed) {
  ASSERT_EQ(setenv("TEST_HOOK_SECRET", "sesame", 1), 0);
  hook("/in").secret.environment = "TEST_HOOK_SECRET";
  const auto id = queue_for("hook", "Wartung – heute");
  EXPECT_EQ(send_all().sent, 1);
  EXPECT_EQ(only(id).state, State::sent);
  const auto requests = web_.requests();
  ASSERT_EQ(requests.size(), 1U);
  const std::string body = requests[0]["body"];
  EXPECT_EQ(base::Json::parse(body)["subject"], "Wartung – heute");
  EXPECT_EQ(requests[0]["headers"]["Idempotency-Key"], base::Json::parse(body)["key"]);
  const std::string signed_with = requests[0]["headers"]["X-Lockkeeper-Signature"];
  const auto seconds = std::stoll(signed_with.substr(2, signed_with.find(',') - 2));
  EXPECT_EQ(signed_with, signature("sesame", seconds, body));
  unsetenv("TEST_HOOK_SECRET");
}

TEST_F(Send, WhatIsSentIsNotSentAgain) {
  hook("/in");
  queue_for("hook");
  EXPECT_EQ(send_all().sent, 1);
  EXPECT_EQ(send_all().sent, 0);
  EXPECT_TRUE(queue(*journal_, text("s"), messages_.channels[0], {.key = "s"}).was_there);
  EXPECT_EQ(web_.requests().size(), 1U);
}

TEST_F(Send, ATransientAnswerIsTriedAgainAndARefusalIsNot) {
  hook("/status/503;0,429,200");
  const auto id = queue_for("hook", "later");
  EXPECT_EQ(send_all({.wait = 10s}).sent, 1);
  EXPECT_EQ(only(id).attempts, 3);
  hook("/status/404");
  const auto refused = queue_for("hook", "refused");
  EXPECT_EQ(send_all({.wait = 10s}).failed, 1);
  EXPECT_EQ(only(refused).state, State::failed);
  EXPECT_EQ(only(refused).attempts, 1);
  EXPECT_EQ(only(refused).reply, "HTTP 404: not today");
}

TEST_F(Send, TriesAreBounded) {
  hook("/status/429;0").attempts = 3;
  const auto id = queue_for("hook");
  EXPECT_EQ(send_all({.wait = 10s}).failed, 1);
  EXPECT_EQ(only(id).attempts, 3);
  EXPECT_EQ(web_.requests().size(), 3U);
}

// Whoever answers 500 may have passed the message on before: two announcements are worse than one that is late.
TEST_F(Send, AnErrorOfTheServerMayHaveComeAfterTheDelivery) {
  for (const char* status : {"500", "502", "503", "504", "408"}) {
    hook(fmt::format("/status/{}", status));
    said_.clear();
    const auto before = web_.requests().size();
    const auto id = queue_for("hook", status);
    EXPECT_EQ(send_all({.only = id, .wait = 10s}).in_doubt, 1) << status;
    EXPECT_EQ(only(id).state, State::in_doubt) << status;
    EXPECT_EQ(web_.requests().size(), before + 1) << status;
    EXPECT_NE(said_.find("perhaps delivered"), std::string::npos) << said_;
    EXPECT_NE(said_.find("--again " + id), std::string::npos) << said_;
  }
}

TEST_F(Send, AReceiverThatKnowsTheKeyIsAskedAgainAfterAnError) {
  hook("/status/500,503,200").idempotent = true;
  const auto id = queue_for("hook");
  EXPECT_EQ(send_all({.wait = 10s}).sent, 1);
  EXPECT_EQ(only(id).attempts, 3);
}

TEST_F(Send, NoFileIsLeftBehind) {
  hook("/status/500,200");
  queue_for("hook", "in doubt");
  queue_for("hook", "sent");
  send_all();
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder_.path()))
    EXPECT_TRUE(file.path().filename().string().starts_with("journal.db")) << file.path();
}

TEST_F(Send, ADateToComeBackIsHeededAsWell) {
  hook("/status/503;Wed%2C%2001%20Jan%202098%2000:00:00%20GMT");
  const auto id = queue_for("hook");
  const auto before = base::system_clock().now();
  EXPECT_EQ(send_all().later, 1);
  EXPECT_GE(*only(id).next - before, 14min);
}

TEST_F(Send, RetryAfterIsHeeded) {
  hook("/status/429;7");
  const auto id = queue_for("hook");
  const auto before = base::system_clock().now();
  EXPECT_EQ(send_all().later, 1);
  EXPECT_GE(*only(id).next - before, 7s);
  EXPECT_LE(*only(id).next - before, 60s);
}

TEST_F(Send, AnAnswerThatIsLostLeavesItInDoubt) {
  hook("/drop");
  const auto id = queue_for("hook");
  EXPECT_EQ(send_all({.wait = 5s}).in_doubt, 1);
  EXPECT_EQ(only(id).state, State::in_doubt);
  EXPECT_EQ(send_all().in_doubt, 1);
  EXPECT_EQ(web_.requests().size(), 1U);
  hook("/drop").idempotent = true;  // from now on the receiver is trusted to drop a second one
  hook("/in");
  EXPECT_EQ(send_all().sent, 1);
  const auto requests = web_.requests();
  EXPECT_EQ(requests[0]["headers"]["Idempotency-Key"], requests[1]["headers"]["Idempotency-Key"]);
}

TEST_F(Send, AServerThatIsNotThereIsTriedAgain) {
  messages_.channels[0].url = fmt::format("http://127.0.0.1:{}/", FreePort().port());
  const auto id = queue_for("hook");
  EXPECT_EQ(send_all().later, 1);
  EXPECT_EQ(only(id).state, State::waiting);
}

TEST_F(Send, AServerThatDoesNotAnswerIsGivenUpInTime) {
  hook("/slow").timeout = 300ms;
  const auto id = queue_for("hook");
  const auto before = base::system_clock().now();
  EXPECT_EQ(send_all().in_doubt, 1);
  EXPECT_LT(base::system_clock().now() - before, 5s);
  EXPECT_EQ(only(id).state, State::in_doubt);
}

TEST_F(Send, KilledBetweenSendingAndSentItIsNotSentAgainUnlessAPersonSaysSo) {
  hook("/slow");
  const auto id = queue_for("hook");
  kill_between_sending_and_sent();
  web_.let_slow_ones_go();
  EXPECT_EQ(send_all().in_doubt, 1);
  EXPECT_EQ(web_.requests().size(), 1U);
  EXPECT_NE(said_.find("in doubt since"), std::string::npos);
  EXPECT_EQ(send_all({.only = id, .again = true, .by = "Dana"}).sent, 1);
  EXPECT_EQ(web_.requests().size(), 2U);
  EXPECT_EQ(journal_->read({.kind = "message.sending"}).back().data["again_by"], "Dana");
  EXPECT_FALSE(journal_->verify().first_changed);
}

TEST_F(Send, KilledBetweenSendingAndSentAnIdempotentReceiverGetsTheSameKeyAgain) {
  hook("/slow").idempotent = true;
  queue_for("hook");
  kill_between_sending_and_sent();
  web_.let_slow_ones_go();
  EXPECT_EQ(send_all().sent, 1);
  const auto requests = web_.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0]["headers"]["Idempotency-Key"], requests[1]["headers"]["Idempotency-Key"]);
}

TEST_F(Send, WhileOneProcessIsAtItAnotherLeavesItAlone) {
  hook("/slow");
  queue_for("hook");
  journal_.reset();
  const pid_t child = sender();
  ASSERT_TRUE(web_.wait_for(1));
  journal_.emplace(file());
  const auto summary = send_all();
  EXPECT_EQ(summary.elsewhere, 1);
  EXPECT_EQ(summary.in_doubt, 0);
  web_.let_slow_ones_go();
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(web_.requests().size(), 1U);
}

TEST_F(Send, FiftySendersAtOnceSendOnce) {
  hook("/in");
  for (int i = 0; i < 10; ++i) queue_for("hook", fmt::format("message {}", i));
  journal_.reset();
  std::vector<pid_t> children;
  for (int i = 0; i < 50; ++i) children.push_back(sender());
  for (const pid_t child : children) {
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  journal_.emplace(file());
  std::map<std::string, int> keys;
  for (const auto& request : web_.requests()) ++keys[request["headers"]["Idempotency-Key"]];
  EXPECT_EQ(keys.size(), 10U);
  for (const auto& [key, count] : keys) EXPECT_EQ(count, 1) << key;
  EXPECT_EQ(journal_->read({.kind = "message.sent"}).size(), 10U);
}

TEST_F(Send, FiftyAtOnceQueueOnce) {
  hook("/in");
  journal_.reset();
  std::vector<pid_t> children;
  for (int i = 0; i < 50; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      try {
        journal::Journal journal(file());
        queue(journal, text("s"), messages_.channels[0], {.run = "r", .key = "run.began/1"});
        _exit(0);
      } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        _exit(1);
      }
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  journal_.emplace(file());
  EXPECT_EQ(journal_->read({.kind = "message.queued"}).size(), 1U);
}

TEST_F(Send, PeopleOutsideGetNothingBeforeSomebodyApproves) {
  hook("/in").external = true;
  const auto id = queue_for("hook");
  EXPECT_EQ(send_all().unapproved, 1);
  EXPECT_TRUE(web_.requests().empty());
  EXPECT_TRUE(approve(*journal_, id, "Dana"));
  EXPECT_FALSE(approve(*journal_, id, "Kim"));
  EXPECT_EQ(send_all().sent, 1);
  EXPECT_EQ(entry(id).approved_by, "Dana");
}

TEST_F(Send, WhatIsWithdrawnIsNotSent) {
  hook("/in");
  const auto id = queue_for("hook");
  EXPECT_TRUE(withdraw(*journal_, id, "Dana", "wrong date"));
  EXPECT_EQ(send_all().sent, 0);
  EXPECT_FALSE(approve(*journal_, id, "Kim"));
  EXPECT_TRUE(web_.requests().empty());
}

TEST_F(Send, ASecretIsInNoEventAndNoError) {
  ASSERT_EQ(setenv("TEST_SLACK_URL", web_.url("/services/T0/B0/hushhush?token=hushhush").c_str(), 1), 0);
  messages_.channels.push_back(
      {.name = "room", .kind = "slack", .url_source = {.environment = "TEST_SLACK_URL"}, .external = false});
  queue_for("room", "<!channel> & all");
  EXPECT_EQ(send_all().sent, 1);
  EXPECT_EQ(base::Json::parse(std::string(web_.requests()[0]["body"]))["text"],
            "*&lt;!channel&gt; &amp; all*\nHello.\n");
  ASSERT_EQ(setenv("TEST_SLACK_URL", fmt::format("http://127.0.0.1:{}/hushhush", FreePort().port()).c_str(), 1), 0);
  queue_for("room", "second");
  EXPECT_EQ(send_all().later, 1);
  unsetenv("TEST_SLACK_URL");
  queue_for("room", "third");
  EXPECT_EQ(send_all().failed, 1);
  EXPECT_NE(said_.find("$TEST_SLACK_URL, which is not set"), std::string::npos);
  EXPECT_EQ(said_.find("hushhush"), std::string::npos);
  for (const auto& event : journal_->read()) EXPECT_EQ(event.data.dump().find("hushhush"), std::string::npos);
}

TEST_F(Send, TeamsGetsACard) {
  messages_.channels.push_back({.name = "room", .kind = "teams", .url = web_.url("/t"), .external = false});
  queue_for("room", "Done");
  EXPECT_EQ(send_all().sent, 1);
  const auto body = base::Json::parse(std::string(web_.requests()[0]["body"]));
  EXPECT_EQ(body["attachments"][0]["contentType"], "application/vnd.microsoft.card.adaptive");
  EXPECT_EQ(body["attachments"][0]["content"]["body"][0]["text"], "Done");
}

TEST_F(Send, AStatusPageIsMadeOnceAndUpdatedAfterwards) {
  messages_.channels.push_back(
      {.name = "page", .kind = "statuspage", .url = web_.url("/v1/pages/p"), .external = false});
  Window window{.planned = base::parse_instant("2026-12-06T01:00Z"), .duration = 2h};
  queue_for("page", "Maintenance", {.run = "r", .status = "scheduled", .window = window});
  EXPECT_EQ(send_all().sent, 1);
  queue_for("page", "Done", {.run = "r", .status = "resolved", .window = window});
  EXPECT_EQ(send_all().sent, 1);
  const auto requests = web_.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0]["method"], "POST");
  EXPECT_EQ(requests[0]["path"], "/v1/pages/p/incidents");
  const auto first = base::Json::parse(std::string(requests[0]["body"]))["incident"];
  EXPECT_EQ(first["status"], "scheduled");
  EXPECT_EQ(first["scheduled_until"], "2026-12-06T03:00:00.000Z");
  EXPECT_EQ(requests[1]["method"], "PATCH");
  EXPECT_EQ(requests[1]["path"], "/v1/pages/p/incidents/i1");
  EXPECT_EQ(base::Json::parse(std::string(requests[1]["body"]))["incident"]["status"], "completed");
}

TEST_F(Send, ACommandGetsTheTextAndTheFields) {
  const auto out = folder_.path() / "out";
  messages_.channels.push_back(
      {.name = "sms",
       .kind = "command",
       .external = false,
       .command = fmt::format("{{ echo \"$LOCKKEEPER_MESSAGE_SUBJECT\"; cat; }} > {}", out.string())});
  queue_for("sms", "$(touch /tmp/never) `x`; 'y'");
  EXPECT_EQ(send_all().sent, 1);
  EXPECT_EQ(base::read_file(out), "$(touch /tmp/never) `x`; 'y'\nHello.\n");
  messages_.channels.back().command = "echo no gateway >&2; exit 75";
  queue_for("sms", "second");
  EXPECT_EQ(send_all().later, 1);
  messages_.channels.back().command = "exit 3";
  queue_for("sms", "third");
  EXPECT_EQ(send_all().failed, 1);
}

TEST_F(Send, AFileHoldsAMessageOnceWhateverHappens) {
  messages_.channels.push_back(
      {.name = "log", .kind = "file", .external = false, .path = (folder_.path() / "log").string()});
  const auto id = queue_for("log");
  // As after a crash: claimed, written, and the outcome was never recorded.
  journal_->append({.kind = "message.sending", .data = {{"message", id}, {"to", "log"}, {"attempt", 1}}});
  EXPECT_EQ(send_all().sent, 1);
  const auto once = base::read_file(folder_.path() / "log");
  journal_->append({.kind = "message.sending", .data = {{"message", id}, {"to", "log"}, {"attempt", 2}}});
  EXPECT_EQ(send_all().sent, 1);
  EXPECT_EQ(base::read_file(folder_.path() / "log"), once);
}

TEST_F(Send, OneChannelThatIsNotSoundDoesNotKeepTheOthersBack) {
  hook("/in");
  messages_.channels.push_back({.name = "gone", .kind = "command", .external = false, .command = "true"});
  queue_for("gone", "first");
  queue_for("hook", "second");
  messages_.channels.pop_back();
  const auto summary = send_all();
  EXPECT_EQ(summary.sent, 1);
  EXPECT_EQ(summary.failed, 1);
}

TEST_F(Send, MailArrivesAsItWasMeant) {
  if (!MailServer::is_installed()) GTEST_SKIP() << "exim4-daemon-light is not installed";
  ASSERT_EQ(setenv("TEST_SMTP_PASSWORD", "sesame", 1), 0);
  auto& channel = mail({"Dana Réyes <dana@shop.test>", "kim@shop.test"});
  channel.user = "ops";
  channel.password.environment = "TEST_SMTP_PASSWORD";
  const auto id = queue_for("mail", "Wartung – morgen früh",
                            {.calendar = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"});
  EXPECT_EQ(send_all().sent, 2);
  const auto box = mail_server().mailbox();
  EXPECT_NE(box.find("Envelope-to: dana@shop.test"), std::string::npos) << box << mail_server().log();
  EXPECT_NE(box.find("Envelope-to: kim@shop.test"), std::string::npos);
  EXPECT_NE(box.find("Subject: =?UTF-8?B?"), std::string::npos);
  EXPECT_NE(box.find("Message-ID: <" + id + "."), std::string::npos);
  EXPECT_NE(box.find("text/calendar"), std::string::npos);
  EXPECT_NE(mail_server().log().find("A=plain:ops"), std::string::npos);
  EXPECT_NE(mail_server().log().find("X=TLS1."), std::string::npos);
  EXPECT_NE(only(id).reply.find("250"), std::string::npos) << only(id).reply;
  unsetenv("TEST_SMTP_PASSWORD");
}

TEST_F(Send, EachRecipientHasAnOutcomeOfItsOwn) {
  if (!MailServer::is_installed()) GTEST_SKIP() << "exim4-daemon-light is not installed";
  mail({"first@shop.test", "later@shop.test", "nobody@shop.test", "last@shop.test"}).attempts = 3;
  const auto id = queue_for("mail", "four");
  const auto summary = send_all();
  EXPECT_EQ(summary.sent, 2);
  EXPECT_EQ(summary.later, 1);
  EXPECT_EQ(summary.failed, 1);
  const auto now = entry(id);
  EXPECT_EQ(now.recipients[1].state, State::waiting);
  EXPECT_NE(now.recipients[1].reply.find("451"), std::string::npos) << now.recipients[1].reply;
  EXPECT_EQ(now.recipients[2].state, State::failed);
  EXPECT_NE(now.recipients[2].reply.find("550"), std::string::npos) << now.recipients[2].reply;
  EXPECT_EQ(send_all({.wait = 10s}).failed, 2);  // and then it is given up
  EXPECT_EQ(entry(id).recipients[1].attempts, 3);
}

TEST_F(Send, AWrongPasswordOrCertificateFailsForGood) {
  if (!MailServer::is_installed()) GTEST_SKIP() << "exim4-daemon-light is not installed";
  ASSERT_EQ(setenv("TEST_SMTP_PASSWORD", "wrong-password", 1), 0);
  auto& channel = mail({"dana@shop.test"});
  channel.user = "ops";
  channel.password.environment = "TEST_SMTP_PASSWORD";
  queue_for("mail", "one");
  EXPECT_EQ(send_all().failed, 1);
  EXPECT_EQ(said_.find("wrong-password"), std::string::npos);
  channel.ca.clear();
  queue_for("mail", "two");
  EXPECT_EQ(send_all().failed, 2);
  EXPECT_NE(said_.find("certificate"), std::string::npos) << said_;
  unsetenv("TEST_SMTP_PASSWORD");
}

TEST_F(Send, AMailServerThatIsNotThereIsTriedAgain) {
  if (!MailServer::is_installed()) GTEST_SKIP() << "exim4-daemon-light is not installed";
  mail({"dana@shop.test"}).url = fmt::format("smtp://localhost:{}", FreePort().port());
  const auto id = queue_for("mail");
  EXPECT_EQ(send_all().later, 1);
  EXPECT_EQ(only(id).state, State::waiting);
}

TEST(Channels, SayWhatIsMissing) {
  const auto problem = [](config::Channel channel) {
    channel.name = "c";
    try {
      kind_of(channel).check(channel);
    } catch (const base::Error& error) {
      return error.message();
    }
    return std::string();
  };
  EXPECT_EQ(problem({.kind = "smtp"}), "channel 'c': url is missing");
  EXPECT_EQ(problem({.kind = "smtp", .url = "smtp://ops:pw@mail"}), "channel 'c': url holds a user");
  EXPECT_EQ(problem({.kind = "smtp", .url = "smtp://mail", .from = "a@b", .to = {"x"}}),
            "channel 'c': to holds \"x\", which is no mail address");
  EXPECT_EQ(problem({.kind = "smtp",
                     .url = "smtp://mail",
                     .from = "a@b",
                     .to = {"x@y"},
                     .tls = "none",
                     .password = {.environment = "P"}}),
            "channel 'c': tls is \"none\", and the password would be sent for everybody to read");
  EXPECT_EQ(problem({.kind = "webhook"}), "channel 'c': url is missing");
  EXPECT_EQ(problem({.kind = "webhook", .url = "file:///etc/passwd"}), "channel 'c': url is no web address");
  EXPECT_EQ(problem({.kind = "command"}), "channel 'c': command is missing");
  EXPECT_EQ(problem({.kind = "file"}), "channel 'c': path is missing");
  EXPECT_EQ(problem({.kind = "statuspage", .url = "https://x", .what = "page"}),
            "channel 'c': what is neither incident nor maintenance");
}

}  // namespace notify
