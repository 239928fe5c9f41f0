// Tells the history what a person knows of a migration.
#include "app/record.h"
#include "base/error.h"
#include "cli/applying.h"
#include "cli/command.h"

namespace cli {

namespace {

struct ResolveOptions {
  std::string name;
  std::optional<std::string> applied;
  std::optional<std::string> rolled_back;
  std::optional<int> statements_done;
  bool force = false;
  std::string because;
  LockOptions lock;
};

}  // namespace

static apply::ResolveRequest request_of(const ResolveOptions& options) {
  const int claims = (options.applied ? 1 : 0) + (options.rolled_back ? 1 : 0) + (options.statements_done ? 1 : 0);
  if (claims != 1) {
    throw base::Error{base::Code::usage,
                      "say one thing: --applied NAME, --rolled-back NAME, or NAME --statements-done N",
                      "Run 'lockkeeper help resolve' to see what each records."};
  }
  apply::ResolveRequest request{.force = options.force, .because = options.because};
  if (options.applied) {
    request.name = *options.applied;
    return request;
  }
  if (options.rolled_back) {
    request.claim = apply::Claim::rolled_back;
    request.name = *options.rolled_back;
    return request;
  }
  if (options.name.empty())
    throw base::Error{base::Code::usage, "--statements-done needs the migration's name before it"};
  request.claim = apply::Claim::statements_done;
  request.name = options.name;
  request.statements_done = *options.statements_done;
  return request;
}

static int record_resolve(Context& context, const ResolveOptions& options) {
  const auto recorded = app::resolve(context, request_of(options), waiting_of(context, options.lock));
  context.say(recorded + "\n");
  context.answer({{"recorded", recorded}});
  return Exit::done;
}

extern const Command resolve{
    .summary = "say what became of a failed or interrupted migration",
    .repeats = {.database = true, .migrations = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<ResolveOptions>();
      app.add_option("name", options->name, "the migration, with --statements-done")->type_name("NAME");
      app.add_option("--applied", options->applied, "it is applied")->type_name("NAME");
      app.add_option("--rolled-back", options->rolled_back, "nothing of it is left; it is pending again")
          ->type_name("NAME");
      app.add_option("--statements-done", options->statements_done, "so many of its statements took effect")
          ->type_name("N");
      app.add_flag("--force", options->force, "also where the catalog says otherwise");
      app.add_option("--because", options->because, "what you saw, where the catalog cannot tell; goes on record")
          ->type_name("TEXT");
      declare_lock_options(app, options->lock, false);
      return [options](Context& context) { return record_resolve(context, *options); };
    }};

}  // namespace cli
