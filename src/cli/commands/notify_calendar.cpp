// A calendar file for the window, with reminders at the times the runbook names.
#include "cli/commands/notify_common.h"

namespace cli {

namespace {

struct NotifyCalendarOptions {
  app::CalendarRequest request;
  FillOptions fill;
};

}  // namespace

static int write_notify_calendar(Context& context, NotifyCalendarOptions options) {
  options.request.filling = filling_by(options.fill);
  const auto calendar = app::calendar(context, options.request);
  const auto text = notify::to_ics(calendar);
  if (!options.request.output) {
    context.say(text);
  } else {
    context.say(fmt::format("{}: {} to {} UTC, {}, sequence {}{}\n", *options.request.output,
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
  app.add_option("RUNBOOK", options->request.runbook, "the runbook")->required();
  declare_filling(app, options->fill);
  app.add_option("-o,--output", options->request.output, "where to write it (default: standard output)")
      ->type_name("FILE");
  app.add_flag("--cancel", options->request.cancel, "the window is off: cancels the file written before");
  return [options](Context& context) { return write_notify_calendar(context, *options); };
}

extern const Command notify_calendar{.summary = "a calendar file for the window, with the runbook's reminders",
                                     .declare = declare_notify_calendar};

}  // namespace cli
