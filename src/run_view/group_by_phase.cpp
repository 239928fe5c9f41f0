// Steps put under their phases and stages, with the plan beside what happened.
#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "base/text.h"
#include "journal/events/maintenance_entered.h"
#include "journal/events/maintenance_left.h"
#include "journal/events/step_made.h"
#include "journal/typed.h"
#include "run_view/builder.h"

namespace run_view {

// The worst state speaks for all; a stage nobody came to is waiting.
static std::string state_of(const std::vector<Step>& steps) {
  for (const char* state : {"failed", "interrupted", "running"}) {
    if (std::ranges::find(steps, state, &Step::state) != steps.end()) return state;
  }
  const auto waiting = std::ranges::count(steps, "waiting", &Step::state);
  if (waiting == std::ssize(steps)) return "waiting";
  if (waiting > 0) return "unfinished";
  const auto skipped = std::ranges::count(steps, "skipped", &Step::state);
  return skipped == std::ssize(steps) ? "skipped" : "passed";
}

static bool same_stage(const Step& a, const Step& b) {
  return a.phase == b.phase && a.due == b.due && (a.section == b.section || a.section.empty() || b.section.empty());
}

static std::string title_of(const Stage& stage) {
  for (const auto& step : stage.steps) {
    if (!step.section.empty()) return step.section;
  }
  return stage.steps.size() == 1 ? stage.steps.front().title : stage.steps.front().phase;
}

static void close(Stage& stage) {
  stage.title = title_of(stage);
  stage.due = stage.steps.front().due;
  stage.state = state_of(stage.steps);
  for (const auto& step : stage.steps) {
    if (const auto began = step.began(); began && (!stage.began || *began < *stage.began)) stage.began = began;
    if (const auto ended = step.ended(); ended && (!stage.ended || *ended > *stage.ended)) stage.ended = ended;
  }
}

// A stage lasts until the next one is due; the last one until the estimated end.
static void plan_durations(std::vector<Phase>& phases, std::optional<Milliseconds> planned_total) {
  std::vector<Stage*> due;
  for (auto& phase : phases) {
    for (auto& stage : phase.stages) {
      if (stage.due) due.push_back(&stage);
    }
  }
  for (std::size_t i = 0; i < due.size(); ++i) {
    std::size_t next = i + 1;
    while (next < due.size() && *due[next]->due <= *due[i]->due) ++next;
    if (next < due.size()) {
      due[i]->planned = *due[next]->due - *due[i]->due;
    } else if (planned_total && *planned_total > *due[i]->due) {
      due[i]->planned = *planned_total - *due[i]->due;
    }
  }
}

static std::optional<Milliseconds> first_due(const Phase& phase) {
  for (const auto& stage : phase.stages) {
    if (stage.due) return stage.due;
  }
  return std::nullopt;
}

// A phase lasts until the next one that has a time; the last one until the estimated end.
static void plan_phases(std::vector<Phase>& phases, std::optional<Milliseconds> planned_total) {
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const auto due = first_due(phases[i]);
    if (!due) continue;
    auto until = planned_total;
    for (std::size_t next = i + 1; next < phases.size(); ++next) {
      if (const auto later = first_due(phases[next]); later && *later > *due) {
        until = later;
        break;
      }
    }
    if (until && *until > *due) phases[i].planned = *until - *due;
  }
}

std::vector<Phase> arrange(std::vector<Step> steps, std::optional<Milliseconds> planned_total) {
  std::vector<Phase> phases;
  for (auto& step : steps) {
    const std::string title = step.phase.empty() ? "Steps" : step.phase;
    auto phase = std::ranges::find(phases, title, &Phase::title);
    if (phase == phases.end()) phase = phases.insert(phases.end(), Phase{.title = title});
    auto& stages = phase->stages;
    if (stages.empty() || !same_stage(stages.back().steps.back(), step)) stages.emplace_back();
    stages.back().steps.push_back(std::move(step));
  }
  for (auto& phase : phases) {
    for (auto& stage : phase.stages) close(stage);
  }
  plan_durations(phases, planned_total);
  plan_phases(phases, planned_total);
  return phases;
}

// As the runbook counts it while it runs: when the first step that is due at T-0 or later begins.
std::optional<Instant> find_t0(const std::vector<Step>& steps) {
  std::optional<Instant> t0;
  for (const auto& step : steps) {
    const auto began = step.began();
    if (!began || !step.due || *step.due < Milliseconds(0)) continue;
    if (!t0 || *began < *t0) t0 = began;
  }
  return t0;
}

static bool mentions(const Step& step, const auto& phrases) {
  // "maintenance-read-only" and "Enable Maintenance Mode" alike.
  std::string text = base::to_lower(step.section + " | " + step.title + " | " + step.id);
  std::ranges::replace_if(text, [](char c) { return c == '-' || c == '_'; }, ' ');
  return std::ranges::any_of(phrases, [&](const char* phrase) { return text.find(phrase) != std::string::npos; });
}

static constexpr std::array on{"enable maintenance",   "enter maintenance",   "start maintenance",
                               "activate maintenance", "maintenance mode on", "enable read only"};
static constexpr std::array off{"disable maintenance", "exit maintenance",       "leave maintenance",
                                "end maintenance",     "deactivate maintenance", "maintenance mode off",
                                "disable read only"};

static std::optional<Downtime> downtime_by_steps(const std::vector<Step>& steps) {
  const auto happened = [](const Step& step) { return step.ended() && step.state == "passed"; };
  std::optional<Downtime> downtime;
  for (const auto& step : steps) {
    if (!happened(step)) continue;
    if (!downtime && mentions(step, on) && !mentions(step, off)) {
      downtime = Downtime{.from = *step.began(), .to = std::nullopt, .from_step = step.title, .to_step = {}};
    } else if (downtime && mentions(step, off)) {
      // The section's first commands open the doors; ticking off the status page comes later.
      if (!downtime->to || step.kind == "command") {
        downtime->to = step.ended();
        downtime->to_step = step.title;
      }
    }
  }
  if (downtime) {
    downtime->how = "from the beginning of \"" + downtime->from_step + "\"";
    if (downtime->to) downtime->how += " to the end of \"" + downtime->to_step + "\"";
    downtime->how += ", going by what the steps are called";
  }
  return downtime;
}

// The first time it was entered, until it was left for the last time: in between the doors may have been opened and
// shut again, and nobody outside could rely on them.
static std::optional<Downtime> downtime_by_events(const std::vector<journal::Event>& events) {
  std::optional<Downtime> downtime;
  for (const auto& event : events) {
    if (journal::is_one_of<journal::MaintenanceEntered>(event)) {
      const auto* how = event.run.empty() ? "measured from entering maintenance mode, outside of the run,"
                                          : "measured from entering maintenance mode";
      if (!downtime) downtime = Downtime{.from = event.time, .how = how};
      downtime->to.reset();
    } else if (journal::is_one_of<journal::MaintenanceLeft>(event) && downtime) {
      downtime->to = event.time;
    }
  }
  if (downtime && downtime->to) downtime->how += " to leaving it";
  return downtime;
}

// What the team's own commands scaled to nothing, until all of it was scaled up again.
static std::optional<Downtime> downtime_by_replicas(const std::vector<journal::Event>& events) {
  std::optional<Downtime> downtime;
  std::set<std::string> down;
  for (const auto& event : events) {
    const auto made = journal::as<journal::StepMade>(event);
    if (!made || made->what != "replicas" || !made->count) continue;
    if (*made->count == 0) {
      down.insert(made->subject);
      if (!downtime) downtime = Downtime{.from = event.time, .from_step = made->command};
      downtime->to.reset();
    } else if (down.erase(made->subject) > 0 && down.empty()) {
      downtime->to = event.time;
      downtime->to_step = made->command;
    }
  }
  if (downtime) {
    downtime->how = fmt::format("from '{}'", downtime->from_step);
    if (downtime->to) downtime->how += fmt::format(" to '{}'", downtime->to_step);
  }
  return downtime;
}

static std::optional<Milliseconds> planned_downtime(const std::vector<Step>& steps) {
  std::optional<Milliseconds> from;
  for (const auto& step : steps) {
    if (!step.due) continue;
    if (!from && mentions(step, on) && !mentions(step, off)) from = step.due;
    if (from && mentions(step, off) && *step.due > *from) return *step.due - *from;
  }
  return std::nullopt;
}

std::optional<Downtime> find_downtime(const std::vector<Step>& steps, const std::vector<journal::Event>& events) {
  auto downtime = downtime_by_events(events);
  if (!downtime) downtime = downtime_by_replicas(events);
  if (!downtime) downtime = downtime_by_steps(steps);
  if (downtime) downtime->planned = planned_downtime(steps);
  return downtime;
}

}  // namespace run_view
