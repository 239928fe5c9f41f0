// What the pending migrations will do, before any of them runs.
#include "plan/plan.h"

#include <iostream>

#include "apply/history.h"
#include "cli/command.h"
#include "cli/measured_rates.h"
#include "pg/catalog.h"
#include "plan/graph.h"

namespace cli {

namespace {

struct Options {
  plan::UpRequest request;
  bool markdown = false;
  bool graph = false;
};

}  // namespace

// Needs no database: who makes and who uses what stands in the files.
static int show_graph(Context& context, const migration::Folder& folder) {
  std::vector<const migration::Migration*> all;
  for (const auto& migration : folder.migrations) all.push_back(&migration);
  const auto graph = plan::dependencies(all);
  context.say(plan::to_dot(graph));
  context.answer(plan::to_json(graph));
  return Exit::done;
}

static int show(Context& context, const Options& options) {
  const auto folder = context.folder();
  if (options.graph) return show_graph(context, folder);
  auto session = context.connect();
  const auto history = apply::settled(apply::load_attempts(session, context.config().history_schema, &folder));
  const auto chosen = plan::choose_up(folder, history, options.request);
  const auto measured = measured_rates(context, session);
  auto result =
      plan::build_plan(chosen, pg::load_catalog(session), measured ? rates::to_rates(*measured) : impact::Rates{});
  result.speeds = rates::source(measured);
  context.say(options.markdown ? plan::to_markdown(result) : plan::to_text(result, context.common().verbose));
  context.answer(plan::to_json(result));
  return Exit::done;
}

extern const Command plan{
    .summary = "what the pending migrations will do: locks, rewrites, losses, time, risk",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<Options>();
      app.add_option("--target", options->request.target, "the last one to look at")->type_name("NAME");
      app.add_option("--steps", options->request.steps, "look at the next N only")->type_name("N");
      app.add_flag("--allow-out-of-order", options->request.allow_out_of_order,
                   "also those that come before applied ones");
      app.add_flag("--markdown", options->markdown, "as Markdown");
      app.add_flag("--graph", options->graph, "who needs whom, of all migrations, for Graphviz; asks no database");
      return [options](Context& context) { return show(context, *options); };
    }};

}  // namespace cli
