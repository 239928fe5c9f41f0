// Puts messages into the outbox and sends what is in it. Every step is in the journal before the next one begins.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "config/messages.h"
#include "journal/journal.h"
#include "notify/message.h"
#include "notify/outbox.h"

namespace notify {

Outbox read_outbox(const journal::Journal& journal);

/// A message to be put into the outbox.
struct Queueing {
  std::string run = {};
  std::string key = {};  // of the occasion
  std::string why = {};
  std::string status = {};
  std::string calendar = {};
  std::vector<std::string> to = {};  // instead of the channel's own recipients
  Window window = {};
};

struct Queued {
  std::string id;
  bool was_there = false;  // the same occasion had been queued before
};

/// Queues it once for each key and run, whoever else tries at the same time. Throws what require_complete throws, and
/// Error{Code::configuration} for a channel that is not sound.
Queued queue(journal::Journal& journal, const Rendered& rendered, const config::Channel& channel,
             const Queueing& queueing);

/// False where somebody approved or withdrew it before. Throws as Outbox::named does.
bool approve(journal::Journal& journal, const std::string& id, const std::string& by);
bool withdraw(journal::Journal& journal, const std::string& id, const std::string& by, const std::string& reason);

struct Sending {
  std::optional<std::string> only = {};  // this message; else all
  std::optional<std::string> run = {};   // those of this run
  bool again = false;                    // a person says so: what is in doubt or failed is tried again
  std::string by = {};                   // who
  base::Milliseconds wait{0};            // how long later attempts are waited for
  std::stop_token stop = {};
};

/// One line for people as it happens.
using Tell = std::function<void(std::string_view)>;

struct Summary {
  int sent = 0;
  int failed = 0;                            // for good
  int in_doubt = 0;                          // sent or not, nobody knows
  int later = 0;                             // next attempt after we are gone
  int unapproved = 0;                        // messages that wait for a person
  int elsewhere = 0;                         // another process is at it
  std::vector<std::string> to_approve = {};  // the messages counted in `unapproved`
};

/// Sends what may be sent. Several processes may do so at once: each recipient is claimed by one of them. A claim
/// whose process is gone is in doubt and left alone unless the channel is idempotent or `again` is set. Throws
/// Error{Code::journal} when the record cannot be written: nothing is sent without one.
Summary send(journal::Journal& journal, const config::Messages& messages, const Sending& sending, const Tell& tell,
             base::Clock& clock = base::system_clock());

}  // namespace notify
