// What the journal holds, one line per event.
#include "app/history.h"

#include <iostream>

#include <fmt/format.h>

#include "base/printable.h"
#include "base/text.h"
#include "cli/command.h"
#include "journal/summary.h"

namespace cli {

static std::string line(const journal::Event& event) {
  return fmt::format("{}  {}  {}  {}\n", base::format_for_people(event.time),
                     base::pad_right(event.run.empty() ? "-" : event.run, 20), base::pad_right(event.kind, 17),
                     journal::summary(event));
}

// Until Ctrl-C. With --json one object per line, because an array would never end.
static void follow(Context& context, const app::HistoryRequest& request, long long after) {
  app::follow(context, request, after, [&](const journal::Event& event) {
    context.say(line(event));
    if (!context.common().json) return;
    const auto json = journal::to_json(event).dump(-1, ' ', false, base::Json::error_handler_t::replace);
    std::cout << base::printable(json) << std::endl;
  });
}

static int show_history(Context& context, const app::HistoryRequest& request) {
  const auto events = app::history(context, request);
  if (request.follow && context.common().json) {
    follow(context, request, events.empty() || request.last == 0 ? 0 : events.front().seq - 1);
    return Exit::done;
  }
  base::Json list = base::Json::array();
  for (const auto& event : events) {
    context.say(line(event));
    if (context.common().json) list.push_back(journal::to_json(event));
  }
  context.answer(list);
  if (request.follow) follow(context, request, events.empty() ? 0 : events.back().seq);
  return Exit::done;
}

extern const Command history{
    .summary = "show what happened, one line per event",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<app::HistoryRequest>();
      app.add_option("--run", options->run, "only this run")->type_name("RUN");
      app.add_option("--kind", options->kind, "only this kind (step.finished) or family (step)")->type_name("KIND");
      app.add_option("--last", options->last, "only the newest N")->type_name("N");
      app.add_flag("-f,--follow", options->follow, "go on with new events until Ctrl-C");
      return [options](Context& context) { return show_history(context, *options); };
    }};

}  // namespace cli
