// Begins a run or goes on with the unfinished one.
#include "runner/run.h"

#include <array>
#include <unistd.h>

#include "base/error.h"
#include "base/file_lock.h"
#include "base/files.h"
#include "base/text.h"
#include "journal/events/procedure_began.h"
#include "journal/events/procedure_finished.h"
#include "journal/events/run_began.h"
#include "journal/events/run_bound.h"
#include "journal/events/run_finished.h"
#include "journal/events/run_joined.h"
#include "journal/events/run_resumed.h"
#include "journal/events/run_scheduled.h"
#include "journal/typed.h"
#include "runner/archived_runbook.h"
#include "runner/execute.h"
#include "runner/leftovers.h"
#include "runner/procedures.h"
#include "runner/redacted_screen.h"
#include "runner/secret_marks.h"
#include "runner/steps.h"

namespace runner {

// The heading right below the phase's that the step stands under: a line of the report's timeline.
static std::string heading_in_phase(const runbook::Runbook& runbook, const runbook::Step& step) {
  if (step.section >= runbook.sections.size()) return {};
  const runbook::Section* at = &runbook.sections[step.section];
  const int phase_line = step.phase < runbook.phases.size() ? runbook.phases[step.phase].line : 0;
  while (at->parent && at->line != phase_line && runbook.sections[*at->parent].line != phase_line) {
    at = &runbook.sections[*at->parent];
  }
  return at->title;
}

std::string path_of(const runbook::Runbook& runbook) {
  return std::filesystem::weakly_canonical(std::filesystem::absolute(runbook.file)).string();
}

static std::optional<base::Milliseconds> offset(const std::optional<runbook::Due>& due) {
  return due ? std::optional(due->offset) : std::nullopt;
}

static std::vector<journal::PlannedStep> planned_steps(const runbook::Runbook& runbook) {
  std::vector<journal::PlannedStep> steps;
  for (const auto& step : runbook.steps) {
    if (!kind_of(step).recorded) continue;
    steps.push_back({.id = step.id,
                     .title = step.title,
                     .kind = step.kind,
                     .phase = step.phase < runbook.phases.size() ? runbook.phases[step.phase].title : "",
                     .section = heading_in_phase(runbook, step),
                     .line = step.line,
                     .due = offset(step.due)});
  }
  return steps;
}

static bool asks_database(const runbook::Runbook& runbook) {
  return std::ranges::any_of(runbook.steps, [](const runbook::Step& step) { return step.kind == "query"; });
}

static bool names_database(const base::Environment& environment) {
  return std::ranges::any_of(std::array{"PGHOST", "PGDATABASE", "PGSERVICE", "PGPORT"},
                             [&](const char* name) { return !environment.value(name).empty(); });
}

// The database as the command line names it, and as the server tells where it can be reached. Where nothing names one
// and no step asks one, none is looked for.
static RunTarget present_target(const runbook::Runbook& runbook, const Settings& settings) {
  RunTarget target{.environment = settings.environment_name,
                   .address = settings.database.target.empty() ? "" : pg::without_password(settings.database.target)};
  if (target.address.empty() && !names_database(settings.inherited) && !asks_database(runbook)) return target;
  auto options = settings.database;
  options.connect_timeout = std::min(options.connect_timeout, base::Milliseconds(5'000));
  try {
    return reach(options, std::move(target));
  } catch (const base::Error& error) {
    if (error.code() != base::Code::connection) throw;
    return target;
  }
}

// A run stays on its database: whatever the command line or the environment says now, another one is refused.
static void stay_on_target(const runbook::Runbook& runbook, StepContext& stage) {
  const auto present = present_target(runbook, stage.settings());
  const auto& bound = stage.state().target;
  if (const auto differs = pg::difference(bound.identity, present.identity)) {
    throw base::Error{
        base::Code::usage,
        fmt::format("run {} is about {}, and not about {}: {}", stage.state().id, described(bound),
                    described(present).empty() ? "the database named now" : described(present), *differs),
        fmt::format("Go on with 'lockkeeper run {}{}', or begin a new run with --from-start.",
                    base::shell_quote(runbook.file), options_naming(bound))};
  }
  if (present.identity == pg::Identity{}) return;
  if (bound.identity == pg::Identity{} || bound.server != present.server) {  // reached now, or at another address
    auto target = present;
    if (target.environment.empty()) target.environment = bound.environment;
    stage.record(journal::event(journal::RunBound{.target = recorded(target)}, target.identity));
  }
}

static std::vector<std::string> secrets_given(const Settings& settings) {
  std::vector<std::string> values;
  for (const auto& variable : settings.variables) {
    if (variable.secret) values.push_back(variable.value);
  }
  return values;
}

static void begin(const runbook::Runbook& runbook, const std::string& path, StepContext& stage) {
  const auto target = present_target(runbook, stage.settings());
  journal::RunBegan began{.runbook = runbook.file,
                          .runbook_hash = runbook.hash,
                          .title = runbook.title,
                          .steps = planned_steps(runbook),
                          .path = path,
                          .folder = stage.settings().folder.string(),
                          .target = recorded(target)};
  for (const auto& fact : runbook.facts) began.facts.emplace_back(fact.name, fact.value);
  for (const auto& phase : runbook.phases) began.phases.push_back({.title = phase.title, .due = offset(phase.due)});
  for (const auto& variable : stage.settings().variables)
    began.variables.emplace_back(variable.name, variable.secret ? "***" : variable.value);
  keep_text(runbook, stage.settings().runs);
  stage.record(journal::event(began, target.identity));
}

static void resume(const runbook::Runbook& runbook, StepContext& stage, RunObserver& screen) {
  journal::RunResumed resumed;
  for (const auto& step : runbook.steps) {
    const auto state = stage.state().step(step.id).state;
    if (state == StepState::running || state == StepState::asking || state == StepState::interrupted)
      resumed.unfinished.push_back(step.id);
    if (state == StepState::running) stage.recover_output(step);
  }
  if (runbook.hash != stage.state().hash) {
    screen.message(
        "The runbook has changed since this run began. Steps that are done stay done; the others are taken as they "
        "are now.");
    resumed.runbook_hash = runbook.hash;
    resumed.steps = planned_steps(runbook);
    keep_text(runbook, stage.settings().runs);
  }
  const auto left = wait_for_leftovers(stage.state().id, stage.settings().leftover_patience, stage.stop());
  for (const auto& process : left)
    screen.message(fmt::format("Still running from before: {}", stage.secrets().hide(process)));
  stage.record(journal::event(resumed));
}

static std::vector<bool> select_phases(const runbook::Runbook& runbook, const std::optional<std::string>& wanted) {
  std::vector<bool> out(std::max<std::size_t>(runbook.phases.size(), 1), !wanted);
  if (!wanted) return out;
  std::vector<std::string> titles;
  std::vector<std::size_t> found;
  const auto slug = base::slug(*wanted);
  for (std::size_t i = 0; i < runbook.phases.size(); ++i) {
    titles.push_back(runbook.phases[i].title);
    const auto title = base::slug(runbook.phases[i].title);
    if (*wanted == std::to_string(i + 1) || title == slug) {
      found = {i};
      break;
    }
    if (!slug.empty() && title.find(slug) != std::string::npos) found.push_back(i);
  }
  if (found.size() != 1) {
    throw base::Error{base::Code::usage,
                      found.empty() ? fmt::format("there is no phase '{}'", *wanted)
                                    : fmt::format("'{}' fits more than one phase", *wanted),
                      fmt::format("Name one of: {}.", fmt::join(titles, "; "))};
  }
  out.at(found.front()) = true;
  return out;
}

std::optional<std::string> last_run(const journal::Journal& journal, const std::string& path) {
  std::optional<std::string> found;
  for (const auto& event : journal.read({.kind = std::string(journal::RunBegan::kind)})) {
    if (journal::as<journal::RunBegan>(event)->path == path) found = event.run;
  }
  return found;
}

namespace {

// A lock taken for moments; whoever else has it is waited for.
class Entry {
 public:
  Entry(const std::filesystem::path& file, const std::stop_token& stop) : lock_(file, {.take = false}) {
    while (!lock_.take()) {
      if (!base::system_clock().sleep(base::Milliseconds(20), stop))
        throw base::Error{base::Code::stopped, "interrupted before the run began"};
    }
  }

 private:
  base::FileLock lock_;
};

}  // namespace

// Shared by all processes that drive the run: whoever gets it alone is alone.
static bool enter(base::FileLock& presence) {
  const bool alone = presence.take();
  presence.share();
  return alone;
}

static void end_as_begun_anew(journal::Journal& journal, const std::string& run) {
  journal.append(journal::in_run(
      run, journal::event(journal::RunFinished{
               .state = "stopped", .duration = base::Milliseconds(0), .reason = "begun anew from the start"})));
}

static void finish_run(StepContext& stage, const RunResult& result) {
  stage.refresh();
  if (stage.state().finished) return;
  stage.record(journal::event(journal::RunFinished{
      .state = result.state, .duration = stage.since(stage.state().began), .left_to_people = result.left}));
}

// The last one out, with `.entry` in hand: another terminal's step may still work in there. The shell's variables may
// hold secrets.
static void tidy_up(const StepContext& stage, base::FileLock& presence, const std::filesystem::path& locks) {
  const auto& procedures = stage.state().procedures;
  const bool to_go_on = std::any_of(procedures.begin(), procedures.end(),
                                    [](const auto& each) { return each.second == StepState::running; });
  if (!stage.state().finished || to_go_on || !presence.take()) return;
  std::error_code ignored;
  std::filesystem::remove_all(stage.run_folder(), ignored);
  // `.entry` last: whoever waits for it begins with files of its own.
  for (const char* each : {".lock", ".waiting", ".here", ".entry"})
    std::filesystem::remove(locks.string() + each, ignored);
}

static void schedule(const Settings& settings, StepContext& stage) {
  if (!settings.at || stage.state().planned == settings.at) return;
  stage.record(journal::event(journal::RunScheduled{.at = settings.at, .before = stage.state().planned}));
}

// The procedure's part of a run: begun, or gone on with where it was broken off.
static RunResult carry_out_procedure(const OnDemand& procedure, StepContext& stage, Executor& executor) {
  const auto& procedures = stage.state().procedures;
  const auto title = stage.secrets().hide(procedure.title);  // as the journal has it
  const auto found = procedures.find(title);
  if (found == procedures.end() || found->second != StepState::running) {
    journal::ProcedureBegan begun{.procedure = title, .line = procedure.line};
    for (const auto* step : procedure.steps) {
      if (kind_of(*step).recorded)
        begun.steps.push_back({.id = step->id, .title = step->title, .kind = step->kind, .line = step->line});
    }
    stage.record(journal::event(begun));
  }
  const auto& times = stage.state().procedures_began;
  const auto time = times.find(title);
  const auto began = time == times.end() ? stage.now() : time->second;
  auto result = executor.carry_out(procedure);
  result.duration = stage.since(began);
  if (result.state == "passed") {
    stage.record(journal::event(
        journal::ProcedureFinished{.procedure = title, .state = "passed", .duration = result.duration}));
  }
  return result;
}

RunResult run(const runbook::Runbook& runbook, const Settings& settings, journal::Journal& journal,
              AnswerSource& people, RunObserver& watching, base::Clock& clock) {
  const Secrets secrets(secrets_given(settings));
  RedactedScreen screen(watching, secrets);
  const auto procedure =
      settings.procedure ? std::optional(find_procedure(runbook, *settings.procedure)) : std::nullopt;
  if (!procedure && std::none_of(runbook.steps.begin(), runbook.steps.end(),
                                 [](const runbook::Step& step) { return kind_of(step).recorded; })) {
    throw base::Error{
        base::Code::runbook, fmt::format("{} holds no step to carry out", runbook.file),
        "See how it is read with 'lockkeeper runbook show'; check boxes and bash or sql fences become steps."};
  }
  const auto selected = select_phases(runbook, settings.phase);
  const std::string path = path_of(runbook);
  std::filesystem::create_directories(settings.runs.path());
  const auto locks = settings.runs.locks_of(path);
  const auto file = [&](const char* extension) { return locks.string() + extension; };
  const auto began = clock.now();

  std::optional<Entry> entry(std::in_place, file(".entry"), settings.stop);
  base::FileLock presence(file(".here"), {.take = false});
  const bool alone = enter(presence);
  auto known = unfinished_run(journal, path);
  const bool unfinished = known.has_value();
  if (known && settings.from_start) {
    if (!alone) {
      throw base::Error{base::Code::lock_held, fmt::format("another process is carrying out {}", runbook.file),
                        "Join it with 'lockkeeper run', or stop it first and begin anew then."};
    }
    end_as_begun_anew(journal, *known);
    std::error_code ignored;
    std::filesystem::remove_all(settings.runs.work_of(*known), ignored);
    known.reset();
  }
  if (!known && procedure && !settings.from_start) known = last_run(journal, path);
  RunState state;
  if (known)
    state = project(journal.read({.run = *known}));
  else
    state.id = journal::new_run_id(began);
  keep_marks(settings.runs, state.id, secrets_given(settings));
  StepContext stage(runbook, settings, journal, people, screen, clock, std::move(state));
  if (known)
    stay_on_target(runbook, stage);
  else
    begin(runbook, path, stage);
  schedule(settings, stage);
  screen.begins(runbook, stage.state(), known.has_value());
  if (known && unfinished && alone) resume(runbook, stage, screen);
  if (known && !alone) stage.record(journal::event(journal::RunJoined{.pid = ::getpid()}));
  entry.reset();

  Executor executor(runbook, stage, screen, locks);
  RunResult result = procedure ? carry_out_procedure(*procedure, stage, executor) : executor.carry_out(selected);
  result.run = stage.state().id;
  if (!procedure) result.duration = stage.since(stage.state().began);
  // A run that was begun for the procedure alone is over with it.
  const bool over = procedure ? !known && result.state == "passed" : result.state != "paused";
  const Entry last(file(".entry"), {});
  if (over) finish_run(stage, result);
  stage.refresh();
  tidy_up(stage, presence, locks);
  return result;
}

}  // namespace runner
