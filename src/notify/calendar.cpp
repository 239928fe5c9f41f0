#include "notify/calendar.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "journal/events/calendar_written.h"
#include "journal/typed.h"

namespace notify {

using base::Instant;
using base::Milliseconds;

// RFC 5545 3.1: lines longer than 75 octets are folded; a fold must not part a character.
static constexpr std::size_t longest_line = 75;

static void line(std::string& out, std::string_view text) {
  std::size_t room = longest_line;
  while (text.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && (static_cast<unsigned char>(text[cut]) & 0xc0U) == 0x80U) --cut;
    out += text.substr(0, cut);
    out += "\r\n ";
    text.remove_prefix(cut);
    room = longest_line - 1;  // the space counts
  }
  out += text;
  out += "\r\n";
}

// RFC 5545 3.3.11.
static std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    }
  }
  return out;
}

// "20261206T010000Z"
static std::string utc(Instant instant) {
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(instant - midnight));
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

// "-P7D", "-PT4H30M" (RFC 5545 3.3.6)
static std::string trigger(Milliseconds before) {
  const auto minutes = before.count() / 60'000;
  constexpr long long day = 24LL * 60;
  if (minutes % day == 0) return fmt::format("-P{}D", minutes / day);
  std::string out = minutes >= day ? fmt::format("-P{}DT", minutes / day) : "-PT";
  const auto rest = minutes % day;
  if (rest >= 60) out += fmt::format("{}H", rest / 60);
  if (rest % 60 != 0) out += fmt::format("{}M", rest % 60);
  return out;
}

std::string to_ics(const Calendar& calendar) {
  std::string out;
  line(out, "BEGIN:VCALENDAR");
  line(out, "VERSION:2.0");
  line(out, "PRODID:-//lockkeeper//maintenance window//EN");
  line(out, calendar.cancelled ? "METHOD:CANCEL" : "METHOD:PUBLISH");
  line(out, "BEGIN:VEVENT");
  line(out, "UID:" + calendar.uid);
  line(out, fmt::format("SEQUENCE:{}", calendar.sequence));
  line(out, "DTSTAMP:" + utc(calendar.stamp));
  line(out, "DTSTART:" + utc(calendar.start));
  line(out, "DTEND:" + utc(calendar.end));
  line(out, "SUMMARY:" + escaped(calendar.summary));
  if (!calendar.description.empty()) line(out, "DESCRIPTION:" + escaped(calendar.description));
  line(out, calendar.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  line(out, "TRANSP:OPAQUE");
  if (!calendar.cancelled) {
    for (const auto& reminder : calendar.reminders) {
      line(out, "BEGIN:VALARM");
      line(out, "ACTION:DISPLAY");
      line(out, "TRIGGER:" + trigger(reminder.before));
      line(out, "DESCRIPTION:" + escaped(reminder.text));
      line(out, "END:VALARM");
    }
  }
  line(out, "END:VEVENT");
  line(out, "END:VCALENDAR");
  return out;
}

std::vector<Reminder> reminders_of(const runbook::Runbook& runbook) {
  std::vector<Reminder> out;
  for (const auto& section : runbook.sections) {
    if (!section.own_time || !section.due || section.due->offset > Milliseconds{-60'000}) continue;
    const auto before = -section.due->offset;
    const bool known = std::ranges::find(out, before, &Reminder::before) != out.end();
    if (!known) out.push_back({.before = before, .text = fmt::format("{}: {}", runbook.title, section.title)});
  }
  std::ranges::stable_sort(out, std::greater<>{}, &Reminder::before);
  return out;
}

std::optional<Issued> last_issued(std::span<const journal::Event> events, const std::string& title) {
  std::optional<Issued> last;
  for (const auto& event : events) {
    const auto written = journal::as<journal::CalendarWritten>(event);
    if (!written || written->title != title || !written->start || !written->end) continue;
    last = Issued{.uid = written->uid,
                  .sequence = static_cast<int>(written->sequence),
                  .start = *written->start,
                  .end = *written->end,
                  .cancelled = written->cancelled};
  }
  return last;
}

Calendar next_calendar(const std::optional<Issued>& last, const runbook::Runbook& runbook, Instant start, Instant end,
                       bool cancel, Instant now) {
  Calendar calendar{
      .cancelled = cancel,
      .stamp = now,
      .start = start,
      .end = end,
      .summary = runbook.title,
      .description = fmt::format("Runbook: {}\nBegins {} UTC, planned to last {}.", runbook.file,
                                 base::format_for_people(start).substr(0, 16),
                                 base::format_span(std::chrono::duration_cast<Milliseconds>(end - start))),
      .reminders = reminders_of(runbook)};
  const bool same_window = last && !last->cancelled && (last->end > now || cancel);
  if (same_window) {
    calendar.uid = last->uid;
    const bool moved = last->start != start || last->end != end || cancel;
    calendar.sequence = last->sequence + (moved ? 1 : 0);
  } else {
    calendar.uid = base::sha256(runbook.title + "|" + utc(start) + "|" + utc(now)).substr(0, 32) + "@lockkeeper";
  }
  return calendar;
}

}  // namespace notify
