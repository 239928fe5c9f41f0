#include "notify/send.h"

#include <algorithm>
#include <random>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file_lock.h"
#include "base/files.h"
#include "base/redact.h"
#include "base/text.h"
#include "journal/events/message_approved.h"
#include "journal/events/message_failed.h"
#include "journal/events/message_queued.h"
#include "journal/events/message_sending.h"
#include "journal/events/message_sent.h"
#include "journal/events/message_withdrawn.h"
#include "journal/typed.h"
#include "notify/channels.h"

namespace notify {

using base::Instant;
using base::Milliseconds;
using State = Recipient::State;

static constexpr Milliseconds longest_pause{15LL * 60'000};

Outbox read_outbox(const journal::Journal& journal) {
  return project_outbox(journal.read({.kind = "message."}));
}

// Short enough to be typed, and of no use to guess.
static std::string new_id(const std::string& key) {
  std::random_device random;
  const auto noise =
      fmt::format("{}|{}|{}|{}", key, random(), random(), base::system_clock().now().time_since_epoch().count());
  return "m" + base::sha256(noise).substr(0, 8);
}

static std::vector<std::string> recipients_of(const config::Channel& channel, const Queueing& queueing) {
  if (!kind_of(channel).addressed) return {channel.name};
  auto all = queueing.to.empty() ? channel.to : queueing.to;
  std::vector<std::string> once;
  for (auto& each : all) {
    if (std::ranges::find(once, each) == once.end()) once.push_back(std::move(each));
  }
  return once;
}

static journal::MessageQueued queued(const std::string& id, const Rendered& rendered, const config::Channel& channel,
                                     const Queueing& queueing) {
  return {.message = id,
          .dedupe = queueing.key,
          .template_title = rendered.template_title,
          .channel = channel.name,
          .channel_kind = channel.kind,
          .audience = channel.external ? "external" : "internal",
          .subject = rendered.subject.text,
          .body = rendered.body.text,
          .recipients = recipients_of(channel, queueing),
          .why = queueing.why,
          .status = queueing.status,
          .calendar = queueing.calendar,
          .start = queueing.window.start(),
          .end = queueing.window.end()};
}

// Appends what `data` says of a message unless `refused` finds a reason in the outbox as it is at that moment. The
// events of one run are compared under the journal's own lock, so that of several processes one gets through.
// `outbox` is brought up to date on the way.
static bool append_unless(journal::Journal& journal, Outbox& outbox, journal::Event event,
                          const std::function<bool(Outbox&)>& refused) {
  if (refused(outbox)) return false;
  const auto allowed = [&](std::span<const journal::Event> others) {
    for (const auto& other : others) outbox.apply(other);
    return !refused(outbox);
  };
  const auto written = journal.append_if(std::move(event), outbox.seen, allowed);
  if (written) outbox.apply(*written);
  return written.has_value();
}

Queued queue(journal::Journal& journal, const Rendered& rendered, const config::Channel& channel,
             const Queueing& queueing) {
  require_complete(rendered);
  kind_of(channel).check(channel);
  const auto run = queueing.run.empty() ? journal.context().run : queueing.run;
  const auto id = new_id(queueing.key);
  std::string there;
  const auto is_there = [&](Outbox& outbox) {
    const auto* entry = outbox.with_key(run, queueing.key);
    if (entry) there = entry->id;
    return entry != nullptr;
  };
  auto outbox = read_outbox(journal);
  append_unless(journal, outbox, journal::in_run(run, journal::event(queued(id, rendered, channel, queueing))),
                is_there);
  return there.empty() ? Queued{.id = id} : Queued{.id = there, .was_there = true};
}

// What every event of a message says after it was queued, so that it can be read alone.
template <class Message>
static Message of(const Entry& entry, Message message) {
  message.message = entry.id;
  message.subject = entry.subject;
  message.channel = entry.channel;
  return message;
}

template <class Decision>
static bool decide(journal::Journal& journal, const std::string& id, Decision decision) {
  auto outbox = read_outbox(journal);
  const auto entry = outbox.named(id);
  constexpr bool approves = std::is_same_v<Decision, journal::MessageApproved>;
  auto event = journal::in_run(entry.run, journal::event(of(entry, std::move(decision))));
  return append_unless(journal, outbox, std::move(event), [&](Outbox& latest) {
    const auto* now = latest.find(entry.id);
    return !now || !now->withdrawn_by.empty() || (approves && !now->approved_by.empty());
  });
}

bool approve(journal::Journal& journal, const std::string& id, const std::string& by) {
  // What was read is what is approved: the text in the outbox never changes, and its checksum says so to auditors.
  const auto entry = read_outbox(journal).named(id);
  return decide(journal, entry.id,
                journal::MessageApproved{.by = by, .sha256 = base::sha256(entry.subject + "\n" + entry.body)});
}

bool withdraw(journal::Journal& journal, const std::string& id, const std::string& by, const std::string& reason) {
  return decide(journal, id, journal::MessageWithdrawn{.by = by, .reason = reason});
}

namespace {

// One pass over the outbox, and what it found.
class Sender {
 public:
  Sender(journal::Journal& journal, const config::Messages& messages, const Sending& sending, const Tell& tell,
         base::Clock& clock)
      : journal_(journal), messages_(messages), sending_(sending), tell_(tell), clock_(clock) {}

  Summary run() {
    const auto until = clock_.now() + sending_.wait;
    int pending_before = -1;
    while (true) {
      const auto next = pass();
      summary_.later = waiting_;
      if (!next || *next > until || sending_.stop.stop_requested()) return summary_;
      if (waiting_ != pending_before) {
        tell_(fmt::format("{} to be tried again; waiting until {}\n",
                          base::count_of(waiting_, "delivery", "deliveries"), base::format_for_people(*next)));
      }
      pending_before = waiting_;
      const auto pause = std::max(Milliseconds{1}, std::chrono::duration_cast<Milliseconds>(*next - clock_.now()));
      if (!clock_.sleep(pause, sending_.stop)) return summary_;
    }
  }

 private:
  // Tries everything that is due once. When the next attempt of the rest is due, or nothing.
  std::optional<Instant> pass() {
    waiting_ = 0;
    summary_.to_approve.clear();
    summary_.unapproved = summary_.elsewhere = summary_.in_doubt = summary_.failed = 0;
    std::optional<Instant> next;
    const auto outbox = read_outbox(journal_);
    for (const auto& entry : outbox.entries) {
      if (sending_.only && entry.id != *sending_.only) continue;
      if (sending_.run && entry.run != *sending_.run) continue;
      if (sending_.stop.stop_requested()) break;
      if (entry.needs_approval()) {
        ++summary_.unapproved;
        summary_.to_approve.push_back(entry.id);
      }
      if (!entry.may_be_sent()) continue;
      if (std::ranges::none_of(entry.recipients, [&](const Recipient& each) { return open(entry, each); })) {
        count_closed(entry);
        continue;
      }
      take(entry.id, next);
    }
    return next;
  }

  [[nodiscard]] bool tried_by_us(const Entry& entry, const Recipient& recipient) const {
    return std::ranges::find(again_, entry.id + "\n" + recipient.to) != again_.end();
  }

  // A failure or a doubt is tried again once for each time a person says so.
  [[nodiscard]] bool open(const Entry& entry, const Recipient& recipient) const {
    if (recipient.state == State::sent) return false;
    if (recipient.state != State::failed) return true;
    return sending_.again && !tried_by_us(entry, recipient);
  }

  void count_closed(const Entry& entry) {
    for (const auto& recipient : entry.recipients) {
      if (recipient.state == State::failed) ++summary_.failed;
    }
  }

  static std::string what_to_do(const Entry& entry) {
    return fmt::format("  Look whether it arrived. If not: lockkeeper notify send --again {}\n", entry.id);
  }

  // Once for each delivery, however many passes find it.
  void tell_doubt(const Entry& entry, const Recipient& recipient) {
    ++summary_.in_doubt;
    if (!told_.insert(entry.id + "\n" + recipient.to).second) return;
    tell_(fmt::format("{} to {}: in doubt since {}: perhaps delivered, and not sent again by itself\n{}", entry.id,
                      recipient.to, base::format_for_people(recipient.claimed), what_to_do(entry)));
  }

  // The file lock tells a claim that is being worked on from one whose process is gone, however it went.
  void take(const std::string& id, std::optional<Instant>& next) {
    const base::FileLock claim(journal_.file().parent_path() / ("outbox-" + id + ".lock"), {.remove = true});
    if (!claim.held()) {
      ++summary_.elsewhere;
      return;
    }
    outbox_ = read_outbox(journal_);  // as it is now that nobody else touches this one
    const auto* found = outbox_.find(id);
    if (!found || !found->may_be_sent()) return;
    const Entry entry = *found;  // the outbox goes on changing under our own events
    const auto* channel = channel_of(entry);
    if (!channel) return;
    reference_ = reference_of(outbox_, entry);
    if (const auto* first = unclear_before(entry, *channel)) return tell_hold(entry, *first);
    for (const auto& recipient : entry.recipients) {
      if (sending_.stop.stop_requested()) return;
      one(entry, recipient, *channel, next);
    }
  }

  // A channel that is not sound must not keep the others' messages back.
  const config::Channel* channel_of(const Entry& entry) {
    try {
      return &find_channel(messages_, entry.channel);
    } catch (const base::Error& error) {
      summary_.failed += static_cast<int>(entry.recipients.size());
      tell_(fmt::format("{}: not tried: {}\n", entry.id, error.message()));
      return nullptr;
    }
  }

  // An earlier message of the run of which nobody knows whether it has opened something that this one would open
  // anew. A person who sends this one again has looked.
  [[nodiscard]] const Entry* unclear_before(const Entry& entry, const config::Channel& channel) const {
    const bool meant = sending_.again && sending_.only == entry.id;
    if (!kind_of(channel).threads || entry.run.empty() || !reference_.empty() || meant) return nullptr;
    for (const auto& other : outbox_.entries) {
      if (other.id == entry.id) return nullptr;
      if (other.channel != entry.channel || other.run != entry.run || !other.withdrawn_by.empty()) continue;
      const bool unclear = std::ranges::any_of(other.recipients, [](const Recipient& each) {
        return each.state == State::in_doubt || each.state == State::sending;
      });
      if (unclear) return &other;
    }
    return nullptr;
  }

  void tell_hold(const Entry& entry, const Entry& first) {
    summary_.in_doubt += static_cast<int>(entry.recipients.size());
    if (!told_.insert(entry.id).second) return;
    tell_(
        fmt::format("{} waits: {}, which came before it, is in doubt, and {} would have two incidents of this run\n"
                    "  If it has not arrived: lockkeeper notify send --again {}. If it has: lockkeeper notify send "
                    "--again {}\n",
                    entry.id, first.id, entry.channel, first.id, entry.id));
  }

  // What the status page called the first message of the same run.
  static std::string reference_of(const Outbox& outbox, const Entry& entry) {
    if (entry.run.empty()) return "";  // sent by hand: nothing says that two of those belong together
    for (const auto& other : outbox.entries) {
      if (other.id == entry.id || other.channel != entry.channel || other.run != entry.run) continue;
      for (const auto& recipient : other.recipients) {
        if (!recipient.reference.empty()) return recipient.reference;
      }
    }
    return "";
  }

  void one(const Entry& entry, const Recipient& recipient, const config::Channel& channel,
           std::optional<Instant>& next) {
    const bool doubtful = recipient.state == State::sending || recipient.state == State::in_doubt;
    const bool asked =
        sending_.again && !tried_by_us(entry, recipient) && (doubtful || recipient.state == State::failed);
    switch (recipient.state) {
      case State::sent:
        return;
      case State::waiting:
        if (recipient.next && *recipient.next > clock_.now()) {
          ++waiting_;
          next = std::min(next.value_or(*recipient.next), *recipient.next);
          return;
        }
        break;
      case State::sending:
      case State::in_doubt:
        if (asked || (repeatable(channel) && recipient.attempts < channel.attempts)) break;
        tell_doubt(entry, recipient);
        return;
      case State::failed:
        if (asked) break;
        ++summary_.failed;
        return;
    }
    if (asked) again_.push_back(entry.id + "\n" + recipient.to);
    deliver(entry, recipient, channel, asked, next);
  }

  void deliver(const Entry& entry, const Recipient& recipient, const config::Channel& channel, bool asked,
               std::optional<Instant>& next) {
    const int attempt = recipient.attempts + 1;
    const auto claim = of(
        entry, journal::MessageSending{.to = recipient.to, .attempt = attempt, .again_by = asked ? sending_.by : ""});
    // On disk before anything leaves: without this event nothing was sent.
    auto event = journal::in_run(entry.run, journal::event(claim));
    const bool ours = append_unless(journal_, outbox_, std::move(event), [&](Outbox& latest) {
      auto* now = latest.find(entry.id);
      const auto* there = now ? now->recipient(recipient.to) : nullptr;
      return !there || !now->may_be_sent() || there->attempts != recipient.attempts ||
             there->state != recipient.state;
    });
    if (!ours) {
      ++summary_.elsewhere;
      return;
    }
    const Delivery parcel{.message = entry.id,
                          .recipient = recipient.to,
                          .key = fmt::format("{}-{}", entry.id, base::sha256(recipient.to).substr(0, 16)),
                          .template_title = entry.template_title,
                          .subject = entry.subject,
                          .body = entry.body,
                          .run = entry.run,
                          .audience = entry.external ? "external" : "internal",
                          .queued = entry.queued,
                          .calendar = entry.calendar,
                          .status = entry.status,
                          .start = entry.start,
                          .end = entry.end,
                          .reference = reference_,
                          .attempt = attempt};
    record(entry, recipient, channel, attempt, try_to(parcel, channel), next);
  }

  // What keeps a channel from even trying (a secret that is not set) is an outcome as well: nothing has left.
  static Delivered try_to(const Delivery& parcel, const config::Channel& channel) {
    try {
      return kind_of(channel).deliver(parcel, channel);
    } catch (const base::Error& error) {
      return {.came = Delivered::Came::refused, .reply = error.message()};
    }
  }

  void record(const Entry& entry, const Recipient& recipient, const config::Channel& channel, int attempt,
              const Delivered& delivered, std::optional<Instant>& next) {
    using Came = Delivered::Came;
    if (delivered.came == Came::sent) {
      const auto sent =
          of(entry,
             journal::MessageSent{
                 .to = recipient.to, .attempt = attempt, .reply = delivered.reply, .reference = delivered.reference});
      journal_.append(journal::in_run(entry.run, journal::event(sent)));
      ++summary_.sent;
      tell_(fmt::format("{} to {}: sent\n", entry.id, recipient.to));
      return;
    }
    auto failed = of(entry, journal::MessageFailed{.to = recipient.to, .attempt = attempt, .reply = delivered.reply});
    const bool may_repeat = delivered.came == Came::later || (delivered.came == Came::unclear && repeatable(channel));
    if (may_repeat && attempt < channel.attempts) {
      const auto at = clock_.now() + pause_before(attempt, channel, delivered);
      failed.next = at;
      ++waiting_;
      next = std::min(next.value_or(at), at);
      tell_(fmt::format("{} to {}: not yet: {}\n", entry.id, recipient.to, base::redact(delivered.reply)));
    } else if (delivered.came == Came::unclear) {
      failed.in_doubt = true;
      ++summary_.in_doubt;
      told_.insert(entry.id + "\n" + recipient.to);
      tell_(fmt::format("{} to {}: in doubt: perhaps delivered, and not sent again by itself: {}\n{}", entry.id,
                        recipient.to, base::redact(delivered.reply), what_to_do(entry)));
    } else {
      ++summary_.failed;
      tell_(fmt::format("{} to {}: failed: {}\n", entry.id, recipient.to, base::redact(delivered.reply)));
    }
    journal_.append(journal::in_run(entry.run, journal::event(failed)));
  }

  static Milliseconds pause_before(int attempt, const config::Channel& channel, const Delivered& delivered) {
    auto pause = channel.pause;
    for (int i = 1; i < attempt && pause < longest_pause; ++i) pause *= 2;
    pause = std::max(pause, delivered.retry_after.value_or(Milliseconds{0}));
    return std::min(pause, longest_pause);
  }

  journal::Journal& journal_;
  const config::Messages& messages_;
  const Sending& sending_;
  const Tell& tell_;
  base::Clock& clock_;
  Summary summary_;
  Outbox outbox_;
  int waiting_ = 0;
  std::string reference_;
  std::set<std::string> told_;      // doubts, the same way
  std::vector<std::string> again_;  // "id\nrecipient" that we have tried because a person said so
};

}  // namespace

Summary send(journal::Journal& journal, const config::Messages& messages, const Sending& sending, const Tell& tell,
             base::Clock& clock) {
  return Sender(journal, messages, sending, tell, clock).run();
}

}  // namespace notify
