#include "check/measure.h"

#include <charconv>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "check/baseline.h"
#include "check/query_helpers.h"
#include "check/statements.h"

namespace check {

using namespace std::chrono_literals;

std::string_view name(ConditionState standing) {
  switch (standing) {
    case ConditionState::met:
      return "met";
    case ConditionState::not_met:
      return "not met";
    case ConditionState::unknown:
      return "unknown";
  }
  return "unknown";
}

static Measure unknown(std::string why) {
  return {.value = {}, .unit = "", .evidence = std::move(why)};
}

Advice advise(const std::string& condition, const std::optional<RollbackCondition>& trigger, const Measure& measure) {
  Advice advice{
      .condition = condition, .trigger = trigger, .standing = ConditionState::unknown, .evidence = measure.evidence};
  if (!trigger) {
    advice.evidence = "no number in it; a person judges";
    return advice;
  }
  if (!measure.value) return advice;
  if (measure.unit != trigger->unit) {
    advice.evidence = fmt::format("{}, which cannot be held against {}", measure.evidence, trigger->number_text);
    return advice;
  }
  advice.standing = holds(*trigger, *measure.value) ? ConditionState::met : ConditionState::not_met;
  return advice;
}

static Measure replication_lag(pg::Session& session) {
  const auto standbys = rows(session, R"(
SELECT coalesce(nullif(application_name, ''), host(client_addr), pid::text) AS name,
       extract(epoch FROM replay_lag)::float8 * 1000 AS lag_ms,
       pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, replay_lsn)::bigint AS bytes
FROM pg_catalog.pg_stat_replication WHERE state IS NOT NULL ORDER BY 2 DESC NULLS LAST)");
  if (standbys.empty()) return unknown("no standby is connected, or this role does not see it");
  for (const auto& standby : standbys) {  // one that is still catching up says no time
    if (standby.at("lag_ms").is_null() && integer(standby, "bytes") > 0)
      return unknown(fmt::format("{} is {} of WAL behind; for how long is not known", text(standby, "name"),
                                 base::format_bytes(integer(standby, "bytes"))));
  }
  const auto& worst = standbys.at(0);
  const auto lag = number(worst, "lag_ms");
  return {.value = lag,
          .unit = "ms",
          .evidence = fmt::format("{} is {} behind ({} of WAL)", text(worst, "name"), format_measure(lag, "ms"),
                                  base::format_bytes(integer(worst, "bytes")))};
}

static Measure blocked(pg::Session& session, std::string_view unit) {
  const auto waiting = row(session, R"(
SELECT count(*) FILTER (WHERE wait_event_type = 'Lock') AS sessions,
       coalesce(max(extract(epoch FROM clock_timestamp() - query_start)) FILTER (WHERE wait_event_type = 'Lock'), 0)::float8
         * 1000 AS longest_ms,
       count(*) FILTER (WHERE backend_type IS NULL) AS hidden
FROM pg_catalog.pg_stat_activity WHERE datname = current_database())");
  if (integer(waiting, "hidden") > 0)
    return unknown("this role does not see what others wait for; grant it pg_monitor");
  const auto sessions = integer(waiting, "sessions");
  const auto longest = number(waiting, "longest_ms");
  const auto evidence = sessions == 0 ? std::string("nobody waits for a lock")
                                      : fmt::format("{} for a lock, the longest for {} at most",
                                                    base::count_of(sessions, "session waits", "sessions wait"),
                                                    format_measure(longest, "ms"));
  if (unit == "ms") return {.value = longest, .unit = "ms", .evidence = evidence};
  return {.value = static_cast<double>(sessions), .unit = "", .evidence = evidence};
}

static Measure connections(pg::Session& session, std::string_view unit) {
  const auto used = row(session, R"(
SELECT count(*) AS used, current_setting('max_connections')::int AS most
FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend' OR backend_type IS NULL)");
  const auto count = number(used, "used");
  const auto evidence = fmt::format("{:.0f} of {} connections are in use", count, integer(used, "most"));
  if (unit == "%") return {.value = 100 * count / number(used, "most"), .unit = "%", .evidence = evidence};
  return {.value = count, .unit = "", .evidence = evidence};
}

// The same queries, as often as they are called now: were they as fast as before, how much time would they take?
static Measure against_baseline(const Surroundings& surroundings, bool relative) {
  auto& session = surroundings.session;
  const auto baseline = baseline_here(surroundings);
  std::string why;
  const auto now = capture_statements(session, why);
  if (now.is_null()) return unknown(why);
  if (!baseline.contains("statements") || baseline.at("statements").is_null())
    return unknown("there is no baseline with statements; run 'lockkeeper check baseline' before the change");
  const auto deltas = compare_statements(baseline.at("statements"), now);
  double took = 0;
  double would_take = 0;
  double all = 0;
  long long calls = 0;
  for (const auto& query : deltas.queries) {
    const auto count = static_cast<double>(query.calls);
    all += query.mean_ms * count;
    calls += query.calls;
    if (!query.before_ms) continue;
    took += query.mean_ms * count;
    would_take += *query.before_ms * count;
  }
  if (calls == 0) return unknown("no query was called since the baseline");
  if (!relative) {
    const auto mean = all / static_cast<double>(calls);
    return {.value = mean,
            .unit = "ms",
            .evidence =
                fmt::format("{:.2f} ms on average in the server, {} calls since the baseline", mean, grouped(calls))};
  }
  if (would_take <= 0) return unknown("no query of the baseline was called again");
  const auto slower = 100 * (took / would_take - 1);
  return {.value = slower,
          .unit = "%",
          .evidence =
              fmt::format("the queries of the baseline take {:.0f} % {} than before (time in the server, {} calls{})",
                          std::abs(slower), slower >= 0 ? "more" : "less", grouped(calls),
                          deltas.reset ? ", counters reset in between" : "")};
}

static std::pair<long long, long long> transactions(pg::Session& session) {
  const auto counted = row(session, R"(
SELECT xact_commit AS committed, xact_rollback AS rolled_back FROM pg_catalog.pg_stat_database WHERE datname = current_database())");
  return {integer(counted, "committed"), integer(counted, "rolled_back")};
}

// What the database can tell of errors: transactions that did not come to their commit. The server adds sessions'
// counts up to 1 s late, and our own queries are among the committed ones.
static Measure rollback_rate(const Surroundings& surroundings, const MeasureOptions& options) {
  const auto before = transactions(surroundings.session);
  if (!surroundings.clock.sleep(options.window, options.stop))
    throw base::Error{base::Code::stopped, "stopped while counting transactions"};
  const auto after = transactions(surroundings.session);
  const auto rolled_back = after.second - before.second;
  const auto all = after.first - before.first + rolled_back;
  if (all <= 0) return unknown("no transaction ended while they were counted");
  const auto rate = 100.0 * static_cast<double>(rolled_back) / static_cast<double>(all);
  return {.value = rate,
          .unit = "%",
          .evidence = fmt::format(
              "{} of {} transactions were rolled back in {} ({:.1f} %); errors outside the database do not "
              "show here, declare metrics.error_rate",
              grouped(rolled_back), grouped(all), base::format_span(options.window), rate)};
}

static Measure configured(const Surroundings& surroundings, const RollbackCondition& trigger,
                          const std::string& source, const std::stop_token& stop) {
  const bool url = source.starts_with("http://") || source.starts_with("https://");
  base::Command command{.timeout = 30s};
  if (url)
    command.argv = {"curl", "-fsS", "--max-time", "20", source};
  else
    command.argv = {base::find_program("bash") ? "bash" : "sh", "-c", source};
  if (!surroundings.config.folder.empty()) command.folder = surroundings.config.folder;
  const auto outcome = base::run(command, {}, stop);
  if (outcome.stopped) throw base::Error{base::Code::stopped, fmt::format("'{}' was stopped", source)};
  const auto said = base::trim(outcome.output);
  if (!outcome.ok())
    return unknown(fmt::format("metrics.{}: '{}' ended with {}", trigger.metric, source, outcome.exit_code));
  double value = 0;
  const auto [stopped_at, problem] = std::from_chars(said.data(), said.data() + said.size(), value);
  const auto rest =
      base::trim(std::string_view(stopped_at, static_cast<std::size_t>(said.data() + said.size() - stopped_at)));
  if (problem != std::errc{} || !std::isfinite(value) || (!rest.empty() && rest != trigger.unit))
    return unknown(fmt::format("metrics.{}: '{}' is not a number", trigger.metric, base::shorten(said, 40)));
  // Its number is taken in the unit of the condition; spans are in milliseconds.
  return {.value = value,
          .unit = trigger.unit,
          .evidence = fmt::format("{} by metrics.{}", format_measure(value, trigger.unit), trigger.metric)};
}

std::string not_comparable(const RollbackCondition& trigger, const std::map<std::string, std::string>& metrics) {
  // How much slower the same queries are is measured against the baseline.
  if (!trigger.relative || trigger.metric == "slower") return {};
  if (metrics.contains(trigger.metric)) {
    // A metric that tells a change by itself is taken as it is.
    const auto itself = parse_trigger(base::replace_all(trigger.metric, "_", " ") + " > 1");
    if (itself && itself->relative) return {};
  }
  return fmt::format(
      "it is about a change, and how it was before was not measured; declare a metric under [metrics] in "
      "lockkeeper.toml that tells the change, such as {}_change",
      trigger.metric.empty() ? "error_rate" : trigger.metric);
}

static Measure measure(const RollbackCondition& trigger, const Surroundings& surroundings,
                       const MeasureOptions& options) {
  const auto& metrics = surroundings.config.metrics;
  if (const auto why = not_comparable(trigger, metrics); !why.empty()) return unknown(why);
  if (const auto found = metrics.find(trigger.metric); found != metrics.end())
    return configured(surroundings, trigger, found->second, options.stop);
  if (trigger.metric == "replication_lag") return replication_lag(surroundings.session);
  if (trigger.metric == "error_rate") return rollback_rate(surroundings, options);
  if (trigger.metric == "slower") return against_baseline(surroundings, true);
  if (trigger.metric == "response_time") return against_baseline(surroundings, false);
  if (trigger.metric == "blocked") return blocked(surroundings.session, trigger.unit);
  if (trigger.metric == "connections") return connections(surroundings.session, trigger.unit);
  if (trigger.metric.empty())
    return unknown("what is meant is not known; name it under [metrics] in lockkeeper.toml");
  return unknown(
      fmt::format("the database cannot tell; declare {} under [metrics] in lockkeeper.toml", trigger.metric));
}

std::vector<Advice> evaluate(const std::vector<std::string>& conditions, const Surroundings& surroundings,
                             const MeasureOptions& options) {
  std::vector<std::string> names;
  for (const auto& [name, source] : surroundings.config.metrics) names.push_back(name);
  std::map<std::tuple<std::string, std::string, bool>, Measure> measured;  // by metric and unit: each is asked once
  std::vector<Advice> out;
  for (const auto& condition : conditions) {
    const auto trigger = parse_trigger(condition, names);
    if (!trigger) {
      out.push_back(advise(condition, trigger, {}));
      continue;
    }
    const std::tuple key{trigger->metric, trigger->unit, trigger->relative};
    if (!measured.contains(key)) {
      try {
        measured.emplace(key, measure(*trigger, surroundings, options));
      } catch (const base::Error& error) {
        if (error.code() != base::Code::server && error.code() != base::Code::command) throw;
        measured.emplace(key, unknown(fmt::format("could not be measured: {}", error.message())));
      }
    }
    out.push_back(advise(condition, trigger, measured.at(key)));
  }
  return out;
}

}  // namespace check
