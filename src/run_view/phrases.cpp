#include "run_view/phrases.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/text.h"
#include "journal/events/procedure_finished.h"
#include "run_view/order.h"

namespace run_view {

Outcome outcome_of(std::string_view word) {
  constexpr std::array good{"passed", "pass", "ok", "applied", "proved", "done"};
  constexpr std::array warning{"warn",    "warning", "warned", "waived",    "interrupted",
                               "stopped", "paused",  "undone", "unfinished"};
  constexpr std::array bad{"failed", "fail", "error"};
  if (std::ranges::find(good, word) != good.end()) return Outcome::good;
  if (std::ranges::find(warning, word) != warning.end()) return Outcome::warning;
  if (std::ranges::find(bad, word) != bad.end()) return Outcome::bad;
  return Outcome::neutral;
}

std::string_view sign(Outcome outcome) {
  switch (outcome) {
    case Outcome::good:
      return "✓";
    case Outcome::warning:
      return "!";
    case Outcome::bad:
      return "✗";
    case Outcome::neutral:
      return "·";
  }
  return "·";
}

std::string clock_time(Instant time, const RunView& view) {
  using std::chrono::days;
  const bool one_day =
      view.began && view.ended && std::chrono::floor<days>(*view.began) == std::chrono::floor<days>(*view.ended);
  const auto seconds = fmt::gmtime(std::chrono::system_clock::to_time_t(time));
  return one_day ? fmt::format("{:%H:%M:%S}", seconds) : fmt::format("{:%m-%d %H:%M:%S}", seconds);
}

std::string due_text(Milliseconds due) {
  if (due.count() == 0) return "T-0";
  const bool before = due.count() < 0;
  const auto span = before ? -due : due;
  constexpr long long day = 24 * 3600'000LL;
  const long long days = span.count() / day;
  const bool whole_days = days > 0 && span.count() % day == 0;
  const auto text = whole_days ? number_of(days, "day") : base::format_span(span);
  return (before ? "T-" : "T+") + text;
}

std::string relative_text(Instant time, Instant t0) {
  const auto span = std::chrono::duration_cast<Milliseconds>(time - t0);
  // Tenths of a second are noise from a minute on; format_span leaves them out.
  return due_text(span);
}

std::string span_text(const std::optional<Milliseconds>& span) {
  return span ? base::format_span(*span) : std::string();
}

std::string number_text(const std::optional<long long>& number) {
  return number ? grouped(*number) : std::string();
}

std::string bytes_text(const std::optional<long long>& bytes) {
  return bytes ? base::format_bytes(*bytes) : std::string();
}

std::string number_of(long long count, std::string_view singular, std::string_view plural) {
  return grouped(count) + base::count_of(count, singular, plural).substr(std::to_string(count).size());
}

std::string holding_text(const Proof& proof) {
  return fmt::format("{}, {}", number_of(proof.tables, "table"), number_of(proof.rows, "row"));
}

std::string migration_name(const std::string& version, const std::string& name) {
  if (name.empty()) return version;
  return version.empty() || name.find(version) != std::string::npos ? name : version + " " + name;
}

std::string_view about_text(std::string_view about) {
  static const std::map<std::string_view, std::string_view> texts{{"task", "sign-off"},
                                                                  {"gate", "go/no-go"},
                                                                  {"choice", "choice"},
                                                                  {"field", "filled in"},
                                                                  {"difference", "waiver"},
                                                                  {"failed", "after a failure"},
                                                                  {"interrupted", "after an interruption"},
                                                                  {"dangerous", "dangerous step"},
                                                                  {"contradicted", "waiver"},
                                                                  {"checkpoint", "filled in"}};
  const auto found = texts.find(about);
  return found == texts.end() ? about : found->second;
}

std::string question_text(const RunView& view, const Answer& answer) {
  std::string title = answer.step;
  view.for_each_step([&](const Step& step) {
    if (step.id == answer.step) title = step.title;
  });
  if (answer.question.empty()) return title;
  if (title.empty() || answer.question.find(title) != std::string::npos) return answer.question;
  return title + ": " + answer.question;
}

bool is_told(const Step& step, const Answer& answer) {
  if (answer.by.empty()) return false;
  return std::ranges::any_of(step.attempts, [&](const Attempt& attempt) {
    return attempt.verdict.find(answer.by) != std::string::npos &&
           attempt.verdict.find(answer.reason) != std::string::npos;
  });
}

bool are_told_fields(const Step& step, const Answer& answer) {
  return std::ranges::all_of(answer.fields, [&](const auto& field) {
    const std::string line = field.first + ": " + field.second;
    return std::ranges::any_of(step.attempts,
                               [&](const Attempt& a) { return a.evidence.find(line) != std::string::npos; });
  });
}

bool calls_for_action(const CheckResult& result) {
  const Outcome outcome = outcome_of(result.verdict);
  return !result.todo.empty() && (outcome == Outcome::warning || outcome == Outcome::bad);
}

bool is_decision(const Answer& answer) {
  return answer.about != "task" && answer.about != "field" && answer.about != "checkpoint";
}

std::vector<Part> course_of(const Step& step) {
  std::vector<Part> parts;
  for (const auto& attempt : step.attempts) parts.push_back({.attempt = &attempt});
  for (const auto& answer : step.answers) parts.push_back({.answer = &answer});
  sort_by(parts, [](const Part& part) { return part.attempt ? part.attempt->began : part.answer->time; });
  return parts;
}

static std::map<std::string, long long> counted_states(const RunView& view) {
  std::map<std::string, long long> counts;
  view.for_each_step([&](const Step& step) { ++counts[step.state]; });
  return counts;
}

std::string step_counts(const RunView& view) {
  auto counts = counted_states(view);
  long long all = 0;
  for (const auto& [state, count] : counts) all += count;
  std::string text = fmt::format("{} of {} passed", grouped(counts["passed"]), number_of(all, "step"));
  for (const char* state : {"failed", "waived", "skipped", "interrupted", "running", "waiting"}) {
    if (counts[state] > 0) text += fmt::format(", {} {}", grouped(counts[state]), state);
  }
  return text;
}

std::string state_text(const RunView& view) {
  return view.left.empty() ? view.state : fmt::format("{}, {} left to people", view.state, view.left.size());
}

static std::string outcome_sentence(const RunView& view) {
  const auto duration = view.duration();
  const std::string took = duration ? base::format_span(*duration) : "an unknown time";
  std::string text;
  if (view.state == "passed" && !view.left.empty())
    text = fmt::format("The run passed, {} left to people, after {}", view.left.size(), took);
  else if (view.state == "passed")
    text = "The run passed after " + took;
  else if (view.state == "failed")
    text = "The run failed after " + took;
  else if (view.state == "stopped")
    text = "The run was stopped after " + took;
  else if (view.state == "paused")
    text = "The run was paused after " + took;
  else
    text = "The run has not finished; the record ends after " + took;
  if (view.planned) text += fmt::format("; planned: {}", base::format_span(*view.planned));
  return text + ".";
}

static std::optional<std::string> migrations_sentence(const RunView& view) {
  if (view.migrations.empty()) return std::nullopt;
  Milliseconds total{0};
  std::map<std::string, long long> counts;
  for (const auto& migration : view.migrations) {
    ++counts[migration.state];
    if (migration.state == "applied") total += migration.duration.value_or(Milliseconds(0));
  }
  std::string text = counts["applied"] == 0
                         ? (counts["undone"] > 0 ? "No migration is left applied" : "No migration was applied")
                         : number_of(counts["applied"], "migration was", "migrations were") + " applied";
  if (counts["applied"] > 0) text += " in " + base::format_span(total);
  if (counts["undone"] > 0) text += fmt::format(", {} undone", counts["undone"]);
  if (counts["failed"] > 0) text += fmt::format(", {} failed", counts["failed"]);
  if (counts["running"] > 0) text += fmt::format(", {} did not come to an end", counts["running"]);
  return text + ".";
}

static std::optional<std::string> backup_sentence(const RunView& view) {
  if (view.backups.empty())
    return view.migrations.empty() ? std::nullopt : std::optional<std::string>("No backup is on record.");
  const auto& backup = view.backups.back();
  const auto proof = std::ranges::find_if(backup.proofs, [](const Proof& p) { return p.ok; });
  std::string text = fmt::format("Backup {}", backup.id);
  if (backup.bytes) text += fmt::format(" ({})", base::format_bytes(*backup.bytes));
  if (proof != backup.proofs.end()) {
    text += fmt::format(" was proved by restoring it: {}.", holding_text(*proof));
  } else {
    text += backup.proofs.empty() ? " was taken; nobody has tried to restore it."
                                  : " did not restore to the same database.";
  }
  if (!backup.restores.empty()) text += " It was restored.";
  return text;
}

static std::optional<std::string> trouble_sentence(const RunView& view) {
  if (view.failures.empty()) return std::nullopt;
  const auto open = std::ranges::count(view.failures, false, &Failure::resolved);
  const auto all = std::ssize(view.failures);
  const std::string what = fmt::format("{} went wrong", number_of(all, "thing"));
  if (open == 0) return what + (all == 1 ? " and was dealt with." : "; all were dealt with.");
  if (all == 1) return what + " and is still open.";
  return fmt::format("{}; {} still open.", what, open == all ? std::string("all are") : number_of(open, "is", "are"));
}

static std::optional<std::string> interruptions_sentence(const RunView& view) {
  if (view.interruptions.empty()) return std::nullopt;
  Milliseconds away{0};
  long long paused = 0;
  for (const auto& interruption : view.interruptions) {
    away += interruption.resumed - interruption.last_seen;
    if (!interruption.reason.empty()) ++paused;
  }
  const auto broken = std::ssize(view.interruptions) - paused;
  const auto times = [](long long count) {
    return count == 1 ? std::string("once") : fmt::format("{} times", count);
  };
  std::string text = "It was ";
  if (broken > 0) text += "broken off " + times(broken);
  if (paused > 0) text += fmt::format("{}paused {}", broken > 0 ? " and " : "", times(paused));
  return fmt::format("{}, and went on where it was; {} passed in between.", text, base::format_span(away));
}

static std::optional<std::string> procedures_sentence(const RunView& view) {
  std::vector<std::string> told;
  for (const auto& event : view.happenings) {
    if (event.kind == journal::ProcedureFinished::kind) told.push_back(event.what);
  }
  if (told.empty()) return std::nullopt;
  return fmt::format("On demand: {}.", fmt::join(told, "; "));
}

static std::optional<std::string> downtime_sentence(const RunView& view) {
  if (!view.downtime) return std::nullopt;
  const auto& downtime = *view.downtime;
  if (!downtime.to)
    return fmt::format("Maintenance mode has been on since {}.", base::format_for_people(downtime.from));
  return fmt::format("Maintenance mode was on for {}.", base::format_span(*downtime.to - downtime.from));
}

static std::optional<std::string> people_sentence(const RunView& view) {
  if (view.answers.empty()) return std::nullopt;
  // Votes decide together.
  auto decisions = std::ranges::count_if(view.answers, [](const Answer& a) { return is_decision(a) && !a.vote; });
  std::set<std::string> voted;
  for (const auto& answer : view.answers) {
    if (answer.vote && voted.insert(answer.step).second) ++decisions;
  }
  const auto signed_off = std::ranges::count(view.answers, "task", &Answer::about);
  std::vector<std::string> people;
  for (const auto& answer : view.answers) {
    if (std::ranges::find(people, answer.by) == people.end()) people.push_back(answer.by);
  }
  std::string text = people.size() == 1 ? people.front() : number_of(std::ssize(people), "person", "people");
  if (decisions > 0) text += " made " + number_of(decisions, "decision");
  if (signed_off > 0)
    text += fmt::format("{} signed off {}", decisions > 0 ? " and" : "", number_of(signed_off, "task"));
  if (decisions + signed_off == 0) text += " filled in what was asked";
  return text + ".";
}

std::string broken_sentence(const RunView& view) {
  return fmt::format("The journal is not as it was written ({}): nothing below can be relied on",
                     view.record.broken) +
         "; 'lockkeeper audit verify' says more.";
}

std::vector<std::string> summary(const RunView& view) {
  std::vector<std::string> sentences;
  if (!view.record.broken.empty()) sentences.push_back(broken_sentence(view));
  for (const auto& each : view.waivers) {
    // What a gate says of itself has no words of the runbook's.
    const bool own_words = !each.claim.empty() && !each.evidence.starts_with(each.claim + ": ");
    sentences.push_back(fmt::format("Waived by {}: {}{}{}.", each.by.empty() ? "somebody" : each.by,
                                    own_words ? fmt::format("'{}', although ", each.claim) : "", each.evidence,
                                    each.reason.empty() ? "" : fmt::format(" ({})", each.reason)));
  }
  sentences.push_back(outcome_sentence(view));
  long long steps = 0;
  view.for_each_step([&](const Step&) { ++steps; });
  if (steps > 0) sentences.push_back(step_counts(view) + ".");
  for (const auto& each : view.left) sentences.push_back("Left to people: " + each + ".");
  for (const auto& sentence :
       {migrations_sentence(view), trouble_sentence(view), procedures_sentence(view), interruptions_sentence(view),
        backup_sentence(view), downtime_sentence(view), people_sentence(view)}) {
    if (sentence) sentences.push_back(*sentence);
  }
  return sentences;
}

std::string after_colon(const std::string& text) {
  return text.empty() ? std::string() : ": " + text;
}

}  // namespace run_view
