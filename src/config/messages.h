// What lockkeeper.toml says about messages: channels, when which message is sent, values for placeholders.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/error.h"

namespace config {

class Section;

/// A secret's whereabouts: an environment variable or a file.
struct SecretSource {
  std::string environment = {};  // name of the variable
  std::string value = {};        // of the variable, taken when the configuration is loaded; "" where it is not set
  std::string file = {};         // absolute
  [[nodiscard]] bool given() const { return !environment.empty() || !file.empty(); }
};

/// One [[channel]]. Which keys a kind needs, its page says: `lockkeeper help channel smtp`.
struct Channel {
  std::string name = {};
  std::string kind = {};         // id of a catalogue entry of notify::channels()
  std::string url = {};          // without secrets; see url_source
  SecretSource url_source = {};  // url_env, url_file: for addresses that are secrets themselves (Slack)
  std::string from = {};
  std::vector<std::string> to = {};
  bool external = true;   // needs a person's approval; audience = "internal" says otherwise
  std::string user = {};  // SMTP
  std::string tls = {};   // SMTP: "required" (STARTTLS), "none"; smtps:// is encrypted anyway
  std::string ca = {};    // file of certificates to trust, absolute
  SecretSource password = {};
  SecretSource secret = {};  // signs what a webhook is sent
  SecretSource token = {};
  std::string command = {};            // a line for the shell
  std::string path = {};               // absolute
  std::string what = {};               // statuspage: incident | maintenance
  bool idempotent = false;             // the receiver drops what it has seen (Message-ID, Idempotency-Key)
  base::Milliseconds timeout{30'000};  // of one delivery
  int attempts = 5;                    // the first one included
  base::Milliseconds pause{10'000};    // before the second attempt, doubled after each, at most 15 minutes
  base::Place place = {};              // of the channel in the file
};

/// One [[notify.on]]: which event asks for which message.
struct MessageRule {
  std::string event;  // an event's kind, "gate.no_go", "step.failed", "due" or "delay"
  std::string template_name;
  std::vector<std::string> channels = {};
  std::string state = {};                        // of the event, where it has one: "passed"; empty: any
  std::string step = {};                         // glob over step ids; empty: any
  std::string runbook = {};                      // glob over the file's name; empty: any
  std::string status = {};                       // statuspage: status to set
  std::optional<base::Milliseconds> every = {};  // delay: repeated as long as the run is late
  base::Milliseconds late{3600'000};             // older occasions are let go: the message would be untrue by now
  bool calendar = false;                         // with the calendar file attached
  base::Place place = {};
};

struct Messages {
  std::string time_zone = {};                      // "Europe/Berlin"; empty: the machine's
  std::map<std::string, std::string> values = {};  // placeholder → text
  base::Milliseconds duration{0};                  // of the window, where the runbook says nothing; 0: unknown
  std::vector<Channel> channels = {};
  std::vector<MessageRule> rules = {};
};

/// Reads [messages], [[channel]] and [[notify.on]] of the top table. `folder`: where relative paths start.
Messages read_messages(Section& top, const std::string& folder);

}  // namespace config
