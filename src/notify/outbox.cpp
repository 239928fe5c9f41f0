#include "notify/outbox.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "journal/events/message_approved.h"
#include "journal/events/message_failed.h"
#include "journal/events/message_queued.h"
#include "journal/events/message_sending.h"
#include "journal/events/message_sent.h"
#include "journal/events/message_withdrawn.h"
#include "journal/typed.h"

namespace notify {

using State = Recipient::State;

std::string_view name(State state) {
  switch (state) {
    case State::waiting:
      return "waiting";
    case State::sending:
      return "sending";
    case State::in_doubt:
      return "in doubt";
    case State::sent:
      return "sent";
    case State::failed:
      return "failed";
  }
  return "waiting";
}

Recipient* Entry::recipient(const std::string& to) {
  const auto found = std::ranges::find(recipients, to, &Recipient::to);
  return found == recipients.end() ? nullptr : &*found;
}

static Entry read_queued(const journal::Event& event, const journal::MessageQueued& data) {
  Entry entry{.id = data.message,
              .run = event.run,
              .key = data.dedupe,
              .template_title = data.template_title,
              .channel = data.channel,
              .subject = data.subject,
              .body = data.body,
              .why = data.why,
              .status = data.status,
              .calendar = data.calendar,
              .external = data.audience != "internal",
              .start = data.start,
              .end = data.end,
              .queued = event.time,
              .queued_by = event.actor};
  for (const auto& to : data.recipients) entry.recipients.push_back({.to = to});
  return entry;
}

static void claim(Recipient& recipient, base::Instant at) {
  recipient.state = State::sending;
  recipient.claimed = at;
  recipient.next.reset();
  ++recipient.attempts;
}

static void take_failure(Recipient& recipient, const journal::MessageFailed& failed) {
  recipient.reply = failed.reply;
  recipient.next = failed.next;
  recipient.state = failed.next ? State::waiting : failed.in_doubt ? State::in_doubt : State::failed;
}

static Recipient* recipient_of(Outbox& outbox, const std::string& message, const std::string& to) {
  auto* entry = outbox.find(message);
  return entry ? entry->recipient(to) : nullptr;
}

void Outbox::apply(const journal::Event& event) {
  seen = std::max(seen, event.seq);
  if (const auto queued = journal::as<journal::MessageQueued>(event)) {
    entries.push_back(read_queued(event, *queued));
  } else if (const auto approved = journal::as<journal::MessageApproved>(event)) {
    if (auto* entry = find(approved->message)) entry->approved_by = approved->by;
  } else if (const auto withdrawn = journal::as<journal::MessageWithdrawn>(event)) {
    auto* entry = find(withdrawn->message);
    if (!entry) return;
    entry->withdrawn_by = withdrawn->by;
    entry->reason = withdrawn->reason;
  } else if (const auto sending = journal::as<journal::MessageSending>(event)) {
    if (auto* recipient = recipient_of(*this, sending->message, sending->to)) claim(*recipient, event.time);
  } else if (const auto sent = journal::as<journal::MessageSent>(event)) {
    auto* recipient = recipient_of(*this, sent->message, sent->to);
    if (!recipient) return;
    recipient->reply = sent->reply;
    recipient->state = State::sent;
    recipient->reference = sent->reference;
  } else if (const auto failed = journal::as<journal::MessageFailed>(event)) {
    if (auto* recipient = recipient_of(*this, failed->message, failed->to)) take_failure(*recipient, *failed);
  }
}

Entry* Outbox::find(const std::string& id) {
  const auto found = std::ranges::find(entries, id, &Entry::id);
  return found == entries.end() ? nullptr : &*found;
}

const Entry* Outbox::with_key(const std::string& run, const std::string& key) const {
  const auto found =
      std::ranges::find_if(entries, [&](const Entry& entry) { return entry.run == run && entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

const Entry& Outbox::named(const std::string& id) const {
  std::vector<const Entry*> found;
  for (const auto& entry : entries) {
    if (entry.id == id) return entry;
    if (!id.empty() && entry.id.starts_with(id)) found.push_back(&entry);
  }
  if (found.size() == 1) return *found.front();
  throw base::Error{base::Code::usage,
                    found.empty() ? fmt::format("there is no message '{}' in the outbox", id)
                                  : fmt::format("{} messages begin with '{}'", found.size(), id),
                    "See what is there with 'lockkeeper notify outbox --all'."};
}

Outbox project_outbox(std::span<const journal::Event> events) {
  Outbox outbox;
  for (const auto& event : events) outbox.apply(event);
  return outbox;
}

base::Json to_json(const Entry& entry) {
  base::Json json{{"message", entry.id},
                  {"run", entry.run},
                  {"template", entry.template_title},
                  {"channel", entry.channel},
                  {"audience", entry.external ? "external" : "internal"},
                  {"subject", entry.subject},
                  {"body", entry.body},
                  {"why", entry.why},
                  {"queued", base::format_instant(entry.queued)},
                  {"queued_by", entry.queued_by}};
  json["needs_approval"] = entry.needs_approval();
  if (!entry.approved_by.empty()) json["approved_by"] = entry.approved_by;
  if (!entry.withdrawn_by.empty()) json["withdrawn_by"] = entry.withdrawn_by;
  json["calendar"] = !entry.calendar.empty();
  json["recipients"] = base::Json::array();
  for (const auto& recipient : entry.recipients) {
    base::Json each{{"to", recipient.to}, {"state", name(recipient.state)}, {"attempts", recipient.attempts}};
    if (recipient.next) each["next"] = base::format_instant(*recipient.next);
    if (!recipient.reply.empty()) each["reply"] = recipient.reply;
    json["recipients"].push_back(std::move(each));
  }
  return json;
}

}  // namespace notify
