// What went wrong, and what the events after it say was done about it.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "journal/events/migration_applied.h"
#include "journal/events/migration_failed.h"
#include "journal/events/migration_resolved.h"
#include "journal/events/migration_undone.h"
#include "journal/typed.h"
#include "run_view/builder.h"
#include "run_view/order.h"
#include "run_view/phrases.h"

namespace run_view {

using journal::Event;

namespace {

// One thing that went wrong, and the step it belongs to, if any.
struct Trouble {
  std::string step;
  std::string title;  // of that step
  std::string cause;  // without the step: "migration 3 add_x failed: no such table"
  std::vector<std::pair<Instant, std::string>> done = {};
  Failure failure;
};

}  // namespace

static std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) {
    if (line.empty()) continue;
    if (!text.empty()) text += '\n';
    text += line;
  }
  return text;
}

static std::string labelled(std::string_view label, const std::string& text) {
  return text.empty() ? std::string() : fmt::format("{}: {}", label, text);
}

static void did(Trouble& trouble, Instant time, std::string what) {
  trouble.done.emplace_back(time, std::move(what));
}

// Answers and further attempts, in the order they came.
static void follow_step(Trouble& trouble, const Step& step, const Attempt& failed) {
  for (const auto& answer : step.answers) {
    if (answer.time < trouble.failure.time || !is_decision(answer)) continue;
    did(trouble, answer.time,
        fmt::format("{} decided: {}{}", answer.by, answer.answer,
                    answer.reason.empty() ? "" : " (" + answer.reason + ")"));
  }
  for (const auto& attempt : step.attempts) {
    if (attempt.number <= failed.number || attempt.began < trouble.failure.time) continue;
    did(trouble, attempt.began,
        fmt::format("attempt {} {}{}{}", attempt.number, attempt.state,
                    attempt.duration ? " in " + base::format_span(*attempt.duration) : "",
                    attempt.wrong ? after_colon(attempt.verdict) : ""));
  }
  trouble.failure.resolved = step.state == "passed" || step.state == "waived" || step.state == "skipped";
}

// One for each step, however often it was tried.
static std::vector<Trouble> of_steps(const Builder& builder) {
  std::vector<Trouble> troubles;
  for (const auto& step : builder.steps) {
    const auto failed = std::ranges::find_if(step.attempts, [](const Attempt& a) { return a.wrong.has_value(); });
    if (failed == step.attempts.end()) continue;
    const bool says_code = failed->verdict.find("exit code") != std::string::npos;
    const auto exit =
        failed->exit_code.value_or(0) != 0 && !says_code ? fmt::format("exit code {}", *failed->exit_code) : "";
    Trouble trouble{.step = step.id,
                    .title = step.title,
                    .cause = {},
                    .failure = {.time = *failed->wrong,
                                .what = fmt::format("\"{}\" went wrong{}", step.title, after_colon(failed->verdict)),
                                .detail = joined({exit, failed->evidence})}};
    follow_step(trouble, step, *failed);
    troubles.push_back(std::move(trouble));
  }
  return troubles;
}

static Trouble read_migration(const Event& event, const journal::MigrationFailed& failed) {
  const auto name = migration_name(failed.version, failed.name);
  auto message = failed.message;
  for (const auto& known : {name, failed.name}) {  // often said there as well
    if (const auto twice = known + " failed: "; message.starts_with(twice)) message.erase(0, twice.size());
  }
  const std::string cause = fmt::format("migration {} failed{}", name, after_colon(message));
  return {.step = journal::step_of(event),
          .title = {},
          .cause = cause,
          .failure = {.time = event.time,
                      .what = cause,
                      .detail = joined({labelled("at", failed.place), labelled("statement", failed.statement),
                                        labelled("SQLSTATE", failed.sqlstate), labelled("detail", failed.detail),
                                        labelled("hint", failed.hint)})}};
}

namespace {

struct MigrationEnd {
  std::string version;
  std::string told;
};

}  // namespace

// How a migration that had failed was brought to an end after all.
static std::optional<MigrationEnd> end_of_migration(const Event& event) {
  if (const auto applied = journal::as<journal::MigrationApplied>(event))
    return MigrationEnd{applied->version, "the migration was applied after all"};
  if (const auto undone = journal::as<journal::MigrationUndone>(event))
    return MigrationEnd{undone->version, "the migration was undone"};
  if (const auto resolved = journal::as<journal::MigrationResolved>(event))
    return MigrationEnd{resolved->version, fmt::format("{} declared it {}", event.actor, resolved->claim)};
  return std::nullopt;
}

// One for each migration, until it is applied or undone after all.
static std::vector<Trouble> of_migrations(const std::vector<Event>& events) {
  std::vector<Trouble> troubles;
  std::map<std::string, std::size_t> open;  // by version
  for (const auto& event : events) {
    if (const auto failed = journal::as<journal::MigrationFailed>(event)) {
      const auto [known, first] = open.try_emplace(failed->version, troubles.size());
      if (first) {
        troubles.push_back(read_migration(event, *failed));
      } else {
        did(troubles[known->second], event.time, "the migration failed again" + after_colon(failed->message));
      }
    }
    const auto end = end_of_migration(event);
    const auto known = end ? open.find(end->version) : open.end();
    if (known == open.end()) continue;
    did(troubles[known->second], event.time, end->told);
    troubles[known->second].failure.resolved = true;
    open.erase(known);
  }
  return troubles;
}

static std::vector<Trouble> of_backups(const Builder& builder) {
  std::vector<Trouble> troubles;
  for (const auto& backup : builder.view.backups) {
    for (const auto& proof : backup.proofs) {
      if (proof.ok) continue;
      const std::string cause = fmt::format("backup {} does not restore to the same database", backup.id);
      Trouble trouble{.step = {},
                      .title = {},
                      .cause = cause,
                      .failure = {.time = proof.time, .what = cause, .detail = joined(proof.differences)}};
      for (const auto& later : backup.proofs) {
        if (!later.ok || later.time <= proof.time) continue;
        did(trouble, later.time, "proved on another try");
        trouble.failure.resolved = true;
      }
      troubles.push_back(std::move(trouble));
    }
  }
  return troubles;
}

static std::vector<Trouble> of_checks(const Builder& builder) {
  std::vector<Trouble> troubles;
  std::map<std::string, std::size_t> open;  // by check
  for (const auto& check : builder.view.checks) {
    for (const auto& result : check.results) {
      const auto known = open.find(result.check);
      if (outcome_of(result.verdict) == Outcome::bad) {
        if (known != open.end()) continue;
        const std::string cause = fmt::format("check {} ({}) failed", result.check, check.suite);
        open[result.check] = troubles.size();
        troubles.push_back({.step = check.step,
                            .title = {},
                            .cause = cause,
                            .failure = {.time = check.time,
                                        .what = cause,
                                        .detail = joined({result.evidence, labelled("to do", result.todo)})}});
      } else if (known != open.end()) {
        did(troubles[known->second], check.time, fmt::format("{} in {}", result.verdict, check.suite));
        troubles[known->second].failure.resolved = true;
        open.erase(known);
      }
    }
  }
  return troubles;
}

// A step that failed because a migration or a check in it did is one trouble, told by both.
static void fold(std::vector<Trouble>& steps, const std::vector<Trouble>& causes) {
  std::vector<Trouble> alone;
  for (const auto& cause : causes) {
    const auto step =
        std::ranges::find_if(steps, [&](const Trouble& s) { return !cause.step.empty() && s.step == cause.step; });
    if (step == steps.end()) {
      alone.push_back(cause);
      continue;
    }
    auto& told = step->failure;
    // The cause says more than the step's own "exit code 1".
    told.what = step->cause.empty() ? fmt::format("\"{}\" went wrong: {}", step->title, cause.cause)
                                    : told.what + "; " + cause.cause;
    told.detail = step->cause.empty() ? cause.failure.detail : joined({told.detail, cause.failure.detail});
    step->cause = cause.cause;
    told.resolved = told.resolved && cause.failure.resolved;
    step->done.insert(step->done.end(), cause.done.begin(), cause.done.end());
  }
  steps.insert(steps.end(), alone.begin(), alone.end());
}

// A restore puts back what was before.
static void add_restores(const Builder& builder, std::vector<Trouble>& troubles) {
  for (const auto& backup : builder.view.backups) {
    for (const auto& restore : backup.restores) {
      for (auto& trouble : troubles) {
        if (trouble.failure.resolved || trouble.failure.time > restore.time) continue;
        did(trouble, restore.time, fmt::format("backup {} was restored as {}", backup.id, restore.database));
        trouble.failure.resolved = true;
      }
    }
  }
}

std::vector<Failure> find_failures(const Builder& builder, const std::vector<Event>& events) {
  auto troubles = of_steps(builder);
  for (const auto& causes : {of_migrations(events), of_checks(builder), of_backups(builder)}) fold(troubles, causes);
  add_restores(builder, troubles);
  sort_by(troubles, [](const Trouble& trouble) { return trouble.failure.time; });
  std::vector<Failure> failures;
  for (auto& trouble : troubles) {
    sort_by(trouble.done, [](const auto& done) { return done.first; });
    for (const auto& [time, what] : trouble.done) {
      trouble.failure.done.push_back(fmt::format("{} {}", clock_time(time, builder.view), what));
    }
    failures.push_back(std::move(trouble.failure));
  }
  return failures;
}

}  // namespace run_view
