// Begins a run or goes on with the unfinished one.
#include "runbook/run.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "runbook/execute.h"
#include "runbook/kept.h"
#include "runbook/leftovers.h"
#include "runbook/steps.h"

namespace runbook {

// The heading right below the phase's that the step stands under: a line of the report's timeline.
static std::string heading_in_phase(const Runbook& runbook, const Step& step) {
  if (step.section >= runbook.sections.size()) return {};
  const Section* at = &runbook.sections[step.section];
  const int phase_line = step.phase < runbook.phases.size() ? runbook.phases[step.phase].line : 0;
  while (at->parent && at->line != phase_line && runbook.sections[*at->parent].line != phase_line) {
    at = &runbook.sections[*at->parent];
  }
  return at->title;
}

static base::Json described(const Runbook& runbook) {
  base::Json steps = base::Json::array();
  for (const auto& step : runbook.steps) {
    if (!kind_of(step).recorded) continue;
    base::Json one{{"id", step.id}, {"title", step.title}, {"kind", step.kind}};
    one["phase"] = step.phase < runbook.phases.size() ? runbook.phases[step.phase].title : "";
    one["section"] = heading_in_phase(runbook, step);
    one["line"] = step.line;
    one["due_ms"] = step.due ? base::Json(step.due->offset.count()) : base::Json(nullptr);
    steps.push_back(one);
  }
  return steps;
}

static void begin(const Runbook& runbook, const std::string& path, Stage& stage) {
  base::Json data{{"runbook", runbook.file}, {"runbook_hash", runbook.hash}, {"title", runbook.title}};
  data["facts"] = base::Json::object();
  for (const auto& fact : runbook.facts) data["facts"][fact.name] = fact.value;
  data["steps"] = described(runbook);
  data["phases"] = base::Json::array();
  for (const auto& phase : runbook.phases) {
    data["phases"].push_back({{"title", phase.title},
                              {"due_ms", phase.due ? base::Json(phase.due->offset.count()) : base::Json(nullptr)}});
  }
  data["path"] = path;
  data["folder"] = stage.settings().folder.string();
  keep_text(runbook, stage.settings().runs);
  stage.record("run.began", data);
}

static void resume(const Runbook& runbook, Stage& stage, Screen& screen) {
  base::Json unfinished = base::Json::array();
  for (const auto& step : runbook.steps) {
    const auto state = stage.state().step(step.id).state;
    if (state == StepState::running || state == StepState::asking || state == StepState::interrupted)
      unfinished.push_back(step.id);
  }
  base::Json data{{"unfinished", unfinished}};
  if (runbook.hash != stage.state().hash) {
    screen.message(
        "The runbook has changed since this run began. Steps that are done stay done; the others are taken as they "
        "are now.");
    data["runbook_hash"] = runbook.hash;
    data["steps"] = described(runbook);
    keep_text(runbook, stage.settings().runs);
  }
  const auto left = wait_for_leftovers(stage.state().id, base::Milliseconds(10'000), stage.stop());
  for (const auto& process : left) screen.message(fmt::format("Still running from before: {}", process));
  stage.record("run.resumed", data);
}

static std::vector<bool> select_phases(const Runbook& runbook, const std::optional<std::string>& wanted) {
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

RunResult run(const Runbook& runbook, const Settings& settings, journal::Journal& journal, People& people,
              Screen& screen, base::Clock& clock) {
  if (std::none_of(runbook.steps.begin(), runbook.steps.end(),
                   [](const Step& step) { return kind_of(step).recorded; })) {
    throw base::Error{
        base::Code::runbook, fmt::format("{} holds no step to carry out", runbook.file),
        "See how it is read with 'lockkeeper runbook show'; check boxes and bash or sql fences become steps."};
  }
  const auto selected = select_phases(runbook, settings.phase);
  const std::string path = std::filesystem::weakly_canonical(std::filesystem::absolute(runbook.file)).string();
  std::filesystem::create_directories(settings.runs);
  const base::FileLock lock(settings.runs / (base::sha256(path).substr(0, 16) + ".lock"));
  if (!lock.held()) {
    throw base::Error{base::Code::lock_held, fmt::format("another process is carrying out {}", runbook.file),
                      "Wait for it, or follow it with 'lockkeeper history --follow'."};
  }
  const auto began = clock.now();
  auto unfinished = unfinished_run(journal, path);
  if (unfinished && settings.from_start) {
    journal.append({.run = *unfinished,
                    .kind = "run.finished",
                    .actor = {},
                    .data = {{"state", "stopped"}, {"duration_ms", 0}, {"reason", "begun anew from the start"}},
                    .hash = {}});
    unfinished.reset();
  }
  RunState state;
  if (unfinished)
    state = project(journal.read({.run = *unfinished}));
  else
    state.id = journal::new_run_id(began);
  Stage stage(runbook, settings, journal, people, screen, clock, std::move(state));
  if (!unfinished) begin(runbook, path, stage);
  screen.begins(runbook, stage.state(), unfinished.has_value());
  if (unfinished) resume(runbook, stage, screen);

  RunResult result = Executor(runbook, stage, screen).carry_out(selected);
  result.run = stage.state().id;
  result.duration = clock.now() - began;
  if (result.state != "paused") {
    stage.record("run.finished",
                 {{"state", result.state}, {"duration_ms", (clock.now() - stage.state().began).count()}});
    std::error_code ignored;  // the shell's variables may hold secrets
    std::filesystem::remove_all(stage.run_folder(), ignored);
  }
  return result;
}

}  // namespace runbook
