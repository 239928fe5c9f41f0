#include "app/plan.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/judgement.h"
#include "app/measured_rates.h"
#include "app/offline.h"
#include "app/review_settings.h"
#include "base/error.h"
#include "pg/catalog.h"
#include "pg/snapshot.h"

namespace app {

namespace {

// What the files are planned against.
struct PlanContext {
  Ground ground;
  std::optional<rates::Measured> measured = {};
  std::string judged_by;
  [[nodiscard]] const pg::Catalog& catalog() const { return ground.live ? *ground.live : *ground.schema; }
};

}  // namespace

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

static PlanContext offline_context(const PlanRequest& request, const migration::Folder& folder) {
  if (request.snapshot && !request.since)
    throw base::Error{base::Code::usage, "a snapshot does not say which migrations its database has",
                      "Name the last of them with --since; 'lockkeeper status' lists them."};
  const auto there = up_to(folder, request.since);
  PlanContext context{.ground = {.history = as_applied(there)}, .judged_by = "the files alone"};
  if (!request.snapshot) {
    context.ground.schema = schema_after(there);
    return context;
  }
  context.ground.live = pg::read_snapshot(*request.snapshot);
  context.judged_by = fmt::format("the snapshot {}", request.snapshot->string());
  return context;
}

static PlanContext live_context(Project& project, const migration::Folder& folder) {
  auto session = project.connect();
  auto ground = ground_of(session, project.config().history_schema, folder);
  return {
      .ground = std::move(ground), .measured = measured_rates(project, session), .judged_by = project.named(session)};
}

static plan::Plan build(Project& project, const PlanContext& context,
                        const std::vector<const migration::Migration*>& chosen) {
  auto out = plan::build_plan(chosen, context.catalog(),
                              context.measured ? rates::to_rates(*context.measured) : impact::Rates{});
  if (!project.config().up.analyze) {
    for (auto& one : out.migrations) one.analyzed.clear();
  }
  if (context.catalog().server_version != 0) out.speeds = rates::source(context.measured);
  return out;
}

Planned plan(Project& project, const PlanRequest& request) {
  Planned out{.folder = project.folder()};
  const auto context =
      request.offline || request.snapshot ? offline_context(request, out.folder) : live_context(project, out.folder);
  out.judged_by = context.judged_by;
  const auto chosen = plan::choose_up(out.folder, context.ground.history, request.choice);
  const auto judged = judge(project, out.folder, context.ground);
  refuse_known(in_the_way(judged, out.folder, {}), judged);  // nothing can be said of such files
  out.plan = build(project, context, chosen);
  out.refusals = in_the_way(judged, out.folder, chosen);
  add_refusals(out.plan, out.refusals);
  const auto settings = review_wishes(project).settings;
  out.findings = review::review(chosen, context.catalog(), settings);
  std::set<std::string> files;
  for (const auto* migration : chosen) files.insert(migration->up.shown);
  take_over(out.findings, judged, files, settings);
  return out;
}

static plan::Graph dependencies(const migration::Folder& folder) {
  std::vector<const migration::Migration*> all;
  for (const auto& migration : folder.migrations) all.push_back(&migration);
  return plan::dependencies(all);
}

plan::Graph dependencies(Project& project) {
  return dependencies(project.folder());
}

plan::Graph dependencies(const Planned& planned) {
  std::vector<std::string> names;
  for (const auto& one : planned.plan.migrations) names.push_back(one.migration->name);
  auto graph = plan::around(dependencies(planned.folder), names);
  for (std::size_t at = 0; at < graph.names.size(); ++at) {
    const auto found = std::find(names.begin(), names.end(), graph.names[at]);
    graph.numbers[at] = found == names.end() ? 0 : static_cast<int>(found - names.begin()) + 1;
  }
  return graph;
}

}  // namespace app
