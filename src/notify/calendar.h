// A calendar file for the maintenance window. Pure. Source: RFC 5545.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "journal/event.h"
#include "runbook/runbook.h"

namespace notify {

/// Minutes before the window begins, and what is to be done then.
struct Reminder {
  base::Milliseconds before{0};
  std::string text;
};

struct Calendar {
  std::string uid = {};  // the same for the same window, however often it moves
  int sequence = 0;      // one more each time it moves
  bool cancelled = false;
  base::Instant stamp{};
  base::Instant start{};
  base::Instant end{};
  std::string summary = {};
  std::string description = {};
  std::vector<Reminder> reminders = {};
};

/// Lines end with CRLF and are folded at 75 bytes, between characters. Times are in UTC.
std::string to_ics(const Calendar& calendar);

/// The times before T-0 that the runbook's headings name, the earliest first, each once.
std::vector<Reminder> reminders_of(const runbook::Runbook& runbook);

/// What an earlier calendar file for this runbook was: `calendar.written` events hold uid, sequence, start, end.
struct Issued {
  std::string uid;
  int sequence = 0;
  base::Instant start{};
  base::Instant end{};
  bool cancelled = false;
};
/// The newest for `title`; nothing where there is none.
std::optional<Issued> last_issued(std::span<const journal::Event> events, const std::string& title);

/// What the next file is to say: the same window again keeps its number, a moved one gets the next, and one that is
/// over or cancelled is followed by a new one.
Calendar next_calendar(const std::optional<Issued>& last, const runbook::Runbook& runbook, base::Instant start,
                       base::Instant end, bool cancel, base::Instant now);

}  // namespace notify
