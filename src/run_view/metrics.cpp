#include "run_view/metrics.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "run_view/phrases.h"

namespace run_view {

static Metric moment(std::string id, std::string name, const std::optional<Instant>& time) {
  return {.id = std::move(id),
          .name = std::move(name),
          .actual = time ? base::format_for_people(*time) : std::string(not_measured)};
}

static Metric duration(const RunView& view) {
  const auto span = view.duration();
  return {.id = "duration",
          .name = "Total duration",
          .planned = span_text(view.planned),
          .actual = span ? base::format_span(*span) : std::string(not_measured)};
}

static Metric backup_time(const RunView& view) {
  Metric metric{.id = "backup_time", .name = "Backup time", .actual = std::string(not_measured)};
  Milliseconds taking{0};
  Milliseconds proving{0};
  bool known = false;
  for (const auto& backup : view.backups) {
    known = known || backup.duration;
    taking += backup.duration.value_or(Milliseconds(0));
    for (const auto& proof : backup.proofs) proving += proof.duration.value_or(Milliseconds(0));
  }
  if (!known) return metric;
  metric.actual = base::format_span(taking);
  if (proving.count() > 0)
    metric.from = fmt::format("taking it; proving it took another {}", base::format_span(proving));
  return metric;
}

static Metric migration_time(const RunView& view) {
  Metric metric{.id = "migration_time", .name = "Migrations", .actual = "none"};
  Milliseconds took{0};
  Milliseconds estimated{0};
  bool all_estimated = true;
  long long applied = 0;
  for (const auto& migration : view.migrations) {
    if (migration.state != "applied") continue;
    ++applied;
    took += migration.duration.value_or(Milliseconds(0));
    estimated += migration.estimated.value_or(Milliseconds(0));
    all_estimated = all_estimated && migration.estimated;
  }
  if (applied == 0) return metric;
  metric.actual = fmt::format("{} for {}", base::format_span(took), number_of(applied, "migration"));
  if (all_estimated) metric.planned = base::format_span(estimated);
  return metric;
}

static Metric rollback(const RunView& view) {
  std::vector<std::string> done;
  const auto undone = std::ranges::count(view.migrations, "undone", &Migration::state);
  if (undone > 0) done.push_back(number_of(undone, "migration") + " undone");
  for (const auto& backup : view.backups) {
    for (const auto& restore : backup.restores)
      done.push_back(fmt::format("backup {} restored as {}", backup.id, restore.database));
  }
  return {.id = "rollback",
          .name = "Rollback",
          .actual = done.empty() ? "no" : "yes",
          .from = fmt::format("{}", fmt::join(done, "; "))};
}

static Metric downtime(const RunView& view) {
  Metric metric{.id = "downtime", .name = "Downtime", .actual = std::string(not_measured)};
  if (!view.downtime) {
    metric.from = "no maintenance event is on record and no step is called so";
    return metric;
  }
  const auto& downtime = *view.downtime;
  metric.planned = span_text(downtime.planned);
  metric.actual = downtime.to ? base::format_span(*downtime.to - downtime.from)
                              : "since " + base::format_for_people(downtime.from);
  metric.from = downtime.how;
  return metric;
}

static bool is_about(const std::string& name, const std::vector<std::string>& words) {
  std::string text = base::to_lower(name);
  std::ranges::replace_if(text, [](char c) { return c == '-' || c == '_'; }, ' ');
  return std::ranges::any_of(words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

static std::string told(const CheckResult& result) {
  return result.evidence.empty() ? result.verdict : result.evidence;
}

// A figure that a check measured, or else one that a person wrote down.
static Metric watched(const RunView& view, std::string id, std::string name, const std::vector<std::string>& words) {
  Metric metric{.id = std::move(id), .name = std::move(name)};
  for (const auto& row : view.before_after) {
    if (!is_about(row.check, words)) continue;
    if (row.before) metric.before = told(*row.before);
    if (row.after) metric.after = told(*row.after);
    metric.from = "check " + row.check;
  }
  for (const auto& answer : view.answers) {
    for (const auto& [field, value] : answer.fields) {
      if (!metric.from.starts_with("check ") && is_about(field, words)) {
        (is_about(field, {"before", "baseline"}) ? metric.before : metric.after) = value;
        metric.from = fmt::format("filled in by {} as \"{}\"", answer.by, field);
      }
    }
  }
  if (metric.before.empty() && metric.after.empty()) metric.actual = not_measured;
  return metric;
}

static Metric counted(const RunView& view, std::string id, std::string name,
                      std::optional<long long> Baseline::* figure, bool bytes = false) {
  Metric metric{.id = std::move(id), .name = std::move(name)};
  const auto text = [&](const Baseline& baseline) {
    const auto& number = baseline.*figure;
    return bytes ? bytes_text(number) : number_text(number);
  };
  if (!view.baselines.empty()) metric.before = text(view.baselines.front());
  if (const auto after = baseline_after(view)) metric.after = text(*after);
  if (metric.before.empty() && metric.after.empty()) {
    metric.actual = not_measured;
  } else if (metric.after.empty()) {
    metric.after = not_measured;
  }
  return metric;
}

std::vector<Metric> metrics(const RunView& view) {
  return {moment("start", "Start", view.began),
          moment("end", view.state == "unfinished" || view.state == "paused" ? "Last event" : "End", view.ended),
          duration(view),
          backup_time(view),
          migration_time(view),
          rollback(view),
          downtime(view),
          watched(view, "error_rate", "Error rate", {"error rate", "errors per"}),
          watched(view, "response_time", "Response time", {"response time", "latency", "slow quer"}),
          counted(view, "database_size", "Database size", &Baseline::bytes, true),
          counted(view, "tables", "Tables", &Baseline::tables),
          counted(view, "indexes", "Indexes", &Baseline::indexes),
          counted(view, "constraints", "Constraints", &Baseline::constraints),
          watched(view, "support_tickets", "Support tickets", {"ticket"})};
}

static std::optional<Milliseconds> between(const std::optional<Instant>& began, const std::optional<Instant>& ended) {
  if (!began || !ended) return std::nullopt;
  return *ended - *began;
}

std::vector<TimeSpent> times_spent(const RunView& view) {
  std::vector<TimeSpent> out;
  for (const auto& phase : view.phases) {
    out.push_back({.phase = phase.title,
                   .planned = phase.planned,
                   .actual = between(phase.began(), phase.ended()),
                   .state = phase.stages.size() == 1 ? phase.stages.front().state : ""});
    if (phase.stages.size() < 2) continue;
    for (const auto& stage : phase.stages) {
      out.push_back({.phase = phase.title,
                     .stage = stage.title,
                     .planned = stage.planned,
                     .actual = between(stage.began, stage.ended),
                     .state = stage.state});
    }
  }
  return out;
}

std::optional<Milliseconds> overrun(const TimeSpent& spent) {
  if (!spent.planned || !spent.actual || *spent.actual <= *spent.planned) return std::nullopt;
  return *spent.actual - *spent.planned;
}

base::Json to_json(const std::vector<Metric>& all) {
  base::Json list = base::Json::array();
  for (const auto& metric : all) {
    base::Json one{{"id", metric.id}, {"name", metric.name}};
    const auto put = [&](const char* key, const std::string& text) {
      if (!text.empty()) one[key] = text;
    };
    put("planned", metric.planned);
    put("actual", metric.actual);
    put("before", metric.before);
    put("after", metric.after);
    put("from", metric.from);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace run_view
