// Runs checks, one after the other, and records what they found.
#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "check/baseline.h"
#include "check/check.h"
#include "check/checks.h"
#include "check/query_helpers.h"
#include "journal/events/baseline_captured.h"
#include "journal/events/check_finished.h"
#include "journal/typed.h"
#include "pg/identity.h"

namespace check {

using base::Code;
using base::Error;

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::warn:
      return "warn";
    case Verdict::fail:
      return "fail";
    case Verdict::skip:
      return "skip";
  }
  return "skip";
}

static unsigned suite_bit(std::string_view suite) {
  if (suite == "preflight") return preflight;
  if (suite == "verify") return verify;
  if (suite == "health") return health;
  throw Error{Code::usage, fmt::format("there is no suite of checks called {}", suite),
              "Take preflight, verify or health."};
}

// Not to be allowed to look is not a finding; anything else the server says is one, since the question stays open.
static Answer refused(const Error& error) {
  if (error.sqlstate() == "42501") {
    return {.verdict = Verdict::skip,
            .evidence = fmt::format("this role may not look: {}", error.message()),
            .todo = "Grant the role pg_monitor, and SELECT on the tables that are to be counted."};
  }
  return {.verdict = Verdict::fail,
          .evidence = fmt::format("could not be answered: {}", error.message()),
          .todo = error.sqlstate() == "55P03" || error.sqlstate() == "57014"
                      ? "Find what holds the table or slows the server ('lockkeeper health'), then check again."
                      : "Mend what the server says, then check again."};
}

template <class Question>
static Answer answered(Question&& question) {
  try {
    return question();
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
    return refused(error);
  }
}

Result run(std::string_view id, const Check& check, const Surroundings& surroundings) {
  return base::while_doing(fmt::format("checking {}", id), [&]() -> Result {
    auto answer = answered([&] { return check.decide(check.gather(surroundings), surroundings.config.thresholds); });
    return {std::string(id), answer.verdict, std::move(answer.evidence), std::move(answer.todo)};
  });
}

Result keep_baseline(const Surroundings& surroundings) {
  auto answer = answered([&]() -> Answer {
    auto baseline = capture_baseline(surroundings.session);
    long long rows = 0;
    for (const auto& count : baseline.at("rows")) rows += count.get<long long>();
    const auto evidence = fmt::format("{}, {} and {} noted for 'lockkeeper check verify'",
                                      base::count_of(integer(baseline, "tables"), "table"),
                                      base::count_of(integer(baseline, "indexes"), "index", "indexes"),
                                      rows == 1 ? "1 row" : grouped(rows) + " rows");
    const auto captured = journal::Codec<journal::BaselineCaptured>::read(baseline);
    surroundings.journal.append(journal::event(captured, pg::identity_of(surroundings.session)));
    return {.verdict = Verdict::pass, .evidence = evidence};
  });
  return {"baseline", answer.verdict, std::move(answer.evidence), std::move(answer.todo)};
}

std::vector<Result> answer_suite(std::string_view suite, const Surroundings& surroundings) {
  const auto wanted = suite_bit(suite);
  std::vector<Result> results;
  for (const auto& entry : checks()) {
    if ((entry.item->suites & wanted) != 0) results.push_back(run(entry.id, *entry.item, surroundings));
  }
  return results;
}

// Nothing where this role may not look: they are a report's matter, and no verdict hangs on them.
static std::optional<journal::DatabaseFigures> figures_of(pg::Session& session) {
  try {
    return count_figures(session);
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
    return std::nullopt;
  }
}

std::vector<Result> run_suite(std::string_view suite, const Surroundings& surroundings) {
  auto results = answer_suite(suite, surroundings);
  if (suite_bit(suite) == preflight) results.push_back(keep_baseline(surroundings));
  record(surroundings.journal, suite, pg::identity_of(surroundings.session), results,
         suite_bit(suite) == verify ? figures_of(surroundings.session) : std::nullopt);
  return results;
}

std::vector<journal::CheckResult> recorded(const std::vector<Result>& results) {
  std::vector<journal::CheckResult> out;
  for (const auto& each : results) {
    out.push_back({.check = each.check,
                   .verdict = std::string(name(each.verdict)),
                   .evidence = each.evidence,
                   .todo = each.todo});
  }
  return out;
}

void record(journal::Journal& journal, std::string_view suite, const pg::Identity& database,
            const std::vector<Result>& results, const std::optional<journal::DatabaseFigures>& figures) {
  journal.append(journal::event(journal::CheckFinished{.suite = std::string(suite),
                                                       .results = recorded(results),
                                                       .database = database.database,
                                                       .figures = figures},
                                database));
}

base::Json to_json(std::string_view suite, const std::vector<Result>& results) {
  base::Json out{{"suite", suite}, {"results", base::Json::array()}};
  for (const auto& result : results) {
    out["results"].push_back({{"check", result.check},
                              {"verdict", name(result.verdict)},
                              {"evidence", result.evidence},
                              {"todo", result.todo}});
  }
  return out;
}

Verdict worst(const std::vector<Result>& results) {
  const auto any = [&](Verdict verdict) {
    return std::any_of(results.begin(), results.end(),
                       [&](const Result& result) { return result.verdict == verdict; });
  };
  if (any(Verdict::fail)) return Verdict::fail;
  return any(Verdict::warn) ? Verdict::warn : Verdict::pass;
}

}  // namespace check
