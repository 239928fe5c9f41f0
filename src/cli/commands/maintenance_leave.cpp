// Lets the application in again, as it was.
#include <fmt/format.h>

#include "app/maintenance.h"
#include "cli/maintenance_words.h"

namespace cli {

// Exit code 1: "nothing to leave" must not be taken for "the application is let in".
static int nothing_to_leave(Context& context, const std::string& database, const maintenance::Left& left) {
  context.say(fmt::format("maintenance mode is not on for {}; nothing to leave\n", database));
  auto maybe = base::Json::array();
  for (const auto& record : left.maybe) {
    context.say(fmt::format("but it is on for {} at {} ({}), which may be the same by another address\n",
                            record.database, record.server, record.id));
    maybe.push_back(to_json(record));
  }
  if (!left.maybe.empty()) context.say("Connect by that address to leave it.\n");
  context.answer({{"left", false},
                  {"restored", base::Json::array()},
                  {"differences", base::Json::array()},
                  {"maybe", std::move(maybe)}});
  return left.maybe.empty() ? Exit::done : Exit::does_not_hold;
}

static int run_maintenance_leave(Context& context, bool force) {
  const auto [database, left] = app::leave_maintenance(context, force);
  if (!left.record) return nothing_to_leave(context, database, left);
  const auto lasted = std::max(base::Milliseconds(0), base::system_clock().now() - left.record->since);
  context.say(fmt::format("maintenance mode is off for {} after {}\n", database, base::format_span(lasted)));
  for (const auto& line : left.restored) context.say(fmt::format("  {}\n", line));
  if (!left.unrecorded.empty()) {
    context.say(fmt::format("not recorded: {}\n", left.unrecorded));
    context.say("Make room, then run 'lockkeeper maintenance leave' again, so that the journal knows of it.\n");
  }
  if (left.differences.empty()) {
    if (left.record->fence != maintenance::Fence::none) context.say("everything is as it was before\n");
  } else {
    context.say("not as it was before, since somebody else changed it meanwhile:\n");
    for (const auto& line : left.differences) context.say(fmt::format("  {}\n", line));
    context.say(
        "Look whether that was meant; what the state was before stands in the journal (maintenance.entered).\n");
  }
  context.answer({{"left", true},
                  {"id", left.record->id},
                  {"lasted_ms", lasted.count()},
                  {"restored", left.restored},
                  {"recorded", left.unrecorded.empty()},
                  {"differences", left.differences}});
  return left.differences.empty() ? Exit::done : Exit::does_not_hold;
}

extern const Command maintenance_leave{
    .summary = "let the application in again, everything as it was before",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto force = std::make_shared<bool>(false);
      app.add_flag("--force", *force, "restore the state before also where somebody else changed it meanwhile");
      return [force](Context& context) { return run_maintenance_leave(context, *force); };
    }};

}  // namespace cli
