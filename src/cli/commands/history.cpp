// What the journal holds, one line per event.
#include <iostream>

#include <fmt/format.h>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/printable.h"
#include "base/text.h"
#include "cli/which_run.h"
#include "journal/summary.h"

namespace cli {

namespace {

struct HistoryOptions {
  std::string run;
  std::string kind;
  std::size_t last = 0;
  bool follow = false;
};

}  // namespace

// "step" is short for "step."; only `note` is a whole kind without a dot.
static std::optional<std::string> kind_filter(const std::string& kind) {
  if (kind.empty()) return std::nullopt;
  return kind == "note" || kind.find('.') != std::string::npos ? kind : kind + ".";
}

static bool fits(const journal::Filter& filter, const journal::Event& event) {
  if (filter.run && event.run != *filter.run) return false;
  if (!filter.kind) return true;
  return filter.kind->ends_with('.') ? event.kind.starts_with(*filter.kind) : event.kind == *filter.kind;
}

static std::string line(const journal::Event& event) {
  return fmt::format("{}  {}  {}  {}\n", base::format_for_people(event.time),
                     base::pad_right(event.run.empty() ? "-" : event.run, 20), base::pad_right(event.kind, 17),
                     journal::summary(event));
}

// Until Ctrl-C. With --json one object per line, because an array would never end.
static void follow(Context& context, const journal::Filter& filter, long long after) {
  context.journal().follow(
      after,
      [&](const journal::Event& event) {
        if (!fits(filter, event)) return true;
        context.say(line(event));
        if (context.common().json) {
          const auto json = journal::to_json(event).dump(-1, ' ', false, base::Json::error_handler_t::replace);
          std::cout << base::printable(json) << std::endl;
        }
        return true;
      },
      base::interrupted());
}

static int show_history(Context& context, const HistoryOptions& options) {
  if (!options.follow && !std::filesystem::exists(context.journal_file())) {
    throw base::Error{
        base::Code::journal, fmt::format("there is no journal at {} yet", context.journal_file().string()),
        "Run this where lockkeeper.toml lies, or name it with --config; the first run makes the journal."};
  }
  journal::Filter filter{.run = options.run.empty() ? std::nullopt : std::optional(run_meant(context, options.run)),
                         .kind = kind_filter(options.kind),
                         .at_most = options.last};
  const auto events = context.journal().read(filter);
  if (options.follow && context.common().json) {
    follow(context, filter, events.empty() || options.last == 0 ? 0 : events.front().seq - 1);
    return Exit::done;
  }
  base::Json list = base::Json::array();
  for (const auto& event : events) {
    context.say(line(event));
    if (context.common().json) list.push_back(journal::to_json(event));
  }
  context.answer(list);
  if (options.follow) follow(context, filter, events.empty() ? 0 : events.back().seq);
  return Exit::done;
}

extern const Command history{
    .summary = "show what happened, one line per event",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<HistoryOptions>();
      app.add_option("--run", options->run, "only this run")->type_name("RUN");
      app.add_option("--kind", options->kind, "only this kind (step.finished) or family (step)")->type_name("KIND");
      app.add_option("--last", options->last, "only the newest N")->type_name("N");
      app.add_flag("-f,--follow", options->follow, "go on with new events until Ctrl-C");
      return [options](Context& context) { return show_history(context, *options); };
    }};

}  // namespace cli
