// The dead-man: what `maintenance enter --dead-man` starts, and what a service manager can run in its place.
#include <fmt/format.h>

#include "app/maintenance.h"
#include "cli/command.h"

namespace cli {

static std::string_view words(maintenance::Guarded how) {
  switch (how) {
    case maintenance::Guarded::left:
      return "left maintenance mode";
    case maintenance::Guarded::left_by_others:
      return "maintenance mode has been left; nothing to watch any more";
    case maintenance::Guarded::gave_up:
      return "gave up: maintenance mode could not be left";
    case maintenance::Guarded::stopped:
      return "stopped; nobody watches over maintenance mode now";
  }
  return "";
}

static int run_maintenance_guard(Context& context, const std::string& id) {
  const auto how = app::guard_maintenance(context, id);
  context.say(fmt::format("{}\n", words(how)));
  context.answer({{"id", id}, {"outcome", words(how)}});
  if (how == maintenance::Guarded::stopped) return Exit::stopped;
  return how == maintenance::Guarded::gave_up ? Exit::does_not_hold : Exit::done;
}

extern const Command maintenance_guard{
    .summary = "watch a maintenance, and leave it when its run has died or its time is over",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto id = std::make_shared<std::string>();
      app.add_option("id", *id, "the maintenance, as 'maintenance status' shows it")->required()->type_name("ID");
      return [id](Context& context) { return run_maintenance_guard(context, *id); };
    }};

}  // namespace cli
