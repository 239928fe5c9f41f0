#include "run_view/run_view.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "journal/events/note.h"
#include "journal/events/procedure_began.h"
#include "journal/events/procedure_finished.h"
#include "journal/events/report_written.h"
#include "journal/events/run_began.h"
#include "journal/events/run_bound.h"
#include "journal/events/run_finished.h"
#include "journal/events/run_paused.h"
#include "journal/events/run_resumed.h"
#include "journal/typed.h"
#include "run_view/builder.h"

namespace run_view {

std::optional<Instant> Step::began() const {
  return attempts.empty() ? std::nullopt : std::optional(attempts.front().began);
}

std::optional<Instant> Step::ended() const {
  return attempts.empty() ? std::nullopt : attempts.back().ended;
}

Milliseconds Step::worked() const {
  Milliseconds total{0};
  for (const auto& attempt : attempts) {
    if (attempt.duration) {
      total += *attempt.duration;
    } else if (attempt.ended) {
      total += *attempt.ended - attempt.began;
    }
  }
  return total;
}

std::optional<Instant> Phase::began() const {
  std::optional<Instant> first;
  for (const auto& stage : stages) {
    if (stage.began && (!first || *stage.began < *first)) first = stage.began;
  }
  return first;
}

std::optional<Instant> Phase::ended() const {
  std::optional<Instant> last;
  for (const auto& stage : stages) {
    if (stage.ended && (!last || *stage.ended > *last)) last = stage.ended;
  }
  return last;
}

std::optional<Milliseconds> RunView::duration() const {
  if (!began || !ended) return std::nullopt;
  return *ended - *began;
}

Step* Builder::known_step(const std::string& id) {
  const auto found = std::ranges::find(steps, id, &Step::id);
  return found == steps.end() ? nullptr : &*found;
}

Step& Builder::step(const std::string& id) {
  if (Step* known = known_step(id)) return *known;
  return steps.emplace_back(Step{.id = id, .title = id});
}

// The first span in "60 minutes", "~60-90 minutes (window 2 h)", "about 1 hour"; of a range its end.
static std::optional<Milliseconds> read_estimate(const std::string& text) {
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  auto at = std::ranges::find_if(text, is_digit);
  while (at != text.end()) {
    const auto number_end = std::find_if_not(at, text.end(), [&](char c) { return is_digit(c) || c == '.'; });
    const auto unit = std::find_if_not(number_end, text.end(), [](char c) { return c == ' '; });
    const auto unit_end = std::find_if_not(unit, text.end(), is_letter);
    if (unit != unit_end) {
      if (const auto span = base::parse_span(std::string(at, number_end) + " " + std::string(unit, unit_end)))
        return span;
    }
    at = std::find_if(number_end, text.end(), is_digit);
  }
  return std::nullopt;
}

static std::optional<Milliseconds> planned_duration(const std::vector<std::pair<std::string, std::string>>& facts) {
  for (const auto& [name, value] : facts) {
    const std::string lower = base::to_lower(name);
    if (lower.find("duration") == std::string::npos) continue;
    if (const auto span = read_estimate(value)) return span;
  }
  return std::nullopt;
}

// A second run.began, or run.resumed: the program was away in between.
static void resume(Builder& builder, const journal::Event& event, std::vector<std::string> unfinished) {
  builder.before_resume = {builder.view.state, builder.paused, builder.finished};
  // What people noted while it was paused does not make the pause shorter.
  const auto since = std::exchange(builder.paused_at, std::nullopt);
  Interruption interruption{.last_seen = since ? *since : builder.previous.value_or(event.time),
                            .resumed = event.time,
                            .unfinished = std::move(unfinished),
                            .reason = std::exchange(builder.paused, {})};
  for (auto& step : builder.steps) {
    if (step.state != "running") continue;
    step.state = "interrupted";
    step.attempts.back().state = "interrupted";
    if (std::ranges::find(interruption.unfinished, step.id) == interruption.unfinished.end()) {
      interruption.unfinished.push_back(step.id);
    }
  }
  builder.finished = false;
  builder.view.interruptions.push_back(std::move(interruption));
}

static void plan_step(Builder& builder, const journal::PlannedStep& planned) {
  if (planned.id.empty()) return;
  Step& step = builder.step(planned.id);
  const auto take = [](std::string& into, const std::string& text) {
    if (!text.empty()) into = text;
  };
  take(step.title, planned.title);
  take(step.kind, planned.kind);
  take(step.phase, planned.phase);
  take(step.section, planned.section);
  if (planned.line > 0) step.line = static_cast<int>(planned.line);
  if (planned.due) step.due = planned.due;
}

// A step of the runbook's phases may be one of the procedure's as well.
static void plan_step(Builder& builder, const journal::ProcedureBegan& procedure,
                      const journal::ProcedureStep& planned) {
  plan_step(builder, {.id = planned.id, .title = planned.title, .kind = planned.kind, .line = planned.line});
  if (planned.id.empty()) return;
  Step& step = builder.step(planned.id);
  if (step.phase.empty()) step.phase = "On demand: " + procedure.procedure;
}

// A rollback leaves the run as stopped as it was.
static void put_back(Builder& builder, Instant now) {
  const auto& before = builder.before_resume;
  builder.view.state = before.state;
  builder.finished = before.finished;
  if (before.finished) builder.view.ended = now;
  const bool paused = before.state == "paused";
  auto& interruptions = builder.view.interruptions;
  // The run itself was not taken up again: no pause has ended yet.
  std::optional<Instant> since;
  if ((paused || before.finished) && !interruptions.empty()) {
    since = interruptions.back().last_seen;
    interruptions.pop_back();
  }
  if (!paused) return;
  builder.paused = before.paused;
  builder.paused_at = since.value_or(now);
}

static void begin_run(Builder& builder, const journal::Event& event, const journal::RunBegan& began) {
  auto& view = builder.view;
  if (view.began) resume(builder, event, {});
  if (!view.began) view.began = event.time;
  view.title = began.title;
  view.runbook = began.runbook;
  view.runbook_hash = began.runbook_hash;
  view.runbook_path = began.path;
  view.facts = began.facts;
  view.target = {};
  runner::take_target(view.target, event);
  view.planned = planned_duration(view.facts);
  for (const auto& planned : began.steps) plan_step(builder, planned);
  view.state = "unfinished";
}

static void pause_run(Builder& builder, Instant time, const journal::RunPaused& paused) {
  builder.view.state = "paused";
  builder.paused = paused.reason.empty() ? "paused" : paused.reason;
  builder.paused_at = time;
}

// Whether the run was taken up again for a procedure alone, as its next event shows.
static bool is_of_procedure_alone(const Builder& builder, const journal::Event& event) {
  if (builder.previous_kind != journal::RunResumed::kind) return builder.procedure_alone;
  return journal::is_one_of<journal::ProcedureBegan>(event) ||
         builder.procedure_steps.contains(event.data.value("step", ""));
}

// A procedure is a line of its own as well.
static void take_procedure(Builder& builder, const journal::Event& event) {
  builder.procedure_alone = is_of_procedure_alone(builder, event);
  if (const auto began = journal::as<journal::ProcedureBegan>(event)) {
    for (const auto& planned : began->steps) {
      if (builder.procedure_alone) builder.procedure_steps.insert(planned.id);
      plan_step(builder, *began, planned);
    }
  }
  if (journal::is_one_of<journal::ProcedureFinished>(event)) {
    builder.procedure_steps.clear();
    if (std::exchange(builder.procedure_alone, false)) put_back(builder, event.time);
  }
}

bool take_run(Builder& builder, const journal::Event& event) {
  auto& view = builder.view;
  take_procedure(builder, event);
  if (const auto began = journal::as<journal::RunBegan>(event)) {
    begin_run(builder, event, *began);
  } else if (journal::is_one_of<journal::RunBound>(event)) {
    runner::take_target(view.target, event);
  } else if (const auto resumed = journal::as<journal::RunResumed>(event)) {
    resume(builder, event, resumed->unfinished);
    if (!resumed->runbook_hash.empty()) view.runbook_hash = resumed->runbook_hash;
    for (const auto& planned : resumed->steps) plan_step(builder, planned);
    view.state = "unfinished";
  } else if (const auto paused = journal::as<journal::RunPaused>(event)) {
    // Where a procedure alone stopped, the run stands as it stood.
    if (std::exchange(builder.procedure_alone, false))
      put_back(builder, event.time);
    else
      pause_run(builder, event.time, *paused);
  } else if (const auto finished = journal::as<journal::RunFinished>(event)) {
    view.state = finished->state;
    view.left = finished->left_to_people;
    view.ended = event.time;
    builder.finished = true;
  } else {
    return false;
  }
  return true;
}

bool take_note(Builder& builder, const journal::Event& event) {
  const auto note = journal::as<journal::Note>(event);
  if (!note) return false;
  if (note->action) {
    builder.view.actions.push_back(
        {.time = event.time, .text = note->text, .owner = note->owner, .due = note->due, .by = event.actor});
  } else {
    builder.view.notes.push_back({.time = event.time, .by = event.actor, .text = note->text});
  }
  return true;
}

// Work that no runbook led: it passed if nothing failed and was not mended.
static std::string state_without_runbook(const RunView& view) {
  const auto bad = [](const Migration& migration) {
    return migration.state == "failed" || migration.state == "running";
  };
  return std::ranges::any_of(view.migrations, bad) ? "failed" : "passed";
}

RunView build_run_view(const std::vector<journal::Event>& events) {
  Builder builder;
  auto& view = builder.view;
  builder.databases = databases_worked_on(events);
  for (const auto& event : events) {
    // A report that was written before is not a part of what happened.
    if (journal::is_one_of<journal::ReportWritten>(event)) continue;
    if (!event.run.empty()) view.run = event.run;
    static_cast<void>(take_run(builder, event) || take_step(builder, event) || take_question(builder, event) ||
                      take_migration(builder, event) || take_backup(builder, event) || take_check(builder, event) ||
                      take_made(builder, event) || take_waiver(builder, event) || take_note(builder, event) ||
                      take_happening(builder, event));
    if (!event.run.empty()) {  // the run itself; maintenance may come from elsewhere
      builder.previous = event.time;
      builder.previous_kind = event.kind;
    }
    view.record.first = view.record.events == 0 ? event.seq : view.record.first;
    ++view.record.events;
    view.record.last = event.seq;
    view.record.hash = event.hash;
  }
  if (!builder.finished) view.ended = view.state == "paused" ? builder.paused_at : builder.previous;
  if (view.state.empty()) view.state = state_without_runbook(view);
  if (!view.began) {
    const auto own = std::ranges::find_if(events, [](const journal::Event& event) { return !event.run.empty(); });
    if (own != events.end()) view.began = own->time;
  }
  if (view.title.empty()) view.title = "Run " + view.run;
  view.t0 = find_t0(builder.steps);
  view.downtime = find_downtime(builder.steps, events);
  view.before_after = compare_checks(view.checks, view.migrations);
  view.failures = find_failures(builder, events);
  view.phases = arrange(std::move(builder.steps), view.planned);
  return std::move(builder.view);
}

}  // namespace run_view
