#include "notify/outbox.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

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

static bool flag(const base::Json& data, const char* key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_boolean() && found->get<bool>();
}

Recipient* Entry::recipient(const std::string& to) {
  const auto found = std::ranges::find(recipients, to, &Recipient::to);
  return found == recipients.end() ? nullptr : &*found;
}

static Entry read_queued(const journal::Event& event) {
  const auto& data = event.data;
  Entry entry{.id = base::text_at(data, "message"),
              .run = event.run,
              .key = base::text_at(data, "dedupe"),
              .template_title = base::text_at(data, "template"),
              .channel = base::text_at(data, "channel"),
              .subject = base::text_at(data, "subject"),
              .body = base::text_at(data, "body"),
              .why = base::text_at(data, "why"),
              .status = base::text_at(data, "status"),
              .calendar = base::text_at(data, "calendar"),
              .external = base::text_at(data, "audience") != "internal",
              .start = base::parse_instant(base::text_at(data, "start")),
              .end = base::parse_instant(base::text_at(data, "end")),
              .queued = event.time,
              .queued_by = event.actor};
  if (data.contains("recipients") && data["recipients"].is_array()) {
    for (const auto& to : data["recipients"]) {
      if (to.is_string()) entry.recipients.push_back({.to = to.get<std::string>()});
    }
  }
  return entry;
}

static void apply_delivery(const journal::Event& event, Recipient& recipient) {
  const auto& data = event.data;
  if (event.kind == "message.sending") {
    recipient.state = State::sending;
    recipient.claimed = event.time;
    recipient.next.reset();
    ++recipient.attempts;
    return;
  }
  recipient.reply = base::text_at(data, "reply");
  if (event.kind == "message.sent") {
    recipient.state = State::sent;
    recipient.reference = base::text_at(data, "reference");
  } else if (event.kind == "message.failed") {
    const auto next = base::parse_instant(base::text_at(data, "next"));
    recipient.next = next;
    recipient.state = next ? State::waiting : flag(data, "in_doubt") ? State::in_doubt : State::failed;
  }
}

void Outbox::apply(const journal::Event& event) {
  seen = std::max(seen, event.seq);
  if (!event.kind.starts_with("message.")) return;
  if (event.kind == "message.queued") {
    entries.push_back(read_queued(event));
    return;
  }
  auto* entry = find(base::text_at(event.data, "message"));
  if (!entry) return;
  if (event.kind == "message.approved") {
    entry->approved_by = base::text_at(event.data, "by");
  } else if (event.kind == "message.withdrawn") {
    entry->withdrawn_by = base::text_at(event.data, "by");
    entry->reason = base::text_at(event.data, "reason");
  } else if (auto* recipient = entry->recipient(base::text_at(event.data, "to"))) {
    apply_delivery(event, *recipient);
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
