// Applies the pending migrations.
#include "apply/up.h"

#include <chrono>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/applying.h"
#include "cli/command.h"

namespace cli {

namespace {

struct UpOptions {
  plan::UpRequest request;
  bool dry_run = false;
  LockOptions lock;
};

}  // namespace

using Migrations = std::vector<const migration::Migration*>;

static std::string database_name(Context& context) {
  return context.connect().database();
}

static bool agreed_up(Context& context, const Migrations& migrations) {
  context.progress(fmt::format("{} to apply:\n", base::count_of(std::ssize(migrations), "migration")));
  for (const auto* migration : migrations) {
    const auto& about = migration->header.description;
    context.progress(fmt::format("  {}{}\n", migration->name, about.empty() ? "" : "  " + base::shorten(about, 60)));
  }
  if (context.common().yes) return true;
  const auto database = database_name(context);
  return context.confirm(fmt::format("Apply {} to {}?", migrations.size() == 1 ? "it" : "them", database), database);
}

static int carry_out_up(Context& context, const UpOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const auto running = run_for(context, options.lock);
  const auto folder = context.folder();
  const auto result =
      apply::up(running, folder, {.request = options.request, .confirm = [&](const Migrations& migrations) {
                                    return agreed_up(context, migrations);
                                  }});
  if (result.declined) throw base::Error{base::Code::stopped, "nothing was applied, as you said"};
  const auto took = std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - start);
  context.say(result.applied.empty()
                  ? "nothing to apply\n"
                  : fmt::format("{} applied in {}\n", base::count_of(std::ssize(result.applied), "migration"),
                                base::format_span(took)));
  if (!result.by_others.empty()) {
    context.say(fmt::format("{} applied by another run in the meantime\n",
                            base::count_of(std::ssize(result.by_others), "migration")));
  }
  context.answer({{"applied", result.applied},
                  {"applied_by_others", result.by_others},
                  {"run", running.id},
                  {"duration_ms", took.count()}});
  return Exit::done;
}

static int run_up(Context& context, const UpOptions& options) {
  if (!options.dry_run) return carry_out_up(context, options);
  return report_tried(context, apply::dry_run(run_for(context, options.lock), context.folder(), options.request),
                      "applied");
}

extern const Command up{
    .summary = "apply the pending migrations", .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<UpOptions>();
      app.add_option("--target", options->request.target, "the last one to apply")->type_name("NAME");
      app.add_option("--steps", options->request.steps, "apply at most so many")->type_name("N");
      app.add_flag("--allow-out-of-order", options->request.allow_out_of_order,
                   "also those that come before applied ones");
      app.add_flag("--dry-run", options->dry_run, "run them in a transaction that is rolled back");
      declare_lock_options(app, options->lock, true);
      return [options](Context& context) { return run_up(context, *options); };
    }};

}  // namespace cli
