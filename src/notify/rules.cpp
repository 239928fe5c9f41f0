#include "notify/rules.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "journal/events/question_answered.h"
#include "journal/events/question_asked.h"
#include "journal/events/run_began.h"
#include "journal/events/run_finished.h"
#include "journal/events/step_began.h"
#include "journal/events/step_finished.h"
#include "journal/typed.h"
#include "notify/message.h"
#include "runbook/due.h"

namespace notify {

using base::Instant;
using base::Milliseconds;
using config::MessageRule;

// The names a rule may use for an event: its kind, and what it means where the kind alone does not say it.
static bool is_called(const journal::Event& event, const std::string& name) {
  if (event.kind == name) return true;
  if (name == "gate.no_go" || name == "gate.go") {
    const auto answered = journal::as<journal::QuestionAnswered>(event);
    if (!answered || answered->when != "gate") return false;
    const bool no = base::to_lower(answered->answer).starts_with("no");
    return no == (name == "gate.no_go");
  }
  if (name == "step.failed") {
    if (const auto finished = journal::as<journal::StepFinished>(event)) return finished->state == "failed";
    const auto asked = journal::as<journal::QuestionAsked>(event);
    return asked && asked->when == "failed";
  }
  return false;
}

// A failure is told once for each attempt: asked about first, finished as failed later.
static std::string occasion_of(std::span<const journal::Event> events, std::size_t index, const std::string& name) {
  const auto& event = events[index];
  if (name != "step.failed") return std::to_string(event.seq);
  const auto step = journal::step_of(event);
  int attempt = 0;
  for (std::size_t i = 0; i < index; ++i) {
    if (journal::is_one_of<journal::StepBegan>(events[i]) && journal::step_of(events[i]) == step) ++attempt;
  }
  return fmt::format("{}#{}", step, attempt);
}

// Several kinds have one.
static std::string state_of(const journal::Event& event) {
  return base::text_at(event.data, "state");
}

// What a status page is to say, where the rule does not.
static std::string status_of(const MessageRule& rule, const journal::Event* event) {
  if (!rule.status.empty()) return rule.status;
  if (rule.event == journal::RunFinished::kind)
    return event && state_of(*event) == "passed" ? "resolved" : "identified";
  if (rule.event == journal::RunBegan::kind) return "in_progress";
  if (rule.event == "due") return "scheduled";
  return "";
}

static void add(const MessageRule& rule, const std::string& occasion, const std::string& why, Instant since,
                Instant now, const journal::Event* event, std::vector<TriggeredMessage>& wanted) {
  for (const auto& channel : rule.channels) {
    const auto key = fmt::format("{}/{}/{}/{}", rule.event, occasion, base::slug(rule.template_name), channel);
    if (std::ranges::find(wanted, key, &TriggeredMessage::key) != wanted.end()) continue;
    wanted.push_back({.rule = &rule,
                      .channel = channel,
                      .template_name = rule.template_name,
                      .key = key,
                      .why = why,
                      .status = status_of(rule, event),
                      .since = since,
                      .late = now - since > rule.late});
  }
}

static void take_events(const MessageRule& rule, std::span<const journal::Event> events, Instant now,
                        std::vector<TriggeredMessage>& wanted) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& event = events[i];
    if (!is_called(event, rule.event)) continue;
    if (!rule.state.empty() && state_of(event) != rule.state) continue;
    if (!rule.step.empty() && !base::glob_matches(rule.step, journal::step_of(event))) continue;
    add(rule, occasion_of(events, i, rule.event), fmt::format("{}, event {}", rule.event, event.seq), event.time, now,
        &event, wanted);
  }
}

static void add_problem(const MessageRule& rule, const std::string& problem, Instant now,
                        std::vector<TriggeredMessage>& wanted) {
  for (const auto& channel : rule.channels) {
    wanted.push_back({.rule = &rule,
                      .channel = channel,
                      .template_name = rule.template_name,
                      .why = rule.event,
                      .since = now,
                      .problem = problem});
  }
}

// A template's heading says when it is due: "T-7 Days: Initial Announcement".
static void take_due(const MessageRule& rule, const runbook::Template& found, const Window& window, Instant now,
                     std::vector<TriggeredMessage>& wanted) {
  if (!window.planned) return;
  const auto due = runbook::read_due(found.title, {});
  if (!due) {
    add_problem(rule, fmt::format("the heading \"{}\" does not say when the message is due", found.title), now,
                wanted);
    return;
  }
  const auto at = *window.planned + due->offset;
  if (at > now) return;
  // The window's time is part of the key: after a reschedule everybody is told anew.
  add(rule, base::format_instant(at), fmt::format("due {}", runbook::format_due(*due)), at, now, nullptr, wanted);
}

// Late means: it should be over and is not. Only the newest of the repetitions is true.
static void take_delay(const MessageRule& rule, std::span<const journal::Event> events, const Window& window,
                       Instant now, std::vector<TriggeredMessage>& wanted) {
  if (events.empty() || window.ended || !window.end() || now < *window.end()) return;
  const auto every = rule.every.value_or(Milliseconds{30LL * 60'000});
  const auto passed = std::chrono::duration_cast<Milliseconds>(now - *window.end());
  const auto number = passed / every;
  add(rule, fmt::format("{}+{}", base::format_instant(*window.end()), number),
      fmt::format("late by {}", base::format_span(passed)), *window.end() + number * every, now, nullptr, wanted);
}

static bool is_for(const MessageRule& rule, const runbook::Runbook& runbook) {
  if (rule.runbook.empty()) return true;
  return base::glob_matches(rule.runbook, runbook.file) ||
         base::glob_matches(rule.runbook, std::filesystem::path(runbook.file).filename().string());
}

static void take(const MessageRule& rule, std::span<const journal::Event> events, const runbook::Runbook& runbook,
                 const Window& window, Instant now, std::vector<TriggeredMessage>& wanted) {
  const auto before = wanted.size();
  try {
    const auto& found = find_template(runbook, rule.template_name);
    if (rule.event == "due") {
      take_due(rule, found, window, now, wanted);
    } else if (rule.event == "delay") {
      take_delay(rule, events, window, now, wanted);
    } else {
      take_events(rule, events, now, wanted);
    }
  } catch (const base::Error& error) {
    // A slip in one rule must not keep the others' messages back.
    wanted.resize(before);
    add_problem(rule, error.message(), now, wanted);
  }
}

std::vector<TriggeredMessage> messages_for(std::span<const journal::Event> events, const runbook::Runbook& runbook,
                                           const config::Messages& messages, const Window& window, Instant now) {
  std::vector<TriggeredMessage> wanted;
  for (const auto& rule : messages.rules) {
    if (is_for(rule, runbook)) take(rule, events, runbook, window, now, wanted);
  }
  std::ranges::stable_sort(wanted, {}, &TriggeredMessage::since);
  return wanted;
}

}  // namespace notify
