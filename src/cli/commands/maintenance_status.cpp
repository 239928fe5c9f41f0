// Whether maintenance mode is on, and whether journal and server say the same.
#include <fmt/format.h>

#include "app/maintenance.h"
#include "base/text.h"
#include "cli/maintenance_words.h"

namespace cli {

static void show_maintenance_status(Context& context, const maintenance::Status& status) {
  const auto& record = *status.record;
  context.say(fmt::format("maintenance mode is {} for {}\n", status.on ? "on" : "off", record.database));
  if (!status.on) {
    context.say(fmt::format("the last one began {} ({})\n", base::format_for_people(record.since), record.id));
    for (const auto& line : status.disagreements) context.say(line + "\n");
    return;
  }
  context.say(fmt::format("since {} by {} ({})\n", base::format_for_people(record.since), record.by, record.id));
  if (!record.reason.empty()) context.say(fmt::format("reason: {}\n", record.reason));
  if (record.until) context.say(fmt::format("until {}\n", base::format_for_people(*record.until)));
  context.say(fmt::format("fence: {}\n", fence_words(record)));
  context.say(status.guard_pid ? fmt::format("dead-man: process {}\n", *status.guard_pid) : "dead-man: none\n");
  if (!record.roles.empty()) context.say(fmt::format("sessions of the application: {}\n", status.sessions.size()));
  for (const auto& one : status.sessions)
    context.say(
        fmt::format("  {}{}\n", maintenance::describe(one), one.before_fence ? "; began before the fence" : ""));
  for (const auto& line : status.disagreements) context.say(line + "\n");
}

static int run_maintenance_status(Context& context) {
  const auto [database, status] = app::maintenance_status(context);
  if (!status.record) {
    context.say(fmt::format("maintenance mode is {} for {}, and the journal knows of none\n",
                            status.disagreements.empty() ? "off" : "not on by this journal", database));
    for (const auto& line : status.disagreements) context.say(line + "\n");
    context.answer({{"on", false}, {"maintenance", nullptr}, {"disagreements", status.disagreements}});
    return status.disagreements.empty() ? Exit::done : Exit::does_not_hold;
  }
  show_maintenance_status(context, status);
  context.answer({{"on", status.on},
                  {"maintenance", to_json(*status.record)},
                  {"guard_pid", status.guard_pid ? base::Json(*status.guard_pid) : base::Json()},
                  {"sessions", described(status.sessions)},
                  {"disagreements", status.disagreements}});
  return status.disagreements.empty() ? Exit::done : Exit::does_not_hold;
}

extern const Command maintenance_status{
    .summary = "whether maintenance mode is on, since when, and whether it holds",
    .repeats = {.database = true},
    .declare = [](CLI::App&) -> std::function<int(Context&)> { return run_maintenance_status; }};

}  // namespace cli
