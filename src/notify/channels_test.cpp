// What each kind of channel hands over, to real servers, and what it says of settings that are not sound.
#include "notify/http.h"
#include "notify/send_scene_test.h"

namespace notify {

namespace {

class Channels : public SendScene {};

}  // namespace

TEST_F(Channels, AWebhookGetsTheMessageSignedAndNamed) {
  hook("/in").secret = {.environment = "TEST_HOOK_SECRET", .value = "sesame"};
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
}

TEST_F(Channels, TeamsGetsACard) {
  messages_.channels.push_back({.name = "room", .kind = "teams", .url = web_.url("/t"), .external = false});
  queue_for("room", "Done");
  EXPECT_EQ(send_all().sent, 1);
  const auto body = base::Json::parse(std::string(web_.requests()[0]["body"]));
  EXPECT_EQ(body["attachments"][0]["contentType"], "application/vnd.microsoft.card.adaptive");
  EXPECT_EQ(body["attachments"][0]["content"]["body"][0]["text"], "Done");
}

TEST_F(Channels, AStatusPageIsMadeOnceAndUpdatedAfterwards) {
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

TEST_F(Channels, ACommandGetsTheTextAndTheFields) {
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

TEST_F(Channels, AFileHoldsAMessageOnceWhateverHappens) {
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

TEST_F(Channels, MailArrivesAsItWasMeant) {
  if (!MailServer::is_installed()) GTEST_SKIP() << "exim4-daemon-light is not installed";
  auto& channel = mail({"Dana Réyes <dana@shop.test>", "kim@shop.test"});
  channel.user = "ops";
  channel.password = {.environment = "TEST_SMTP_PASSWORD", .value = "sesame"};
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
}

TEST_F(Channels, EachRecipientHasAnOutcomeOfItsOwn) {
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

TEST_F(Channels, AWrongPasswordOrCertificateFailsForGood) {
  if (!MailServer::is_installed()) GTEST_SKIP() << "exim4-daemon-light is not installed";
  auto& channel = mail({"dana@shop.test"});
  channel.user = "ops";
  channel.password = {.environment = "TEST_SMTP_PASSWORD", .value = "wrong-password"};
  queue_for("mail", "one");
  EXPECT_EQ(send_all().failed, 1);
  EXPECT_EQ(said_.find("wrong-password"), std::string::npos);
  channel.ca.clear();
  queue_for("mail", "two");
  EXPECT_EQ(send_all().failed, 2);
  EXPECT_NE(said_.find("certificate"), std::string::npos) << said_;
}

TEST_F(Channels, AMailServerThatIsNotThereIsTriedAgain) {
  if (!MailServer::is_installed()) GTEST_SKIP() << "exim4-daemon-light is not installed";
  mail({"dana@shop.test"}).url = fmt::format("smtp://localhost:{}", FreePort().port());
  const auto id = queue_for("mail");
  EXPECT_EQ(send_all().later, 1);
  EXPECT_EQ(only(id).state, State::waiting);
}

TEST_F(Channels, SayWhatIsMissing) {
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
            "channel 'c': to holds \"x\", which is not a mail address");
  EXPECT_EQ(problem({.kind = "smtp",
                     .url = "smtp://mail",
                     .from = "a@b",
                     .to = {"x@y"},
                     .tls = "none",
                     .password = {.environment = "P"}}),
            "channel 'c': tls is \"none\", and the password would be sent for everybody to read");
  EXPECT_EQ(problem({.kind = "webhook"}), "channel 'c': url is missing");
  EXPECT_EQ(problem({.kind = "webhook", .url = "file:///etc/passwd"}), "channel 'c': url is not a web address");
  EXPECT_EQ(problem({.kind = "command"}), "channel 'c': command is missing");
  EXPECT_EQ(problem({.kind = "file"}), "channel 'c': path is missing");
  EXPECT_EQ(problem({.kind = "statuspage", .url = "https://x", .what = "page"}),
            "channel 'c': what is neither incident nor maintenance");
}

}  // namespace notify
