// What the pending migrations will do, before any of them runs.
#include "plan/plan.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/interrupt.h"
#include "cli/command.h"
#include "cli/graphviz.h"
#include "cli/judgement.h"
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
  std::string fail_on = "refused";
};

// What is planned, and against what.
struct Planning {
  const migration::Folder& folder;
  std::vector<const migration::Migration*> chosen;
  const pg::Catalog& catalog;
  const Ground& ground;
  std::optional<rates::Measured> measured = {};
  std::string judged_by;
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

// What `up` would refuse goes to the migration it is about, where none of its statements says it already.
static void add_refusals(plan::Plan& planned, const std::vector<migration::Finding>& refusals) {
  for (auto& one : planned.migrations) {
    for (const auto& finding : refusals) {
      if (finding.place.file != one.migration->up.shown) continue;
      const bool told = std::ranges::any_of(one.statements, [&](const auto& statement) {
        return statement.effects.fails && statement.line == finding.place.line;
      });
      if (!told) one.refusals.push_back(fmt::format("line {}: {}", finding.place.line, finding.message));
    }
  }
}

static int exit_for(const PlanOptions& options, const std::vector<migration::Finding>& refusals,
                    const std::vector<findings::Finding>& found) {
  if (options.fail_on == "never") return Exit::done;
  const auto least = options.fail_on == "refused" ? std::nullopt : findings::severity_named(options.fail_on);
  const bool fails =
      !refusals.empty() ||
      (least && std::ranges::any_of(found, [&](const auto& finding) { return finding.weight() >= *least; }));
  return fails ? Exit::does_not_hold : Exit::done;
}

static int answer(Context& context, const PlanOptions& options, const Planning& planning) {
  const auto judged = judge(context, planning.folder, planning.ground);
  refuse_known(in_the_way(judged, planning.folder, {}), judged);  // nothing can be said of such files
  const auto& catalog = planning.catalog;
  auto result = plan::build_plan(planning.chosen, catalog,
                                 planning.measured ? rates::to_rates(*planning.measured) : impact::Rates{});
  if (!context.config().up.analyze) {
    for (auto& one : result.migrations) one.analyzed.clear();
  }
  if (catalog.server_version != 0) result.speeds = rates::source(planning.measured);
  const auto refusals = in_the_way(judged, planning.folder, planning.chosen);
  add_refusals(result, refusals);
  const auto settings = review_wishes(context).settings;
  auto findings = review::review(planning.chosen, catalog, settings);
  std::set<std::string> files;
  for (const auto* migration : planning.chosen) files.insert(migration->up.shown);
  take_over(findings, judged, files, settings);
  const auto found = found_by_migration(result, findings);
  if (!options.html && !options.markdown) context.progress(not_taken(planning.folder));
  if (options.html) {
    context.say(page_of(planning.folder, result, findings, planning.judged_by));
  } else {
    if (!options.markdown) context.say(fmt::format("Plan for {}\n\n", planning.judged_by));
    context.say((options.markdown ? plan::to_markdown(result) : plan::to_text(result, context.common().verbose)) +
                findings_text(result, found, options.markdown));
  }
  auto json = plan::to_json(result);
  for (std::size_t at = 0; at < found.size(); ++at) json["migrations"][at]["findings"] = findings_json(found[at]);
  json["not_taken"] = planning.folder.ignored;
  context.answer(json);
  return exit_for(options, refusals, findings);
}

static int show_offline(Context& context, const PlanOptions& options, const migration::Folder& folder) {
  if (options.snapshot && !options.since)
    throw base::Error{base::Code::usage, "a snapshot does not say which migrations its database has",
                      "Name the last of them with --since; 'lockkeeper status' lists them."};
  const auto there = up_to(folder, options.since);
  Ground ground{.history = as_applied(there)};
  if (options.snapshot) {
    ground.live = pg::read_snapshot(*options.snapshot);
  } else {
    ground.schema = schema_after(there);
  }
  return answer(context, options,
                {.folder = folder,
                 .chosen = plan::choose_up(folder, ground.history, options.request),
                 .catalog = options.snapshot ? *ground.live : *ground.schema,
                 .ground = ground,
                 .judged_by = options.snapshot ? fmt::format("the snapshot {}", options.snapshot->string())
                                               : "the files alone"});
}

static int show_plan(Context& context, const PlanOptions& options) {
  base::end_when_interrupted(Exit::stopped);
  const auto folder = context.folder();
  if (options.graph) return show_graph(context, folder);
  if (options.offline || options.snapshot) return show_offline(context, options, folder);
  auto session = context.connect();
  const auto ground = ground_of(session, context.config().history_schema, folder);
  return answer(context, options,
                {.folder = folder,
                 .chosen = plan::choose_up(folder, ground.history, options.request),
                 .catalog = *ground.live,
                 .ground = ground,
                 .measured = measured_rates(context, session),
                 .judged_by = context.named(session)});
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
      app.add_option("--fail-on", options->fail_on,
                     "end with 1 where the server will refuse a statement (default), or a finding is so severe")
          ->check(CLI::IsMember({"refused", "error", "warning", "advice", "never"}));
      app.add_flag("--graph", options->graph, "who needs whom, of all migrations, for Graphviz; asks no database");
      return [options](Context& context) { return show_plan(context, *options); };
    }};

}  // namespace cli
