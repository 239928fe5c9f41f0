#include "journal/audit.h"

#include <fmt/format.h>

namespace journal {

// "event 5 <is|was> …" or "events 5 to 9 <are|were> …".
static std::string named(long long first, long long last, std::string_view one, std::string_view several) {
  if (first == last) return fmt::format("event {} {}", first, one);
  return fmt::format("events {} to {} {}", first, last, several);
}

// True when the record would be a sound event under another number.
static bool fits_as(Record record, long long seq, const std::string& previous) {
  record.seq = seq;
  record.prev = previous;
  return hash_of(record) == record.hash;
}

bool Auditor::follows(const Record& record, bool well_typed) {
  if (!well_typed || record.seq != events_ + 1 || record.prev != hash_ || hash_of(record) != record.hash)
    return false;
  events_ = record.seq;
  hash_ = record.hash;
  return true;
}

Damage Auditor::explain(const Record& record, const std::optional<Record>& next,
                        const std::optional<Head>& head) const {
  const long long expected = events_ + 1;
  if (record.seq < expected) return {record.seq, named(record.seq, record.seq, "was added", "were added")};
  if (record.seq > expected) return {expected, named(expected, record.seq - 1, "is missing", "are missing")};

  if (head && head->seq == events_) return {expected, fmt::format("event {} was added past the head row", expected)};

  // Sound in itself, but made to follow something else: it is the event before that is not the one written.
  if (expected > 1 && record.prev != hash_ && fits_as(record, expected, record.prev)) {
    return {expected - 1,
            fmt::format("event {} was changed: event {} was written after another one", expected - 1, expected)};
  }
  // The record that was here comes next, under a number one too high: something was pushed in.
  if (next && fits_as(*next, expected, hash_)) {
    return {expected, fmt::format("event {} was added, and those after it renumbered", expected)};
  }
  if (expected > 1 && fits_as(record, expected - 1, record.prev)) {
    return {expected - 1, fmt::format("event {} was added, and those after it renumbered", expected - 1)};
  }
  constexpr int furthest = 100;  // events taken out at one place that are still told from a changed one
  for (int taken = 1; taken <= furthest; ++taken) {
    if (!fits_as(record, expected + taken, record.prev)) continue;
    const auto what = named(expected, expected + taken - 1, "is missing", "are missing");
    return {expected, what + ", and those after it renumbered"};
  }
  return {expected, fmt::format("event {} was changed", expected)};
}

std::optional<Damage> Auditor::compare(const std::optional<Head>& head) const {
  if (!head) {
    return Damage{events_ + 1,
                  fmt::format("the head row is gone: what came after event {} may have been cut off", events_)};
  }
  if (head->seq > events_) return Damage{events_ + 1, named(events_ + 1, head->seq, "was cut off", "were cut off")};
  if (head->seq < events_) {
    return Damage{head->seq + 1,
                  named(head->seq + 1, events_, "was added past the head row", "were added past the head row")};
  }
  if (head->hash != hash_) {
    return Damage{events_, events_ == 0
                               ? std::string("the head row was changed")
                               : fmt::format("event {} was changed: the head row holds another hash", events_)};
  }
  return std::nullopt;
}

}  // namespace journal
