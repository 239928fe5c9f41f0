// What the pending migrations will do, before any of them runs.
#include "app/plan.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/not_taken.h"
#include "base/interrupt.h"
#include "cli/command.h"
#include "cli/graphviz.h"
#include "cli/plan_findings.h"
#include "report/plan_page.h"

namespace cli {

namespace {

struct PlanOptions {
  app::PlanRequest request;
  bool markdown = false;
  bool html = false;
  bool graph = false;
  std::string fail_on = "refused";
};

}  // namespace

static int show_graph(Context& context) {
  const auto graph = app::dependencies(context);
  context.say(plan::to_dot(graph));
  context.answer(plan::to_json(graph));
  return Exit::done;
}

// Nobody reads a drawing of more boxes than this.
static constexpr std::size_t most_drawn = 120;

static std::string page_of(const app::Planned& planned) {
  report::PlanPage page{.plan = planned.plan,
                        .findings = planned.findings,
                        .graph = app::dependencies(planned),
                        .judged_by = planned.judged_by};
  if (!page.graph.needs.empty() && page.graph.names.size() <= most_drawn)
    page.picture = picture_of(plan::to_dot(page.graph, false)).value_or("");
  return report::plan_page(page);
}

static int exit_for(const PlanOptions& options, const app::Planned& planned) {
  if (options.fail_on == "never") return Exit::done;
  const auto least = options.fail_on == "refused" ? std::nullopt : findings::severity_named(options.fail_on);
  const bool fails = !planned.refusals.empty() ||
                     (least && std::ranges::any_of(planned.findings,
                                                   [&](const auto& finding) { return finding.weight() >= *least; }));
  return fails ? Exit::does_not_hold : Exit::done;
}

static int show_plan(Context& context, const PlanOptions& options) {
  base::end_when_interrupted(Exit::stopped);
  if (options.graph) return show_graph(context);
  const auto planned = app::plan(context, options.request);
  const auto found = found_by_migration(planned.plan, planned.findings);
  if (options.html) {
    context.say(page_of(planned));
  } else {
    if (!options.markdown) context.progress(app::not_taken(planned.folder));
    if (!options.markdown) context.say(fmt::format("Plan for {}\n\n", planned.judged_by));
    context.say(
        (options.markdown ? plan::to_markdown(planned.plan) : plan::to_text(planned.plan, context.common().verbose)) +
        findings_text(planned.plan, found, options.markdown));
  }
  auto json = plan::to_json(planned.plan);
  for (std::size_t at = 0; at < found.size(); ++at) json["migrations"][at]["findings"] = findings_json(found[at]);
  json["not_taken"] = planned.folder.ignored;
  context.answer(json);
  return exit_for(options, planned);
}

extern const Command plan{
    .summary = "what the pending migrations will do: locks, rewrites, losses, time, risk",
    .repeats = {.database = true, .migrations = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<PlanOptions>();
      app.add_option("--target", options->request.choice.target, "the last one to look at")->type_name("NAME");
      app.add_option("--through", options->request.choice.through, "as --target, contractions up to it included")
          ->type_name("NAME");
      app.add_option("--steps", options->request.choice.steps, "look at the next N only")->type_name("N");
      app.add_flag("--allow-out-of-order", options->request.choice.allow_out_of_order,
                   "also those that come before applied ones");
      auto* snapshot =
          app.add_option("--snapshot", options->request.snapshot, "judge against this snapshot; with --since");
      snapshot->type_name("FILE");
      auto* offline =
          app.add_flag("--offline", options->request.offline, "judge against what the migrations themselves make");
      offline->excludes(snapshot);
      app.add_option("--since", options->request.since, "with these two: the last migration that is there already")
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
