// The outbox: messages as the journal's events tell them. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "journal/event.h"

namespace notify {

/// What is with one recipient of one message.
struct Recipient {
  enum class State {
    waiting,   // for its first or next attempt
    sending,   // claimed and without an outcome: under way, or in doubt when the claimer is gone
    in_doubt,  // the channel said so
    sent,
    failed,  // for good
  };
  std::string to;
  State state = State::waiting;
  int attempts = 0;
  base::Instant claimed{};                 // the last attempt's beginning
  std::optional<base::Instant> next = {};  // waiting: not before
  std::string reply = {};                  // what the receiver said last
  std::string reference = {};
};
std::string_view name(Recipient::State state);

struct Entry {
  std::string id;  // "m4f1c2ab9"
  std::string run;
  std::string key;  // of the occasion
  std::string template_title;
  std::string channel;
  std::string subject;
  std::string body;
  std::string why;
  std::string status = {};
  std::string calendar = {};
  bool external = true;
  std::optional<base::Instant> start = {};
  std::optional<base::Instant> end = {};
  base::Instant queued{};
  std::string queued_by;
  std::string approved_by = {};   // empty: nobody yet
  std::string withdrawn_by = {};  // not to be sent any more
  std::string reason = {};        // of the withdrawal
  std::vector<Recipient> recipients = {};

  [[nodiscard]] bool needs_approval() const { return external && approved_by.empty() && withdrawn_by.empty(); }
  [[nodiscard]] bool may_be_sent() const { return withdrawn_by.empty() && !needs_approval(); }
  [[nodiscard]] Recipient* recipient(const std::string& to);
};

struct Outbox {
  std::vector<Entry> entries;  // oldest first
  long long seen = 0;          // seq of the last event applied

  void apply(const journal::Event& event);
  [[nodiscard]] Entry* find(const std::string& id);
  [[nodiscard]] const Entry* with_key(const std::string& run, const std::string& key) const;
  /// The entry that `id` or a beginning of it names. Throws Error{Code::usage} for none and for several.
  [[nodiscard]] const Entry& named(const std::string& id) const;
};
Outbox project_outbox(std::span<const journal::Event> events);

base::Json to_json(const Entry& entry);

}  // namespace notify
