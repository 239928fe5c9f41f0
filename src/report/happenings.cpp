// What else is on record, told in sentences: votes, claims, messages, escalations, maintenance, and what is not
// known.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "journal/gist.h"
#include "report/builder.h"
#include "report/lookup.h"

namespace report {

using base::Json;

// The first of `keys` that says something.
static std::string first_of(const Json& data, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    if (auto text = lines_at(data, key); !text.empty()) return base::replace_all(std::move(text), "\n", ", ");
  }
  return {};
}

static std::string around(std::string_view before, const std::string& text, std::string_view after = "") {
  return text.empty() ? std::string() : fmt::format("{}{}{}", before, text, after);
}

static std::string span_text(const Json& data, const char* key) {
  const auto span = span_at(data, key);
  return span ? base::format_span(*span) : std::string();
}

static std::string reason_of(const Json& data) {
  return around(": ", first_of(data, {"reason", "error", "message", "note"}));
}

static std::string moment(const Json& data, std::initializer_list<const char*> keys) {
  const auto text = first_of(data, keys);
  const auto time = base::parse_instant(text);
  return time ? base::format_for_people(*time) : text;
}

static std::string by_whom(const Json& data) {
  const auto role = first_of(data, {"role"});
  return first_of(data, {"by", "who", "person"}) + around(" (", role, ")");
}

static std::string vote(const Json& data) {
  const auto who = by_whom(data);
  return fmt::format("{} voted {}{}", who.empty() ? "somebody" : who, first_of(data, {"vote", "answer", "choice"}),
                     reason_of(data));
}

static std::string message(const Json& data, std::string_view outcome) {
  return fmt::format(
      "{}{}{}{}{}", around("\"", first_of(data, {"subject", "title", "template", "message_id"}), "\" "), outcome,
      around(" to ", first_of(data, {"recipient", "recipients", "to", "audience"})),
      around(" by ", first_of(data, {"channel"})), outcome == "sent" ? std::string() : reason_of(data));
}

static std::string maintenance(const Json& data, std::string_view what) {
  return fmt::format("maintenance mode {}{}{}{}", what, around(" by ", first_of(data, {"by", "who"})),
                     around(", after ", span_text(data, "duration_ms")),
                     around(": ", first_of(data, {"evidence", "proof", "verdict", "reason", "why"})));
}

static std::string watched(const Json& data) {
  return fmt::format("{} watched{}{}{}", first_of(data, {"check", "suite", "criterion", "what"}),
                     around(": ", first_of(data, {"verdict", "state"})), around(", ", first_of(data, {"evidence"})),
                     around("; ", first_of(data, {"advice", "todo"})));
}

using Teller = std::string (*)(const Json& data);

static const std::map<std::string_view, Teller>& tellers() {
  static const std::map<std::string_view, Teller> table{
      {"run.scheduled",
       [](const Json& d) {
         return "scheduled for " + moment(d, {"at", "t0", "zero", "to", "planned"}) + reason_of(d);
       }},
      {"run.rescheduled",
       [](const Json& d) {
         return fmt::format("rescheduled{} to {}{}", around(" from ", moment(d, {"from", "was", "old"})),
                            moment(d, {"to", "at", "t0", "zero", "new"}), reason_of(d));
       }},
      {"step.claimed",
       [](const Json& d) {
         return fmt::format("{} took {}", by_whom(d).empty() ? "somebody" : by_whom(d), first_of(d, {"step"}));
       }},
      {"vote.cast", vote},
      {"escalation.raised",
       [](const Json& d) {
         return fmt::format("escalated{}{}{}", around(" to ", first_of(d, {"to", "role", "whom", "contact"})),
                            around(" after ", span_text(d, "after_ms")), reason_of(d));
       }},
      {"maintenance.entered", [](const Json& d) { return maintenance(d, "entered"); }},
      {"maintenance.left", [](const Json& d) { return maintenance(d, "left"); }},
      {"maintenance.proved", [](const Json& d) { return maintenance(d, "proved"); }},
      {"message.sent", [](const Json& d) { return message(d, "sent"); }},
      {"message.failed", [](const Json& d) { return message(d, "not sent"); }},
      {"check.watched", watched},
  };
  return table;
}

// "queue.item_lost" → "queue item lost": words for a kind that nobody here knows.
static std::string kind_in_words(std::string kind) {
  std::ranges::replace_if(kind, [](char c) { return c == '.' || c == '_' || c == '-'; }, ' ');
  return kind;
}

static std::string in_words(const journal::Event& event) {
  const auto teller = tellers().find(event.kind);
  if (teller != tellers().end() && event.data.is_object()) return teller->second(event.data);
  const auto gist = event.data.is_object() ? journal::gist(event) : std::string();
  return kind_in_words(event.kind) + around(": ", gist);
}

bool take_happening(Builder& builder, const journal::Event& event) {
  // The lock's coming and going is told by what was done under it.
  if (event.kind == "lock.taken" || event.kind == "lock.released" || event.kind == "report.written") return true;
  std::string by = text_at(event.data, "by");
  builder.view.happenings.push_back({.time = event.time,
                                     .kind = event.kind,
                                     .by = by.empty() ? event.actor : std::move(by),
                                     .step = text_at(event.data, "step"),
                                     .what = in_words(event)});
  return true;
}

}  // namespace report
