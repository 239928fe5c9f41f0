// The watch after a change: the same checks again, by a schedule, and only what has changed is told.
#include "check/watch.h"

#include <fmt/format.h>

#include "app/checks.h"
#include "app/times.h"
#include "base/error.h"
#include "base/text.h"
#include "check/table.h"
#include "cli/maintenance_words.h"

namespace cli {

namespace {

struct WatchOptions {
  std::string span = "15m";
  std::string every = "1m";
  std::string schedule;
  std::string since;
  std::string suite = "verify";
};

}  // namespace

static base::Instant since(Context& context, const WatchOptions& options) {
  return options.since.empty() ? base::system_clock().now() : app::time_given(context, options.since);
}

static void tell(Context& context, const std::vector<check::Change>& changes, std::size_t round,
                 std::size_t planned) {
  if (changes.empty()) return;
  context.say(
      fmt::format("{}, round {} of {}:\n", base::format_for_people(base::system_clock().now()), round, planned));
  for (const auto& change : changes) {
    context.say(fmt::format("  {}: {}{}: {}\n", change.check,
                            change.from ? fmt::format("{} → ", name(*change.from)) : "", name(change.to),
                            base::indent_following(change.evidence, 4)));
    if (!change.todo.empty() && change.to != check::Verdict::skip)
      context.say(fmt::format("    {}\n", base::indent_following(change.todo, 4)));
  }
}

// "nothing failed" would be half of the truth where nothing could be compared.
static std::string not_asked(const std::vector<check::Result>& last) {
  std::vector<std::string> names;
  for (const auto& result : last) {
    if (result.verdict == check::Verdict::skip) names.push_back(result.check);
  }
  return names.empty() ? "" : fmt::format("; not asked: {}", fmt::join(names, ", "));
}

static int run_watch(Context& context, const WatchOptions& options) {
  const auto schedule =
      options.schedule.empty()
          ? check::regular_schedule(span_of("--for", options.span).value_or(base::Milliseconds{0}),
                                    span_of("--every", options.every).value_or(base::Milliseconds{0}))
          : check::parse_schedule(options.schedule);
  const auto planned = schedule.size();
  context.progress(fmt::format("{}, the last after {}; only what changes is told\n",
                               base::count_of(std::ssize(schedule), "round"), base::format_span(schedule.back())));
  const auto watched = app::watch(context, {.suite = options.suite,
                                            .schedule = schedule,
                                            .from = since(context, options),
                                            .on_round = [&](const auto&, const auto& changes, std::size_t round) {
                                              tell(context, changes, round, planned);
                                            }});
  const auto failed = watched.failed.empty()
                          ? std::string("nothing failed")
                          : fmt::format("failed at some time: {}", fmt::join(watched.failed, ", "));
  if (watched.rounds > 0) {
    context.say(fmt::format("{} of {}; {}{}\n", watched.rounds, base::count_of(std::ssize(schedule), "round"), failed,
                            not_asked(watched.last)));
  }
  auto answer = check::to_json(options.suite, watched.last);
  answer["rounds"] = watched.rounds;
  answer["planned"] = planned;
  answer["failed"] = watched.failed;
  answer["stopped"] = watched.stopped;
  context.answer(answer);
  if (watched.stopped) return Exit::stopped;
  if (watched.rounds == 0)
    throw base::Error{base::Code::usage, "every round of the schedule is behind us: nothing was checked",
                      "Give a later --since, or run 'lockkeeper check verify' now."};
  return watched.failed.empty() ? Exit::done : Exit::does_not_hold;
}

extern const Command watch{
    .summary = "after a change: check again by a schedule, and tell what changes",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<WatchOptions>();
      app.add_option("--for", options->span, "how long (default 15m)")->type_name("SPAN");
      app.add_option("--every", options->every, "how often (default 1m)")->type_name("SPAN");
      app.add_option("--schedule", options->schedule, "when instead: T+15m,hourly x4,daily x7,T+24h")
          ->type_name("TIMES")
          ->excludes("--for")
          ->excludes("--every");
      app.add_option("--since", options->since, "what the times count from (default now); rounds behind are left out")
          ->type_name("TIME");
      app.add_option("--suite", options->suite, "verify (default) or health")
          ->check(CLI::IsMember({"verify", "health"}));
      return [options](Context& context) { return run_watch(context, *options); };
    }};

}  // namespace cli
