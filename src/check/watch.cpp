#include "check/watch.h"

#include <algorithm>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "journal/events/check_watched.h"
#include "journal/typed.h"
#include "pg/identity.h"

namespace check {

using namespace std::chrono_literals;
using base::Code;
using base::Error;

static constexpr std::size_t most_rounds = 1000;

static Error too_many() {
  return {Code::usage, fmt::format("the schedule has more than {} times", most_rounds),
          "Ask less often, or for a shorter time."};
}

static std::vector<base::Milliseconds> sorted(std::vector<base::Milliseconds> times) {
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
  if (times.empty()) throw Error{Code::usage, "the schedule is empty", "Say when: --schedule T+15m,hourly x4."};
  if (times.size() > most_rounds) throw too_many();
  return times;
}

static base::Milliseconds span_of(const std::string& text, std::string_view part) {
  const auto span = base::parse_span(text);
  if (span && *span >= 0ms) return *span;
  throw Error{Code::usage, fmt::format("'{}' is not a time of a schedule", part),
              "Write it like T+15m, hourly x4, daily x7 or every 30m x4."};
}

std::vector<base::Milliseconds> parse_schedule(std::string_view text) {
  static const std::regex repeated(R"(^(hourly|daily|every\s+(.+?))\s*[x×*]\s*(\d{1,4})$)");
  std::vector<base::Milliseconds> out;
  for (const auto piece : base::split(text, ',')) {
    const auto part = base::replace_all(base::to_lower(base::trim(piece)), "×", "x");
    if (part.empty()) continue;
    std::smatch found;
    if (std::regex_match(part, found, repeated)) {
      const auto every = found[1] == "hourly" ? 1h : found[1] == "daily" ? 24h : span_of(found[2].str(), piece);
      if (base::Milliseconds(every) <= 0ms) throw Error{Code::usage, fmt::format("'{}' never moves on", piece), ""};
      for (int i = 1; i <= std::stoi(found[3].str()); ++i) out.emplace_back(base::Milliseconds(every) * i);
      continue;
    }
    out.push_back(span_of(std::string(base::trim(part.starts_with("t+") ? part.substr(2) : part)), piece));
  }
  return sorted(std::move(out));
}

std::vector<base::Milliseconds> regular_schedule(base::Milliseconds whole, base::Milliseconds every) {
  if (every <= 0ms) throw Error{Code::usage, "--every has to be more than nothing", "Write --every 1m."};
  if (whole / every > static_cast<long long>(most_rounds)) throw too_many();
  std::vector<base::Milliseconds> out;
  for (base::Milliseconds at{0}; at <= whole; at += every) out.push_back(at);
  return sorted(std::move(out));
}

static const Result* find(const std::vector<Result>& results, const std::string& check) {
  const auto found = std::ranges::find(results, check, &Result::check);
  return found == results.end() ? nullptr : &*found;
}

static constexpr const char* server = "server";  // also a check of its own, in suites that ask it

std::vector<Change> changes(const std::vector<Result>* before, const std::vector<Result>& now) {
  std::vector<Change> out;
  const auto* away = before ? find(*before, server) : nullptr;
  if (away && away->verdict == Verdict::fail && !find(now, server))
    out.push_back(
        {.check = server, .from = away->verdict, .to = Verdict::pass, .evidence = "it answers again", .todo = ""});
  for (const auto& result : now) {
    const auto* was = before ? find(*before, result.check) : nullptr;
    // What was not asked before and passes is not news: a server that is back brings all the others with it.
    if (was ? was->verdict == result.verdict : result.verdict == Verdict::pass) continue;
    out.push_back({.check = result.check,
                   .from = was ? std::optional(was->verdict) : std::nullopt,
                   .to = result.verdict,
                   .evidence = result.evidence,
                   .todo = result.todo});
  }
  return out;
}

std::vector<Result> remember(std::vector<Result> known, const std::vector<Result>& now) {
  if (!find(now, server)) std::erase_if(known, [](const Result& each) { return each.check == server; });
  for (const auto& result : now) {
    const auto found = std::ranges::find(known, result.check, &Result::check);
    if (found == known.end())
      known.push_back(result);
    else
      *found = result;
  }
  return known;
}

// `database` keeps what it was where the server does not answer.
static std::vector<Result> ask(const WatchOptions& options, const config::Config& config, journal::Journal& journal,
                               base::Clock& clock, pg::Identity& database) {
  try {
    auto session = options.connect();
    database = pg::identity_of(session);
    return answer_suite(options.suite, {.session = session, .config = config, .journal = journal, .clock = clock});
  } catch (const Error& error) {
    if (error.code() != Code::connection) throw;
    return {{server, Verdict::fail, error.message(), error.hint()}};
  }
}

static std::vector<journal::CheckChange> recorded(const std::vector<Change>& changed) {
  std::vector<journal::CheckChange> out;
  for (const auto& change : changed) {
    out.push_back({.check = change.check,
                   .from = change.from ? std::optional(std::string(name(*change.from))) : std::nullopt,
                   .to = std::string(name(change.to)),
                   .evidence = change.evidence});
  }
  return out;
}

Watched watch(const WatchOptions& options, const config::Config& config, journal::Journal& journal,
              base::Clock& clock, const std::stop_token& stop) {
  Watched out;
  std::set<std::string> failed;
  std::vector<Result> known;
  pg::Identity database;
  const auto began = clock.now();
  auto schedule = options.schedule;
  // A round that was due a moment ago is asked now; one of hours ago says nothing about then.
  std::erase_if(schedule, [&](base::Milliseconds at) { return options.from + at < began - 1min; });
  out.planned = schedule.size();
  for (const auto at : schedule) {
    const auto wait = options.from + at - clock.now();
    if (wait > 0ms && !clock.sleep(wait, stop)) out.stopped = true;
    if (out.stopped || stop.stop_requested()) {
      out.stopped = true;
      break;
    }
    std::vector<Result> results;
    try {
      results = ask(options, config, journal, clock, database);
    } catch (const Error& error) {
      if (error.code() != Code::stopped) throw;
      out.stopped = true;
      break;
    }
    ++out.rounds;
    const auto changed = changes(out.rounds == 1 ? nullptr : &known, results);
    known = remember(std::move(known), results);
    for (const auto& result : results) {
      if (result.verdict == Verdict::fail) failed.insert(result.check);
    }
    journal.append(journal::event(journal::CheckWatched{.suite = options.suite,
                                                        .results = recorded(results),
                                                        .round = static_cast<long long>(out.rounds),
                                                        .due = at,
                                                        .changes = recorded(changed)},
                                  database));
    if (options.on_round) options.on_round(results, changed, out.rounds);
    out.last = std::move(results);
  }
  out.failed.assign(failed.begin(), failed.end());
  return out;
}

}  // namespace check
