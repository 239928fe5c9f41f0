#include "app/run.h"

#include <fmt/format.h>

#include "app/evidence.h"
#include "app/load_runbook.h"
#include "app/people.h"
#include "app/review.h"
#include "app/variables.h"
#include "base/error.h"
#include "base/text.h"

namespace app {

// What the children need to find the same journal, configuration and database wherever they change to.
static std::vector<std::pair<std::string, std::string>> environment_for(Project& project, const RunRequest& request,
                                                                        const pg::Options& database) {
  std::vector<std::pair<std::string, std::string>> out;
  out.emplace_back("LOCKKEEPER_JOURNAL", std::filesystem::absolute(project.journal_file()).string());
  if (!project.config().file.empty())
    out.emplace_back("LOCKKEEPER_CONFIG", std::filesystem::absolute(project.config().file).string());
  if (!database.target.empty()) {
    out.emplace_back("DATABASE_URL", database.target);  // psql takes key=value as well
    // A plain psql in a fence asks the run's database too, whatever the environment names. An address without its
    // name would lead elsewhere still.
    out.emplace_back("PGHOSTADDR", "");
    auto options = database;
    options.application_name.clear();
    bool service = false;
    for (auto& variable : pg::client_environment(options)) {
      service = service || variable.first == "PGSERVICE";
      out.push_back(std::move(variable));
    }
    if (!service) out.emplace_back("LOCKKEEPER_NO_SERVICE", "1");
  }
  if (project.environment()) out.emplace_back("LOCKKEEPER_ENVIRONMENT", *project.environment());
  if (request.repeated_options) out.emplace_back("LOCKKEEPER_DATABASE_OPTIONS", request.repeated_options());
  return out;
}

// The run that this one goes on with, or works within.
static std::optional<std::string> known_run(Project& project, const runbook::Runbook& book,
                                            const RunRequest& request) {
  if (request.from_start) return std::nullopt;
  auto run = runner::unfinished_run(project.journal(), runner::path_of(book));
  if (!run && request.procedure) run = runner::last_run(project.journal(), runner::path_of(book));
  return run;
}

// Values that were given with --set when the run began count when it goes on.
static std::map<std::string, std::string> values_so_far(Project& project, const runbook::Runbook& book,
                                                        const RunRequest& request) {
  if (request.from_start) return {};
  const auto run = runner::unfinished_run(project.journal(), runner::path_of(book));
  if (!run) return {};
  return runner::project(project.journal().read({.run = *run})).variables;
}

static runner::Settings settings_for(Project& project, const RunRequest& request, const runbook::Runbook& book) {
  const auto database = project.connection();
  const auto& config = project.config();
  runner::Settings settings{.folder = request.folder,
                            .runs = project.runs(),
                            .database = database,
                            .environment_name = project.environment().value_or(""),
                            .inherited = project.inherited(),
                            .environment = environment_for(project, request, database),
                            .phase = request.phase,
                            .from_start = request.from_start,
                            .stop = project.stop(),
                            .at = request.at,
                            .wait = request.wait,
                            .stay = request.stay,
                            .procedure = request.procedure,
                            .variables = variables_from(project, request.set, values_so_far(project, book, request)),
                            .people = people_of(config.run),
                            .gate = {.quorum = config.run.quorum, .roles = config.run.gate_roles},
                            .review = review_of(project, book, request.folder),
                            .backup_age = config.thresholds.backup_age,
                            .look = look_at(project)};
  for (const auto& span : config.run.escalation) settings.escalation.push_back(base::parse_span(span).value());
  return settings;
}

// A procedure is for when something has gone wrong: its steps are asked about there, and are not waited for here.
static void require_review(Project& project, const RunRequest& request, const runbook::Runbook& book,
                           const runner::Review& review) {
  if (request.procedure || !review.required) return;
  const auto known = known_run(project, book, request);
  refuse_without_review(book, review,
                        known ? runner::project(project.journal().read({.run = *known})) : runner::RunState{});
}

static void ask_in_production(Project& project, const RunRequest& request) {
  if (!project.production() || project.request().agreed) return;
  const auto what = request.procedure ? fmt::format("the procedure '{}' of {}", *request.procedure, request.runbook)
                                      : request.runbook;
  if (!project.agreed(fmt::format("Carry out {}?", what), project.connect().database()))
    throw base::Error{base::Code::stopped, "nothing was carried out, as you said"};
}

runner::RunResult run(Project& project, const RunRequest& request, runner::AnswerSource& people,
                      runner::RunObserver& screen) {
  auto book = load_runbook(project, request.runbook, request.folder, request.set);
  if (const auto so_far = values_so_far(project, book, request); !so_far.empty()) {
    auto set = request.set;
    for (const auto& [name, value] : so_far) set.push_back(name);
    book = load_runbook(project, request.runbook, request.folder, set);
  }
  if (const auto known = known_run(project, book, request))
    project.stay_on(runner::target_of(project.journal(), *known));
  const auto settings = settings_for(project, request, book);
  require_review(project, request, book, settings.review);
  ask_in_production(project, request);
  return runner::run(book, settings, project.journal(), people, screen);
}

}  // namespace app
