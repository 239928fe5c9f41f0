// A calendar file for the window, with reminders at the times the runbook names.
#include "cli/commands/notify_common.h"
#include "journal/events/calendar_written.h"
#include "journal/typed.h"
#include "notify/calendar.h"

namespace cli {

namespace {

struct NotifyCalendarOptions {
  std::string file;
  FillOptions fill;
  std::optional<std::string> output;
  bool cancel = false;
};

}  // namespace

static int write_notify_calendar(Context& context, const NotifyCalendarOptions& options) {
  const auto sources = sources_for(context, options.file, options.fill);
  const auto window =
      notify::window_of(sources.events, sources.book, context.config().messages, given_by(options.fill));
  auto& journal = context.journal();
  const auto last =
      notify::last_issued(journal.read({.kind = std::string(journal::CalendarWritten::kind)}), sources.book.title);
  auto start = window.planned ? window.planned : window.start();
  auto duration = window.duration;
  if (options.cancel) {
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
  const auto calendar = notify::next_calendar(last, sources.book, *start, *start + duration, options.cancel,
                                              base::system_clock().now());
  const auto text = notify::to_ics(calendar);
  if (options.output) base::write_file(*options.output, text, 0644);
  journal.append(
      journal::in_run(sources.run, journal::event(journal::CalendarWritten{.title = sources.book.title,
                                                                           .uid = calendar.uid,
                                                                           .sequence = calendar.sequence,
                                                                           .start = calendar.start,
                                                                           .end = calendar.end,
                                                                           .cancelled = calendar.cancelled})));
  if (!options.output) {
    context.say(text);
  } else {
    context.say(fmt::format("{}: {} to {} UTC, {}, sequence {}{}\n", *options.output,
                            base::format_for_people(calendar.start).substr(0, 16),
                            base::format_for_people(calendar.end).substr(0, 16),
                            base::count_of(std::ssize(calendar.reminders), "reminder"), calendar.sequence,
                            calendar.cancelled ? ", cancelled" : ""));
  }
  base::Json json{{"uid", calendar.uid},
                  {"sequence", calendar.sequence},
                  {"start", base::format_instant(calendar.start)},
                  {"end", base::format_instant(calendar.end)},
                  {"cancelled", calendar.cancelled},
                  {"reminders", base::Json::array()},
                  {"calendar", text}};
  for (const auto& reminder : calendar.reminders)
    json["reminders"].push_back({{"before_ms", reminder.before.count()}, {"text", reminder.text}});
  context.answer(json);
  return Exit::done;
}

static std::function<int(Context&)> declare_notify_calendar(CLI::App& app) {
  auto options = std::make_shared<NotifyCalendarOptions>();
  app.add_option("RUNBOOK", options->file, "the runbook")->required();
  declare_filling(app, options->fill);
  app.add_option("-o,--output", options->output, "where to write it (default: standard output)")->type_name("FILE");
  app.add_flag("--cancel", options->cancel, "the window is off: cancels the file written before");
  return [options](Context& context) { return write_notify_calendar(context, *options); };
}

extern const Command notify_calendar{.summary = "a calendar file for the window, with the runbook's reminders",
                                     .declare = declare_notify_calendar};

}  // namespace cli
