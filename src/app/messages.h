// Messages of a runbook: filled, queued, approved and sent.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/project.h"
#include "notify/calendar.h"
#include "notify/message.h"
#include "notify/outbox.h"
#include "notify/send.h"
#include "runbook/runbook.h"

namespace app {

/// What placeholders stand for beside what the runbook and the configuration say.
struct Filling {
  std::optional<std::string> run = {};  // whose events fill them; nothing: the one the request belongs to
  notify::Given given = {};
};

/// What messages are made from.
struct Sources {
  runbook::Runbook book;
  std::string text;  // of the runbook, for line numbers
  std::string run;   // empty: none
  std::vector<journal::Event> events = {};

  [[nodiscard]] notify::Rendered render(const runbook::Template& from, const notify::Values& values) const {
    return notify::render(from, runbook::place_of(from, text), book.file, values);
  }
};

/// The runbook as it was when the run began, where it was kept; else the file as it is now.
Sources sources_for(Project& project, const std::optional<std::string>& file, const Filling& filling);
notify::Values values_of(Project& project, const Sources& sources, const Filling& filling);

/// One template, or all of the runbook's, as they would be sent.
struct Preview {
  std::string runbook;
  std::vector<notify::Rendered> messages;
};
Preview preview(Project& project, const std::string& runbook, const std::optional<std::string>& wanted,
                const Filling& filling);

struct SendRequest {
  std::optional<std::string> runbook = {};
  std::optional<std::string> wanted = {};  // a template's title, or part of it; nothing: what the run asks for
  Filling filling = {};
  std::vector<std::string> channels = {};
  std::vector<std::string> to = {};       // instead of the channel's recipients
  std::optional<std::string> again = {};  // only this message, though it failed or is in doubt
  std::optional<std::string> key = {};    // names the occasion: the same key is queued once
  std::string status = {};
  std::string by = {};  // empty: whoever asks
  base::Milliseconds wait{0};
  bool calendar = false;
  bool queue_only = false;
};
struct QueuedOne {
  notify::Queued queued;
  std::string channel;
  std::string title;
  bool external = false;
};
struct Sent {
  std::vector<QueuedOne> queued;
  int left = 0;                                 // that cannot be sent as they stand
  std::optional<notify::Summary> summary = {};  // nothing with `queue_only`
};
/// Queues a message by name, or those that the run's events ask for, and sends what is in the outbox.
Sent send(Project& project, const SendRequest& request);

/// What is in the outbox, of one run where it is named.
std::vector<notify::Entry> outbox(Project& project, const std::optional<std::string>& run);

struct DecisionRequest {
  std::string id;
  std::string by = {};  // empty: whoever asks
  std::string reason = {};
  bool withdraw = false;
};
struct Decided {
  notify::Entry before;
  notify::Entry now;
  std::string by;
  bool done = false;  // false: somebody else had decided
};
/// Approves a message for people outside, or withdraws it.
Decided decide(Project& project, const DecisionRequest& request);

struct CalendarRequest {
  std::string runbook;
  Filling filling = {};
  std::optional<std::string> output = {};  // file
  bool cancel = false;
};
/// The window as a calendar file; written where `output` says, and recorded.
notify::Calendar calendar(Project& project, const CalendarRequest& request);

}  // namespace app
