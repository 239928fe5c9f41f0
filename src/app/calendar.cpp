// The window as a calendar file.
#include <fmt/format.h>

#include "app/messages.h"
#include "base/error.h"
#include "base/files.h"
#include "journal/events/calendar_written.h"
#include "journal/typed.h"

namespace app {

notify::Calendar calendar(Project& project, const CalendarRequest& request) {
  const auto sources = sources_for(project, request.runbook, request.filling);
  const auto window =
      notify::window_of(sources.events, sources.book, project.config().messages, request.filling.given);
  auto& journal = project.journal();
  const auto last =
      notify::last_issued(journal.read({.kind = std::string(journal::CalendarWritten::kind)}), sources.book.title);
  auto start = window.planned ? window.planned : window.start();
  auto duration = window.duration;
  if (request.cancel) {
    if (!last || last->cancelled) {
      throw base::Error{base::Code::usage, "there is no calendar file to cancel",
                        "Only what was written from here with this journal can be cancelled."};
    }
    start = last->start;
    duration = std::chrono::duration_cast<base::Milliseconds>(last->end - last->start);
  }
  if (!start) {
    throw base::Error{base::Code::usage, "nobody has said when the window begins",
                      "Give T-0: --at 2026-12-06T02:00+01:00."};
  }
  if (duration <= base::Milliseconds{0}) {
    throw base::Error{base::Code::usage, "nobody has said how long the window is",
                      "Give --duration 2h, or 'duration' under [messages] in lockkeeper.toml."};
  }
  auto calendar = notify::next_calendar(last, sources.book, *start, *start + duration, request.cancel,
                                        base::system_clock().now());
  if (request.output) base::write_file(*request.output, notify::to_ics(calendar), 0644);
  journal.append(
      journal::in_run(sources.run, journal::event(journal::CalendarWritten{.title = sources.book.title,
                                                                           .uid = calendar.uid,
                                                                           .sequence = calendar.sequence,
                                                                           .start = calendar.start,
                                                                           .end = calendar.end,
                                                                           .cancelled = calendar.cancelled})));
  return calendar;
}

}  // namespace app
