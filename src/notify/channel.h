// A way to reach people: what is handed over, and what came of it. The kinds are the catalogue channels/.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "config/messages.h"

namespace notify {

/// What one recipient gets.
struct Delivery {
  std::string message;    // its id in the outbox
  std::string recipient;  // an address; the channel's name where the channel has none
  std::string key;        // the same for every try of the same message to the same recipient
  std::string template_title;
  std::string subject;
  std::string body;
  std::string run = {};
  std::string audience;  // internal | external
  base::Instant queued{};
  std::string calendar = {};  // an iCalendar file to go with it; empty: none
  std::string status = {};    // status pages: what to set
  std::optional<base::Instant> start = {};
  std::optional<base::Instant> end = {};
  std::string reference = {};  // what the receiver called the run's first message: updates go there
  int attempt = 1;
};

/// What the receiver made of it.
struct Delivered {
  enum class Came {
    sent,
    refused,  // for good: trying again would be refused again
    later,    // not accepted now, and certainly not delivered: try again
    unclear,  // handed over, but no answer came: it may have arrived
  };
  Came came = Came::sent;
  std::string reply = {};  // one line, without secrets and addresses that are secrets
  std::optional<base::Milliseconds> retry_after = {};
  std::string reference = {};  // what the receiver calls it
};

/// A catalogue entry: src/notify/channels/NAME.{cpp,md}.
struct Channel {
  /// One delivery for each address in `to`; else one for the channel.
  bool addressed = false;
  /// A second delivery with the same key is dropped by the channel itself, whatever the configuration says.
  bool idempotent = false;
  /// Later messages of a run update what its first one opened there.
  bool threads = false;
  /// Throws Error{Code::configuration} with the place for what is missing or cannot be. Looks at no secret.
  void (*check)(const config::Channel& channel) = nullptr;
  /// Hands it over; bounded by `channel.timeout`. Throws Error{Code::configuration} for a secret that is not there.
  Delivered (*deliver)(const Delivery& parcel, const config::Channel& channel) = nullptr;
};

/// The secret's value, without the newline at its end. Throws Error{Code::configuration} naming `key` and where it
/// was looked for, never the value.
std::string secret(const config::SecretSource& source, const config::Channel& channel, const std::string& key);
/// channel.url, or what url_env and url_file hold.
std::string url_of(const config::Channel& channel);
/// An Error{Code::configuration} about a channel's key, with the channel's place.
base::Error refuse(const config::Channel& channel, const std::string& key, const std::string& problem,
                   const std::string& hint);

}  // namespace notify
