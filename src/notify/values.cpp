#include "notify/values.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/text.h"
#include "journal/events/backup_created.h"
#include "journal/events/migration_applied.h"
#include "journal/events/question_answered.h"
#include "journal/events/run_began.h"
#include "journal/events/run_bound.h"
#include "journal/events/run_finished.h"
#include "journal/events/step_finished.h"
#include "journal/typed.h"
#include "runner/run.h"

namespace notify {

using base::Instant;
using base::Milliseconds;

std::optional<Instant> Window::end() const {
  if (ended) return ended;
  if (!start() || duration <= Milliseconds{0}) return std::nullopt;
  return *start() + duration;
}

// "3-hour window (~1 hour of work)" is three hours; of "30-60 minutes" the longer one holds.
static std::optional<Milliseconds> span_in(std::string_view written) {
  std::string words;
  for (const char c : written) {
    if (c == '(' || c == ',' || c == ';') break;
    words += c == '-' || c == '/' ? ' ' : c;
  }
  std::optional<Milliseconds> found;
  const auto parts = base::split(words, ' ');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    auto unit = std::string(parts[i + 1]);
    if (unit == "to" || unit.empty()) continue;
    const auto span = base::parse_span(fmt::format("{} {}", parts[i], unit));
    if (span) found = std::max(found.value_or(Milliseconds{0}), *span);
  }
  return found ? found : base::parse_span(base::trim(words));
}

static void take_duration(const runbook::Runbook& runbook, const config::Messages& messages, const Given& given,
                          Window& window) {
  if (given.duration) {
    window.duration = *given.duration;
    window.duration_source = "--duration";
    return;
  }
  if (messages.duration > Milliseconds{0}) {
    window.duration = messages.duration;
    window.duration_source = "messages.duration";
    return;
  }
  for (const auto& fact : runbook.facts) {
    if (base::to_lower(fact.name).find("duration") == std::string::npos) continue;
    if (const auto span = span_in(fact.value); span && *span > Milliseconds{0}) {
      window.duration = *span;
      window.duration_source = fmt::format("the runbook's {}", fact.name);
      return;
    }
  }
}

Window window_of(std::span<const journal::Event> events, const runbook::Runbook& runbook,
                 const config::Messages& messages, const Given& given) {
  Window window;
  if (!events.empty()) {
    const auto state = runner::project(events);
    window.planned = state.planned;
    window.began = state.zero;
  }
  for (const auto& event : events) {
    if (journal::is_one_of<journal::RunFinished>(event)) window.ended = event.time;
  }
  if (given.zero) window.planned = given.zero;
  take_duration(runbook, messages, given, window);
  return window;
}

static void put(Values& values, const std::string& name, std::string text, std::string source) {
  if (!text.empty()) values.named[blank_name(name)] = {.text = std::move(text), .source = std::move(source)};
}

static void put_target(const journal::NamedTarget& target, Values& values) {
  put(values, "DATABASE", target.database, "the run's database");
  put(values, "DATABASE_SERVER", target.server, "the run's database");
  put(values, "ENVIRONMENT", target.environment, "the run's environment");
}

static void put_from_events(std::span<const journal::Event> events, Values& values) {
  std::vector<std::string> migrations;
  for (const auto& event : events) {
    if (const auto began = journal::as<journal::RunBegan>(event)) {
      put(values, "RUN", event.run, "the run");
      put(values, "RUN_ID", event.run, "the run");
      put(values, "LEAD", event.actor, "who began the run");
      put_target(began->target, values);
    } else if (const auto bound = journal::as<journal::RunBound>(event)) {
      put_target(bound->target, values);
    } else if (const auto backup = journal::as<journal::BackupCreated>(event)) {
      put(values, "BACKUP_ID", backup->id, "the run's backup");
      put(values, "BACKUP", backup->id, "the run's backup");
    } else if (const auto applied = journal::as<journal::MigrationApplied>(event)) {
      migrations.push_back(applied->name.empty() ? applied->version : applied->name);
      put(values, "VERSION", applied->version, "the last migration applied");
    } else if (const auto step = journal::as<journal::StepFinished>(event); step && step->state == "failed") {
      put(values, "FAILED_STEP", step->step, "the run");
      put(values, "FAILURE", step->verdict, "the run");
    } else if (const auto answer = journal::as<journal::QuestionAnswered>(event); answer && answer->when == "gate") {
      put(values, "DECISION", answer->answer, "the gate");
      put(values, "REASON", answer->reason, "the gate");
    } else if (const auto over = journal::as<journal::RunFinished>(event)) {
      put(values, "RESULT", over->state, "the run");
    }
  }
  if (migrations.empty()) return;
  put(values, "MIGRATIONS", fmt::format("{}", fmt::join(migrations, ", ")), "the run's migrations");
  put(values, "MIGRATION_COUNT", std::to_string(migrations.size()), "the run's migrations");
}

static void put_dates(Values& values, Instant start, const std::string& source) {
  const auto at = values.zone.local(start);
  const auto put_number = [&](const char* name, std::string written) {
    put(values, name, std::move(written), source);
  };
  put_number("YYYYMMDD", fmt::format("{:04}{:02}{:02}", at.year, at.month, at.day));
  const auto by_pattern = [&](const char* name, std::string written) {
    values.named[name] = {.text = std::move(written), .source = source};
  };
  by_pattern("YYYY-MM-DD", fmt::format("{:04}-{:02}-{:02}", at.year, at.month, at.day));
  by_pattern("DD.MM.YYYY", fmt::format("{:02}.{:02}.{:04}", at.day, at.month, at.year));
  by_pattern("DD/MM/YYYY", fmt::format("{:02}/{:02}/{:04}", at.day, at.month, at.year));
  by_pattern("MM/DD/YYYY", fmt::format("{:02}/{:02}/{:04}", at.month, at.day, at.year));
  for (const char* name : {"DATE", "START_DATE", "MAINTENANCE_DATE", "DAY"})
    put(values, name, values.zone.date(start), source);
  for (const char* name : {"TIMEZONE", "TIME_ZONE", "TZ"}) put(values, name, values.zone.zone(start), source);
}

Values values_of(std::span<const journal::Event> events, const runbook::Runbook& runbook,
                 const config::Messages& messages, const Given& given, Instant now) {
  Values values;
  values.zone = Zone(messages.time_zone);
  values.window = window_of(events, runbook, messages, given);
  values.now = now;
  for (const auto& fact : runbook.facts) {
    // A date in the file is as old as the file; the window's own is put over it.
    put(values, fact.name, fact.value, fmt::format("the runbook's {}", fact.name));
  }
  put(values, "TITLE", runbook.title, "the runbook");
  put(values, "RUNBOOK", runbook.title, "the runbook");
  put_from_events(events, values);
  const auto& window = values.window;
  if (window.start()) put_dates(values, *window.start(), window.began ? "when T-0 was" : "T-0");
  if (!window.start()) {
    for (const char* name : {"DATE", "START_DATE", "MAINTENANCE_DATE", "DAY"}) values.named.erase(name);
  }
  if (window.end()) put(values, "END_DATE", values.zone.date(*window.end()), "the window's end");
  if (window.ended && window.began)
    put(values, "DURATION", base::format_span(*window.ended - *window.began), "the run");
  else if (window.duration > Milliseconds{0})
    put(values, "DURATION", base::format_span(window.duration), window.duration_source);
  put(values, "NOW", values.zone.date(now) + ", " + values.zone.time(now), "the clock");
  for (const auto& [name, value] : messages.values) put(values, name, value, "messages.values");
  for (const auto& [name, value] : given.values) put(values, name, value, "--set");
  return values;
}

// The text around a blank, in lower case.
static bool has_word(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

// [TIME] alone says nothing; the words beside it do: "at [TIME]", "by [TIME]", "[TIME]: Maintenance begins".
// A new time is one that nobody has given yet.
static std::string meaning_of_time(const Blank& blank) {
  const auto before = base::to_lower(std::string_view(blank.line).substr(0, blank.column));
  const auto after = base::to_lower(std::string_view(blank.line).substr(blank.column + blank.written.size()));
  if (has_word(before, {"new ", "extended", "revised", "updated"})) return "NEW_TIME";
  const auto near = base::trim(before);
  for (const std::string_view word : {"by", "until", "till", "to", "completion:", "completion time:", "complete:"}) {
    if (near.ends_with(word)) return "END_TIME";
  }
  for (const std::string_view word : {"at", "before", "from", "begin", "begins", "start", "starts"}) {
    if (near.ends_with(word)) return "START_TIME";
  }
  if (has_word(after, {"complet", "restored", " end", "finish", "back online", "available again"})) return "END_TIME";
  if (has_word(after, {"begin", "start"})) return "START_TIME";
  if (has_word(before, {"complet", "finish"})) return "END_TIME";
  return "";
}

static std::string meaning(const Blank& blank) {
  if (blank.name == "TIME" || blank.name == "HH:MM") return meaning_of_time(blank);
  if (blank.name == "ID") {
    const auto line = base::to_lower(blank.line);
    if (has_word(line, {"backup"})) return "BACKUP_ID";
    if (has_word(line, {"run id", "run-id", "run:"})) return "RUN_ID";
    return "";
  }
  return blank.name;
}

static bool zone_is_beside(const Blank& blank) {
  const auto line = blank_name(blank.line);
  return line.find("TIMEZONE") != std::string::npos || line.find("TIME_ZONE") != std::string::npos;
}

// The first word behind a blank, out of its parenthesis: where a text names the zone of a time itself.
static std::string_view word_behind(const Blank& blank) {
  auto rest = base::trim(std::string_view(blank.line).substr(blank.column + blank.written.size()));
  if (rest.starts_with('(')) rest.remove_prefix(1);
  const auto is_part = [](unsigned char c) { return std::isalnum(c) != 0 || c == '+' || c == '-' || c == ':'; };
  return rest.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(rest, is_part) - rest.begin()));
}

// "05:00 CET (UTC+01:00)", without what the text itself says of the zone.
static std::string clock_time(const Values& values, const Blank& blank, Instant at) {
  const auto behind = word_behind(blank);
  const auto local = values.zone.local(at);
  const bool promised = behind == "UTC" || behind == "GMT" || behind == "Z";
  // The text may promise UTC to readers anywhere, whatever the zone of the messages.
  const Zone& zone = promised ? Zone::utc() : values.zone;
  const bool named = promised || behind == local.short_zone || behind == local.offset || zone_is_beside(blank);
  auto written = named ? zone.bare_time(at) : zone.time(at);
  // The day that the message is about is the one where its readers are.
  const auto start = values.window.start();
  if (start && zone.date(at) != values.zone.date(*start)) written = zone.date(at) + ", " + written;
  return written;
}

// "CET (UTC+01:00)", without a "(UTC+01:00)" that the text has itself.
static Filling zone_for(const Values& values, const Blank& blank, const Filling& filling) {
  const auto start = values.window.start();
  if (!start || filling.text != values.zone.zone(*start)) return filling;
  const auto local = values.zone.local(*start);
  return word_behind(blank) == local.offset ? Filling{.text = local.short_zone, .source = filling.source} : filling;
}

// A time is never without its zone, and an end on another day never without its date.
static std::optional<Filling> time_for(const Values& values, const Blank& blank, const std::string& name) {
  const auto& window = values.window;
  std::optional<Instant> at;
  std::string source;
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
  };
  if (is({"START_TIME", "START", "BEGIN", "BEGIN_TIME", "T_0", "T0", "MAINTENANCE_START"})) {
    at = window.start();
    source = window.began ? "when T-0 was" : "T-0";
  } else if (is({"END_TIME", "END", "FINISH_TIME", "COMPLETION_TIME", "EXPECTED_COMPLETION", "MAINTENANCE_END"})) {
    at = window.end();
    source = window.ended ? "when the run ended" : fmt::format("T-0 and {}", window.duration_source);
  } else if (is({"PLANNED_START"})) {
    at = window.planned;
    source = "T-0 as planned";
  } else if (is({"ACTUAL_START"})) {
    at = window.began;
    source = "when T-0 was";
  } else if (is({"ACTUAL_END"})) {
    at = window.ended;
    source = "when the run ended";
  } else if (is({"CURRENT_TIME"})) {
    at = values.now;
    source = "the clock";
  }
  if (!at) return std::nullopt;
  return Filling{.text = clock_time(values, blank, *at), .source = std::move(source)};
}

std::optional<Filling> look_up(const Values& values, const Blank& blank) {
  if (blank.name.empty()) return std::nullopt;
  if (const auto found = values.named.find(blank.name); found != values.named.end())
    return zone_for(values, blank, found->second);
  const auto name = meaning(blank);
  if (name.empty()) return std::nullopt;
  if (const auto found = values.named.find(name); found != values.named.end()) return found->second;
  return time_for(values, blank, name);
}

}  // namespace notify
