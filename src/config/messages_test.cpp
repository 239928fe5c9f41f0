#include "config/messages.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "config/config.h"

namespace config {

using namespace std::chrono_literals;

namespace {

class MessagesTest : public testing::Test {
 protected:
  Messages read(const std::string& text) {
    base::write_file(folder_.path() / "lockkeeper.toml", text);
    return load(folder_.path() / "lockkeeper.toml", {}).messages;
  }
  base::Error error_of(const std::string& text) {
    try {
      read(text);
    } catch (const base::Error& error) {
      return error;
    }
    ADD_FAILURE() << "accepted: " << text;
    return base::Error{base::Code::internal, ""};
  }

  base::TemporaryFolder folder_;
};

}  // namespace

TEST_F(MessagesTest, EveryKeyIsRead) {
  const auto messages = read(R"([messages]
timezone = "Europe/Berlin"
duration = "3h"
[messages.values]
support = "support@example.com"
[[channel]]
name = "customers"
kind = "smtp"
url = "smtp://mail:25"
from = "ops@example.com"
to = ["a@example.com", "b@example.com"]
user = "ops"
tls = "none"
ca = "ca.pem"
password_file = "password"
idempotent = true
timeout = "5s"
attempts = 2
pause = "1s"
[[channel]]
name = "room"
kind = "slack"
url_env = "SLACK"
audience = "internal"
[[notify.on]]
event = "delay"
template = "Late"
channel = ["customers", "room"]
every = "30min"
late = "5min"
runbook = "night*.md"
calendar = true
[[notify.on]]
event = "step.finished"
state = "passed"
step = "a/*"
status = "resolved"
template = "Done"
channel = "room"
)");
  EXPECT_EQ(messages.time_zone, "Europe/Berlin");
  EXPECT_EQ(messages.duration, 3h);
  EXPECT_EQ(messages.values.at("support"), "support@example.com");
  ASSERT_EQ(messages.channels.size(), 2U);
  const auto& mail = messages.channels[0];
  EXPECT_EQ(mail.to.size(), 2U);
  EXPECT_EQ(mail.password.file, (folder_.path() / "password").string());
  EXPECT_EQ(mail.ca, (folder_.path() / "ca.pem").string());
  EXPECT_TRUE(mail.external);  // unless it says otherwise
  EXPECT_TRUE(mail.idempotent);
  EXPECT_EQ(mail.timeout, 5s);
  EXPECT_EQ(mail.attempts, 2);
  EXPECT_EQ(mail.pause, 1s);
  EXPECT_FALSE(messages.channels[1].external);
  EXPECT_EQ(messages.channels[1].url_source.environment, "SLACK");
  EXPECT_EQ(messages.channels[1].place.line, 20);
  ASSERT_EQ(messages.rules.size(), 2U);
  EXPECT_EQ(messages.rules[0].channels, (std::vector<std::string>{"customers", "room"}));
  EXPECT_EQ(messages.rules[0].every, 30min);
  EXPECT_EQ(messages.rules[0].late, 5min);
  EXPECT_EQ(messages.rules[0].runbook, "night*.md");
  EXPECT_TRUE(messages.rules[0].calendar);
  EXPECT_EQ(messages.rules[1].step, "a/*");
  EXPECT_EQ(messages.rules[1].status, "resolved");
}

TEST_F(MessagesTest, ErrorsNameTheKeyAndItsPlace) {
  const std::string channel = "[[channel]]\nname = \"c\"\nkind = \"slack\"\n";
  const auto said = [&](const std::string& text) { return error_of(text).message(); };
  EXPECT_EQ(said("[[channel]]\nkind = \"slack\""), "channel.name is missing");
  EXPECT_EQ(said("[channel]\nname = \"c\""), "channel is a table, but a list of tables is wanted");
  EXPECT_EQ(said(channel + "audience = \"all\""), "channel.audience is \"all\"");
  EXPECT_EQ(said(channel + "password = \"sesame\""),
            "channel.password is a secret, and this file is not the place for secrets");
  EXPECT_EQ(said(channel + "secret_env = \"A\"\nsecret_file = \"b\""),
            "channel.secret_file stands beside secret_env, and only one of them can hold");
  EXPECT_EQ(said(channel + "timeout = \"2h\""), "channel.timeout is out of bounds");
  EXPECT_EQ(said(channel + "attempts = 100"), "channel.attempts is too large");
  EXPECT_EQ(said(channel + channel), "there are two channels called 'c'");
  EXPECT_EQ(said(channel + "colour = \"red\""), "unknown key 'colour' in [channel]");
  EXPECT_EQ(said(channel + "[[notify.on]]\nevent = \"due\"\ntemplate = \"t\"\nchannel = \"d\""),
            "notify.on.channel names 'd', which is not a channel");
  EXPECT_EQ(said(channel + "[[notify.on]]\nevent = \"due\"\ntemplate = \"t\"\nchannel = \"c\"\nevery = \"5min\""),
            "notify.on.every is there, and only delays are repeated");
  EXPECT_EQ(error_of(channel + "attempts = 100").place()->line, 4);
}

}  // namespace config
