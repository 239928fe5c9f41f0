// What else is on record, told in sentences: messages, escalations, maintenance, and what is not known.
#include <algorithm>

#include "base/text.h"
#include "journal/events.h"
#include "journal/events/backup_restoring.h"
#include "journal/events/check_watched.h"
#include "journal/events/lock_released.h"
#include "journal/events/lock_taken.h"
#include "journal/events/maintenance_changed.h"
#include "journal/events/message_queued.h"
#include "journal/events/message_sending.h"
#include "journal/events/report_written.h"
#include "journal/summary.h"
#include "journal/typed.h"
#include "run_view/builder.h"

namespace run_view {

// "queue.item_lost" → "queue item lost": words for a kind that nobody here knows.
static std::string kind_in_words(std::string kind) {
  std::ranges::replace_if(kind, [](char c) { return c == '.' || c == '_' || c == '-'; }, ' ');
  return kind;
}

static std::string in_words(const journal::Event& event) {
  const auto* kind = journal::find_kind(event.kind);
  if (kind && kind->stands_alone && event.data.is_object())
    return base::replace_all(journal::sentence(event), "\n", ", ");
  const auto said = event.data.is_object() ? journal::summary(event) : std::string();
  return kind_in_words(event.kind) + (said.empty() ? "" : ": " + said);
}

// Told by what comes of it, or too many to tell.
static bool is_told_elsewhere(const journal::Event& event) {
  if (const auto watched = journal::as<journal::CheckWatched>(event)) return watched->changes.empty();
  if (const auto restoring = journal::as<journal::BackupRestoring>(event)) return restoring->stage != "given up";
  return journal::is_one_of<journal::LockTaken, journal::LockReleased, journal::ReportWritten,
                            journal::MessageSending, journal::MaintenanceChanged>(event);
}

// A message is called by its subject, which earlier versions wrote only when it was queued.
static void name_message(Builder& builder, journal::Event& event) {
  if (const auto queued = journal::as<journal::MessageQueued>(event)) {
    const auto& subject = queued->subject.empty() ? queued->template_title : queued->subject;
    builder.messages[queued->message] = {.subject = subject, .channel = queued->channel};
  } else if (event.kind.starts_with("message.") && event.data.is_object()) {
    const auto known = builder.messages.find(base::text_at(event.data, "message"));
    if (known == builder.messages.end()) return;
    if (!event.data.contains("subject")) event.data["subject"] = known->second.subject;
    if (!event.data.contains("channel")) event.data["channel"] = known->second.channel;
  }
}

bool take_happening(Builder& builder, const journal::Event& as_written) {
  journal::Event event = as_written;
  name_message(builder, event);
  if (is_told_elsewhere(event)) return true;
  builder.view.happenings.push_back({.time = event.time,
                                     .kind = event.kind,
                                     .by = journal::person_of(event),
                                     .step = journal::step_of(event),
                                     .what = in_words(event)});
  return true;
}

}  // namespace run_view
