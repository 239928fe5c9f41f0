// What the pending migrations will do, before any of them runs.
#include "plan/plan.h"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "apply/history.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "cli/command.h"
#include "cli/graphviz.h"
#include "cli/measured_rates.h"
#include "cli/offline.h"
#include "cli/plan_findings.h"
#include "cli/review_settings.h"
#include "pg/catalog.h"
#include "pg/snapshot.h"
#include "plan/graph.h"
#include "report/plan_page.h"

namespace cli {

namespace {

struct PlanOptions {
  plan::UpRequest request;
  std::optional<std::filesystem::path> snapshot;
  std::optional<std::string> since;
  bool offline = false;
  bool markdown = false;
  bool html = false;
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

// Nobody reads a drawing of more boxes than this.
static constexpr std::size_t most_drawn = 120;

static std::string page_of(const migration::Folder& folder, const plan::Plan& planned,
                           const std::vector<findings::Finding>& findings, const std::string& judged_by) {
  std::vector<const migration::Migration*> all;
  for (const auto& migration : folder.migrations) all.push_back(&migration);
  std::vector<std::string> names;
  for (const auto& one : planned.migrations) names.push_back(one.migration->name);
  report::PlanPage page{.plan = planned, .findings = findings, .judged_by = judged_by};
  page.graph = plan::around(plan::dependencies(all), names);
  for (std::size_t at = 0; at < page.graph.names.size(); ++at) {
    const auto planned_one = std::find(names.begin(), names.end(), page.graph.names[at]);
    page.graph.numbers[at] = planned_one == names.end() ? 0 : static_cast<int>(planned_one - names.begin()) + 1;
  }
  if (!page.graph.needs.empty() && page.graph.names.size() <= most_drawn)
    page.picture = picture_of(plan::to_dot(page.graph, false)).value_or("");
  return report::plan_page(page);
}

static int answer(Context& context, const PlanOptions& options, const migration::Folder& folder,
                  const std::vector<const migration::Migration*>& chosen, const pg::Catalog& catalog,
                  const std::optional<rates::Measured>& measured, const std::string& judged_by) {
  auto result = plan::build_plan(chosen, catalog, measured ? rates::to_rates(*measured) : impact::Rates{});
  if (catalog.server_version != 0) result.speeds = rates::source(measured);
  const auto findings = review::review(chosen, catalog, review_wishes(context).settings);
  const auto found = found_by_migration(result, findings);
  if (options.html) {
    context.say(page_of(folder, result, findings, judged_by));
  } else {
    if (!options.markdown) context.say(fmt::format("Plan for {}\n\n", judged_by));
    context.say((options.markdown ? plan::to_markdown(result) : plan::to_text(result, context.common().verbose)) +
                findings_text(result, found, options.markdown));
  }
  auto json = plan::to_json(result);
  for (std::size_t at = 0; at < found.size(); ++at) json["migrations"][at]["findings"] = findings_json(found[at]);
  context.answer(json);
  return Exit::done;
}

static int show_offline(Context& context, const PlanOptions& options, const migration::Folder& folder) {
  if (options.snapshot && !options.since)
    throw base::Error{base::Code::usage, "a snapshot does not say which migrations its database has",
                      "Name the last of them with --since; 'lockkeeper status' lists them."};
  const auto there = up_to(folder, options.since);
  const auto chosen = plan::choose_up(folder, as_applied(there), options.request);
  return answer(context, options, folder, chosen,
                options.snapshot ? pg::read_snapshot(*options.snapshot) : schema_after(there), {},
                options.snapshot ? fmt::format("the snapshot {}", options.snapshot->string()) : "the files alone");
}

static int show_plan(Context& context, const PlanOptions& options) {
  base::end_when_interrupted(Exit::stopped);
  const auto folder = context.folder();
  if (options.graph) return show_graph(context, folder);
  if (options.offline || options.snapshot) return show_offline(context, options, folder);
  auto session = context.connect();
  const auto history = apply::settled(apply::load_attempts(session, context.config().history_schema, &folder));
  const auto chosen = plan::choose_up(folder, history, options.request);
  const auto measured = measured_rates(context, session);
  return answer(context, options, folder, chosen, pg::load_catalog(session), measured, context.named(session));
}

extern const Command plan{
    .summary = "what the pending migrations will do: locks, rewrites, losses, time, risk",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<PlanOptions>();
      app.add_option("--target", options->request.target, "the last one to look at")->type_name("NAME");
      app.add_option("--through", options->request.through, "as --target, contractions up to it included")
          ->type_name("NAME");
      app.add_option("--steps", options->request.steps, "look at the next N only")->type_name("N");
      app.add_flag("--allow-out-of-order", options->request.allow_out_of_order,
                   "also those that come before applied ones");
      auto* snapshot = app.add_option("--snapshot", options->snapshot, "judge against this snapshot; with --since");
      snapshot->type_name("FILE");
      auto* offline =
          app.add_flag("--offline", options->offline, "judge against what the migrations themselves make");
      offline->excludes(snapshot);
      app.add_option("--since", options->since, "with these two: the last migration that is there already")
          ->type_name("NAME");
      auto* markdown = app.add_flag("--markdown", options->markdown, "as Markdown");
      app.add_flag("--html", options->html, "as a page with a drawing of who needs whom")->excludes(markdown);
      app.add_flag("--graph", options->graph, "who needs whom, of all migrations, for Graphviz; asks no database");
      return [options](Context& context) { return show_plan(context, *options); };
    }};

}  // namespace cli
