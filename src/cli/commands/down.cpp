// Undoes applied migrations, newest first.
#include "apply/down.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/applying.h"
#include "cli/command.h"
#include "cli/judgement.h"
#include "cli/undo_losses.h"

namespace cli {

namespace {

struct DownOptions {
  plan::DownRequest request;
  bool dry_run = false;
  LockOptions lock;
};

}  // namespace

static bool agreed_down(Context& context, const std::vector<plan::Undo>& undos) {
  context.progress(fmt::format("{} to undo, newest first:\n", base::count_of(std::ssize(undos), "migration")));
  for (const auto& undo : undos) context.progress(fmt::format("  {}  ({})\n", undo.applied.name, undo.source));
  auto session = context.connect();
  for (const auto& loss : losses_of(session, undos)) context.progress(fmt::format("  lost with that: {}\n", loss));
  if (context.common().yes) return true;
  const auto database = session.database();
  return context.confirm(
      fmt::format("Undo {} in {}? What they hold is lost.", undos.size() == 1 ? "it" : "them", database), database);
}

static int carry_out_down(Context& context, const DownOptions& options) {
  const auto run = run_for(context, options.lock);
  const auto folder = context.folder();
  context.progress(not_taken(folder));
  const auto result =
      apply::down(run, folder, {.request = options.request, .confirm = [&](const std::vector<plan::Undo>& undos) {
                                  return agreed_down(context, undos);
                                }});
  if (result.declined) throw base::Error{base::Code::stopped, "nothing was undone, as you said"};
  context.say(result.undone.empty()
                  ? "nothing to undo\n"
                  : fmt::format("{} undone\n", base::count_of(std::ssize(result.undone), "migration")));
  context.answer({{"undone", result.undone}, {"run", run.id}});
  return Exit::done;
}

static int run_down(Context& context, const DownOptions& options) {
  if (!options.dry_run) return carry_out_down(context, options);
  return report_tried(context, apply::dry_run_down(run_for(context, options.lock), context.folder(), options.request),
                      "undone");
}

extern const Command down{
    .summary = "undo applied migrations, newest first", .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<DownOptions>();
      auto* target =
          app.add_option("--target", options->request.target, "stays applied; everything after it is undone")
              ->type_name("NAME");
      auto* steps = app.add_option("--steps", options->request.steps, "undo so many (default 1)")->type_name("N");
      auto* all = app.add_flag("--all", options->request.all, "undo everything");
      target->excludes(steps)->excludes(all);
      steps->excludes(all);
      app.add_flag("--force", options->request.force,
                   "also where the file changed since, or the undo changes nothing");
      app.add_flag("--dry-run", options->dry_run, "run them in a transaction that is rolled back");
      declare_lock_options(app, options->lock, true);
      return [options](Context& context) { return run_down(context, *options); };
    }};

}  // namespace cli
