#include "report/run_view.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "report/builder.h"
#include "report/lookup.h"

namespace report {

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
static void resume(Builder& builder, const journal::Event& event) {
  builder.before_resume = {builder.view.state, builder.paused, builder.finished};
  // What people noted while it was paused does not make the pause shorter.
  const auto since = std::exchange(builder.paused_at, std::nullopt);
  Interruption interruption{.last_seen = since ? *since : builder.previous.value_or(event.time),
                            .resumed = event.time,
                            .unfinished = texts_at(event.data, "unfinished"),
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

static void plan_step(Builder& builder, const base::Json& planned, const std::string& phase = {}) {
  const std::string id = text_at(planned, "id");
  if (id.empty()) return;
  Step& step = builder.step(id);
  const auto take = [&](std::string& into, const char* key) {
    if (auto text = text_at(planned, key); !text.empty()) into = std::move(text);
  };
  take(step.title, "title");
  take(step.kind, "kind");
  take(step.phase, "phase");
  if (step.phase.empty()) step.phase = phase;
  take(step.section, "section");
  step.line = static_cast<int>(number_at(planned, "line").value_or(step.line));
  if (const auto due = span_at(planned, "due_ms")) step.due = due;
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

bool take_run(Builder& builder, const journal::Event& event) {
  auto& view = builder.view;
  if (event.kind == "run.began") {
    if (view.began) resume(builder, event);
    if (!view.began) view.began = event.time;
    view.title = text_at(event.data, "title");
    view.runbook = text_at(event.data, "runbook");
    view.runbook_hash = text_at(event.data, "runbook_hash");
    view.runbook_path = text_at(event.data, "path");
    view.facts = pairs_at(event.data, "facts");
    view.target = {};
    runbook::take_target(view.target, event);
    view.planned = planned_duration(view.facts);
    for (const auto& planned : list_at(event.data, "steps")) plan_step(builder, planned);
    view.state = "unfinished";
    return true;
  }
  if (event.kind == "run.bound") {
    runbook::take_target(view.target, event);
    return true;
  }
  if (event.kind == "run.resumed") {
    resume(builder, event);
    if (auto hash = text_at(event.data, "runbook_hash"); !hash.empty()) view.runbook_hash = std::move(hash);
    for (const auto& planned : list_at(event.data, "steps")) plan_step(builder, planned);
    view.state = "unfinished";
    return true;
  }
  if (event.kind == "run.paused") {
    view.state = "paused";
    builder.paused = text_at(event.data, "reason");
    if (builder.paused.empty()) builder.paused = "paused";
    builder.paused_at = event.time;
    return true;
  }
  if (event.kind == "procedure.finished" && std::exchange(builder.procedure_alone, false)) {
    put_back(builder, event.time);
    return false;
  }
  if (event.kind == "procedure.began") {
    builder.procedure_alone = builder.previous_kind == "run.resumed";
    for (const auto& planned : list_at(event.data, "steps"))
      plan_step(builder, planned, "On demand: " + text_at(event.data, "procedure"));
    return false;  // a line of its own as well
  }
  if (event.kind == "run.finished") {
    view.state = text_at(event.data, "state");
    view.ended = event.time;
    builder.finished = true;
    return true;
  }
  return false;
}

bool take_note(Builder& builder, const journal::Event& event) {
  if (event.kind != "note") return false;
  if (flag_at(event.data, "action").value_or(false)) {
    builder.view.actions.push_back({.time = event.time,
                                    .text = text_at(event.data, "text"),
                                    .owner = text_at(event.data, "owner"),
                                    .due = text_at(event.data, "due"),
                                    .by = event.actor});
  } else {
    builder.view.notes.push_back({.time = event.time, .by = event.actor, .text = text_at(event.data, "text")});
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
    // A report that was written before is no part of what happened.
    if (event.kind == "report.written") continue;
    if (!event.run.empty()) view.run = event.run;
    static_cast<void>(take_run(builder, event) || take_step(builder, event) || take_question(builder, event) ||
                      take_migration(builder, event) || take_backup(builder, event) || take_check(builder, event) ||
                      take_note(builder, event) || take_happening(builder, event));
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

}  // namespace report
