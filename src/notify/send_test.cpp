// What the outbox promises: sent once, tried again, given up in time, never twice after a kill.
#include "notify/send_scene_test.h"

namespace notify {

namespace {

class Send : public SendScene {};

}  // namespace

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

TEST_F(Send, AStatusPageGetsNoSecondIncidentWhileTheFirstIsInDoubt) {
  auto& page = messages_.channels.emplace_back(config::Channel{
      .name = "page", .kind = "statuspage", .url = web_.url("/drop"), .external = false, .pause = 1ms});
  const auto first = queue_for("page", "one", {.run = "r1"});
  const auto second = queue_for("page", "two", {.run = "r1"});
  const auto other = queue_for("page", "three", {.run = "r2"});
  EXPECT_EQ(send_all().in_doubt, 3);
  EXPECT_EQ(only(first).state, State::in_doubt);
  EXPECT_EQ(only(second).state, State::waiting);
  EXPECT_EQ(only(other).state, State::in_doubt) << "of another run";
  EXPECT_NE(said_.find(second + " waits: " + first), std::string::npos) << said_;
  page.url = web_.url("/in");
  EXPECT_EQ(send_all().sent, 0);
  EXPECT_EQ(send_all({.only = second, .again = true, .by = "Dana"}).sent, 1) << "somebody has looked";
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
  messages_.channels.push_back(
      {.name = "room",
       .kind = "slack",
       .url_source = {.environment = "TEST_SLACK_URL", .value = web_.url("/services/T0/B0/hushhush?token=hushhush")},
       .external = false});
  auto& address = messages_.channels.back().url_source.value;
  queue_for("room", "<!channel> & all");
  EXPECT_EQ(send_all().sent, 1);
  EXPECT_EQ(base::Json::parse(std::string(web_.requests()[0]["body"]))["text"],
            "*&lt;!channel&gt; &amp; all*\nHello.\n");
  address = fmt::format("http://127.0.0.1:{}/hushhush", FreePort().port());
  queue_for("room", "second");
  EXPECT_EQ(send_all().later, 1);
  address.clear();
  queue_for("room", "third");
  EXPECT_EQ(send_all().failed, 1);
  EXPECT_NE(said_.find("$TEST_SLACK_URL, which is not set"), std::string::npos);
  EXPECT_EQ(said_.find("hushhush"), std::string::npos);
  for (const auto& event : journal_->read()) EXPECT_EQ(event.data.dump().find("hushhush"), std::string::npos);
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

}  // namespace notify
