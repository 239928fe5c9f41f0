// Applies the pending migrations.
#include "app/up.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "cli/applying.h"
#include "cli/command.h"

namespace cli {

namespace {

struct UpOptions {
  app::UpRequest request;
  bool dry_run = false;
  bool no_analyze = false;
  LockOptions lock;
};

}  // namespace

static base::Json to_json(const std::vector<std::pair<std::string, std::string>>& not_done) {
  base::Json json = base::Json::array();
  for (const auto& [table, why] : not_done) json.push_back({{"table", table}, {"why", why}});
  return json;
}

static int carry_out_up(Context& context, const app::UpRequest& request) {
  const auto applied = app::up(context, request);
  const auto& result = applied.result;
  context.say(result.applied.empty()
                  ? (applied.nothing_there
                         ? fmt::format("nothing to apply: there is no migration in {}\n", applied.folder)
                         : "nothing to apply\n")
                  : fmt::format("{} applied in {}\n", base::count_of(std::ssize(result.applied), "migration"),
                                base::format_span(applied.took)));
  if (!result.by_others.empty()) {
    context.say(fmt::format("{} applied by another run in the meantime\n",
                            base::count_of(std::ssize(result.by_others), "migration")));
  }
  if (!result.held.empty()) {
    context.say(fmt::format(
        "{} until {} released: {}. Release with 'lockkeeper up --through {}' once no running code "
        "needs what goes\n",
        base::count_of(std::ssize(result.held), "contraction waits", "contractions wait"),
        result.held.size() == 1 ? "it is" : "they are", fmt::join(result.held, ", "), result.held.back()));
  }
  context.answer({{"applied", result.applied},
                  {"waiting_for_release", result.held},
                  {"applied_by_others", result.by_others},
                  {"analyzed", result.analyzed.tables},
                  {"not_analyzed", to_json(result.analyzed.not_done)},
                  {"run", applied.run},
                  {"duration_ms", applied.took.count()}});
  return Exit::done;
}

static int run_up(Context& context, UpOptions options) {
  options.request.waiting = waiting_of(context, options.lock);
  options.request.analyze = !options.no_analyze;
  if (!options.dry_run) return carry_out_up(context, options.request);
  return report_tried(context, app::try_up(context, options.request), "applied");
}

extern const Command up{
    .summary = "apply the pending migrations",
    .repeats = {.database = true, .migrations = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<UpOptions>();
      app.add_option("--target", options->request.choice.target, "the last one to apply")->type_name("NAME");
      app.add_option("--through", options->request.choice.through,
                     "as --target, and contractions up to it are released")
          ->type_name("NAME");
      app.add_option("--steps", options->request.choice.steps, "apply at most so many")->type_name("N");
      app.add_flag("--allow-out-of-order", options->request.choice.allow_out_of_order,
                   "also those that come before applied ones");
      app.add_option("--despite", options->request.despite,
                     "apply this one although it is known to fail; is recorded")
          ->type_name("NAME")
          ->allow_extra_args(false);
      app.add_flag("--dry-run", options->dry_run, "run them in a transaction that is rolled back");
      app.add_flag("--no-analyze", options->no_analyze, "leave stale statistics to autovacuum");
      declare_lock_options(app, options->lock, true);
      return [options](Context& context) { return run_up(context, *options); };
    }};

}  // namespace cli
