#include "config/messages.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "config/section.h"

namespace config {

static std::string below(const std::string& folder, const std::string& path) {
  return path.empty() ? path : (std::filesystem::path(folder) / path).lexically_normal().string();
}

// password_env and password_file, never the password: the file is in version control.
static void read_secret(Section& section, const std::string& what, const std::string& folder, SecretSource& source) {
  section.read(what + "_env", source.environment);
  section.read(what + "_file", source.file);
  if (!source.environment.empty() && !source.file.empty()) {
    throw section.refuse(what + "_file", fmt::format("stands beside {}_env, and only one of them can hold", what),
                         "Take one of the two lines out.");
  }
  source.file = below(folder, source.file);
  std::string written;
  if (what != "url") section.read(what, written);
  if (!written.empty()) {
    throw section.refuse(what, "is a secret, and this file is not the place for secrets",
                         fmt::format("Put it into an environment variable and name that: {}_env = \"…\".", what));
  }
}

static void need(const Section& section, std::string_view key, const std::string& value) {
  if (!value.empty()) return;
  throw section.refuse(key, "is missing", fmt::format("Add a line {} = \"…\".", key));
}

static Channel read_channel(Section section, const std::string& folder) {
  Channel channel;
  channel.place = section.place();
  section.read("name", channel.name);
  need(section, "name", channel.name);
  section.read("kind", channel.kind);
  need(section, "kind", channel.kind);
  section.read("url", channel.url);
  read_secret(section, "url", folder, channel.url_source);
  section.read("from", channel.from);
  section.read("to", channel.to);
  std::string audience = "external";
  section.read("audience", audience);
  if (audience != "external" && audience != "internal") {
    throw section.refuse("audience", fmt::format("is \"{}\"", audience),
                         "Write audience = \"internal\" for the team itself, or \"external\" for everybody whose "
                         "message a person approves first.");
  }
  channel.external = audience == "external";
  section.read("user", channel.user);
  section.read("tls", channel.tls);
  section.read("ca", channel.ca);
  channel.ca = below(folder, channel.ca);
  read_secret(section, "password", folder, channel.password);
  read_secret(section, "secret", folder, channel.secret);
  read_secret(section, "token", folder, channel.token);
  section.read("command", channel.command);
  section.read("path", channel.path);
  channel.path = below(folder, channel.path);
  section.read("what", channel.what);
  section.read("idempotent", channel.idempotent);
  section.read("timeout", channel.timeout);
  if (channel.timeout < base::Milliseconds{100} || channel.timeout > base::Milliseconds{600'000})
    throw section.refuse("timeout", "is out of bounds", "Write a span between 100ms and 10min.");
  section.read_count("attempts", 1, channel.attempts);
  if (channel.attempts > 20)
    throw section.refuse("attempts", "is too large", "Write at most 20: each attempt waits twice as long.");
  section.read("pause", channel.pause);
  section.finish();
  return channel;
}

static MessageRule read_rule(Section section, const std::vector<Channel>& channels) {
  MessageRule rule;
  rule.place = section.place();
  section.read("event", rule.event);
  need(section, "event", rule.event);
  section.read("template", rule.template_name);
  need(section, "template", rule.template_name);
  std::string one;
  if (section.is_list("channel")) {
    section.read("channel", rule.channels);
  } else {
    section.read("channel", one);
    need(section, "channel", one);
    rule.channels = {one};
  }
  for (const auto& name : rule.channels) {
    if (std::ranges::find(channels, name, &Channel::name) != channels.end()) continue;
    throw section.refuse("channel", fmt::format("names '{}', which is not a channel", name),
                         fmt::format("Add a [[channel]] with name = \"{}\".", name));
  }
  section.read("state", rule.state);
  section.read("step", rule.step);
  section.read("runbook", rule.runbook);
  section.read("status", rule.status);
  base::Milliseconds every{0};
  section.read("every", every);
  if (every > base::Milliseconds{0}) rule.every = every;
  if (rule.every && rule.event != "delay")
    throw section.refuse("every", "is there, and only delays are repeated",
                         "Write event = \"delay\", or take it out.");
  if (rule.every && *rule.every < base::Milliseconds{60'000})
    throw section.refuse("every", "is too short", "Write at least 1min.");
  section.read("late", rule.late);
  section.read("calendar", rule.calendar);
  section.finish();
  return rule;
}

Messages read_messages(Section& top, const std::string& folder) {
  Messages messages;
  auto section = top.section("messages");
  section.read("timezone", messages.time_zone);
  section.read("duration", messages.duration);
  auto values = section.section("values");
  for (const auto& name : values.keys()) values.read(name, messages.values[name]);
  section.finish();
  for (auto& each : top.sections("channel")) {
    auto channel = read_channel(std::move(each), folder);
    if (std::ranges::find(messages.channels, channel.name, &Channel::name) != messages.channels.end()) {
      throw base::Error{base::Code::configuration, fmt::format("there are two channels called '{}'", channel.name),
                        "Give one of them another name."}
          .at(channel.place);
    }
    messages.channels.push_back(std::move(channel));
  }
  auto notify = top.section("notify");
  for (auto& each : notify.sections("on")) messages.rules.push_back(read_rule(std::move(each), messages.channels));
  notify.finish();
  return messages;
}

}  // namespace config
