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
#include "report/words.h"

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

static std::string known_at_gate(const Json& data) {
  std::vector<std::string> holds;
  std::vector<std::string> not_so;
  for (const auto& fact : list_at(data, "facts")) {
    auto& list = flag_at(fact, "holds").value_or(true) ? holds : not_so;
    list.push_back(text_at(fact, "what") + around(": ", text_at(fact, "text")));
  }
  std::string out = "the journal said before the go/no-go: ";
  if (holds.empty() && not_so.empty()) return out + "nothing";
  out += fmt::format("{}", fmt::join(holds, "; "));
  if (!not_so.empty())
    out += fmt::format("{}not as it should be: {}", holds.empty() ? "" : "; ", fmt::join(not_so, "; "));
  return out;
}

static std::string counted(const Json& data, const char* key, std::string_view what) {
  const auto count = static_cast<long long>(list_at(data, key).size());
  return count == 0 ? std::string() : fmt::format(", {}", number_of(count, what));
}

static std::string subject(const Json& data) {
  return around("\"", first_of(data, {"subject", "template", "title", "message"}), "\"");
}

static std::string message(const Json& data, std::string_view outcome) {
  const auto next = moment(data, {"next"});
  return fmt::format("{} {}{}{}{}{}", subject(data), outcome, around(" to ", first_of(data, {"to", "recipient"})),
                     around(" by ", first_of(data, {"channel"})),
                     outcome == "sent" ? std::string() : around(": ", first_of(data, {"reply", "error", "reason"})),
                     around("; tried again at ", next));
}

static std::string left(const Json& data) {
  const auto cause = first_of(data, {"cause"});
  return fmt::format("maintenance mode left{}{}{}{}", around(": ", cause == "person" ? "" : cause),
                     counted(data, "restored", "thing put back"), counted(data, "differences", "difference"),
                     around(" by ", first_of(data, {"by"})));
}

static std::string proved(const Json& data) {
  const bool holds = flag_at(data, "holds").value_or(true);
  return fmt::format("maintenance mode {}{}{}", holds ? "proved to be on" : "does not hold",
                     around(": ", first_of(data, {holds ? "evidence" : "against"})),
                     around("; not seen: ", first_of(data, {"unseen"})));
}

static std::string watched(const Json& data) {
  std::string text = fmt::format("{} watched", first_of(data, {"check", "suite", "criterion", "what"}));
  for (const auto& change : list_at(data, "changes")) {
    text += fmt::format("; {} went{} to {}{}", text_at(change, "check"), around(" from ", text_at(change, "from")),
                        text_at(change, "to"), around(": ", text_at(change, "evidence")));
  }
  return text + around(": ", first_of(data, {"verdict", "state"})) + around(", ", first_of(data, {"evidence"}));
}

using Teller = std::string (*)(const Json& data);

static const std::map<std::string_view, Teller>& tellers() {
  static const std::map<std::string_view, Teller> table{
      {"run.scheduled",
       [](const Json& d) {
         const auto before = moment(d, {"before", "from"});
         return (before.empty() ? "scheduled for " : "moved from " + before + " to ") + moment(d, {"at", "to"}) +
                reason_of(d);
       }},
      {"run.rescheduled",
       [](const Json& d) {
         return fmt::format("moved{} to {}{}", around(" from ", moment(d, {"from", "before"})),
                            moment(d, {"to", "at"}), reason_of(d));
       }},
      {"run.joined", [](const Json&) { return std::string("joined the run from another terminal"); }},
      {"step.waiting",
       [](const Json& d) { return fmt::format("{} waits until {}", first_of(d, {"step"}), moment(d, {"until"})); }},
      {"step.claimed",
       [](const Json& d) {
         return fmt::format("{} took {}", by_whom(d).empty() ? "somebody" : by_whom(d), first_of(d, {"step"}));
       }},
      {"procedure.began", [](const Json& d) { return "procedure \"" + first_of(d, {"procedure"}) + "\" begun"; }},
      {"procedure.finished",
       [](const Json& d) {
         return fmt::format("procedure \"{}\" {}{}", first_of(d, {"procedure"}), first_of(d, {"state"}),
                            around(" after ", span_text(d, "duration_ms")));
       }},
      {"gate.known", known_at_gate},
      {"gate.decided",
       [](const Json& d) {
         const auto votes = number_at(d, "votes");
         return "go/no-go decided: " + first_of(d, {"decision"}) +
                (votes ? ", " + number_of(*votes, "vote") : std::string());
       }},
      {"calendar.written",
       [](const Json& d) {
         return fmt::format("calendar {}{}", flag_at(d, "cancelled").value_or(false) ? "cancelled" : "written",
                            around(": ", first_of(d, {"title"})));
       }},
      {"lock.waiting",
       [](const Json& d) {
         return "waited for the lock" + around(" that ", first_of(d, {"holder"}), " holds") +
                around(", ", span_text(d, "waited_ms"));
       }},
      {"backup.restoring",
       [](const Json& d) {
         return fmt::format("backup {} is being restored{}: {}{}", first_of(d, {"id"}),
                            around(" as ", first_of(d, {"database"})), first_of(d, {"stage"}),
                            around(" (", first_of(d, {"reason"}), ")"));
       }},
      {"migration.despite",
       [](const Json& d) {
         return fmt::format("migration {} let run although it was known to fail", first_of(d, {"name", "version"}));
       }},
      {"tables.analyzed",
       [](const Json& d) {
         const auto not_done = d.value("not_done", Json::array()).size();
         return fmt::format("{} analyzed", base::count_of(std::ssize(d.value("tables", Json::array())), "table")) +
                (not_done == 0 ? "" : fmt::format(", {} not", not_done));
       }},
      {"migration.resolved",
       [](const Json& d) {
         return fmt::format("migration {} declared {}{}", first_of(d, {"name", "version"}), first_of(d, {"claim"}),
                            around(": ", first_of(d, {"because"})));
       }},
      {"escalation.raised",
       [](const Json& d) {
         return fmt::format("escalated{}{}{}{}", around(" to level ", first_of(d, {"level"})),
                            around(" to ", first_of(d, {"to", "role"})), around(" after ", span_text(d, "after_ms")),
                            around(": ", first_of(d, {"text", "reason"})));
       }},
      {"maintenance.entered",
       [](const Json& d) {
         return "maintenance mode entered" + around(" for ", first_of(d, {"database"})) +
                around(", fence ", first_of(d, {"fence"})) + reason_of(d);
       }},
      {"maintenance.extended",
       [](const Json& d) {
         const auto until = moment(d, {"until"});
         return (until.empty() ? "somebody else watches over maintenance mode" : "maintenance mode until " + until) +
                around(" in place of ", moment(d, {"was"})) + reason_of(d);
       }},
      {"maintenance.on",
       [](const Json& d) { return "maintenance mode is on" + counted(d, "left_over", "session left"); }},
      {"maintenance.left", left},
      {"maintenance.proved", proved},
      {"message.queued",
       [](const Json& d) {
         return subject(d) + " queued" + around(" for ", first_of(d, {"channel"})) +
                around(", ", first_of(d, {"audience"})) + counted(d, "recipients", "recipient");
       }},
      {"message.approved", [](const Json& d) { return subject(d) + " approved"; }},
      {"message.withdrawn", [](const Json& d) { return subject(d) + " withdrawn" + reason_of(d); }},
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

// Told by what comes of it, or too many to tell.
static bool is_told_elsewhere(const journal::Event& event) {
  if (event.kind == "check.watched") return list_at(event.data, "changes").empty() && event.data.contains("changes");
  if (event.kind == "backup.restoring") return text_at(event.data, "stage") != "given up";
  return event.kind == "lock.taken" || event.kind == "lock.released" || event.kind == "report.written" ||
         event.kind == "message.sending" || event.kind == "maintenance.changed";
}

// A message is called by its subject from then on, not by its id.
static void name_message(Builder& builder, journal::Event& event) {
  if (!event.kind.starts_with("message.") || !event.data.is_object()) return;
  auto& known = builder.messages[text_at(event.data, "message")];
  if (event.kind == "message.queued") {
    known.subject = first_of(event.data, {"subject", "template"});
    known.channel = text_at(event.data, "channel");
  } else {
    if (!known.subject.empty() && !event.data.contains("subject")) event.data["subject"] = known.subject;
    if (!known.channel.empty() && !event.data.contains("channel")) event.data["channel"] = known.channel;
  }
}

bool take_happening(Builder& builder, const journal::Event& as_written) {
  journal::Event event = as_written;
  name_message(builder, event);
  if (is_told_elsewhere(event)) return true;
  std::string by = text_at(event.data, "by");
  builder.view.happenings.push_back({.time = event.time,
                                     .kind = event.kind,
                                     .by = by.empty() ? event.actor : std::move(by),
                                     .step = text_at(event.data, "step"),
                                     .what = in_words(event)});
  return true;
}

}  // namespace report
