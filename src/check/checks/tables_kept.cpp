#include <set>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "check/baseline.h"
#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_tables_kept(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  const auto before = baseline_here(surroundings);
  if (before.is_null()) return {{"before", nullptr}};
  return {{"before", before.value("names", base::Json::object())},
          {"now", schema_names(session)},
          {"expected", expected_gone_since(surroundings, before)}};
}

// In `before`, no longer in `now`, and not expected to go; both are arrays of names.
static std::vector<std::string> gone(const base::Json& facts, const char* kind) {
  std::set<std::string> now;
  for (const auto& name : facts.at("now").at(kind)) now.insert(name.get<std::string>());
  for (const auto& name : facts.at("expected").at(kind)) now.insert(name.get<std::string>());
  std::vector<std::string> out;
  for (const auto& name : facts.at("before").at(kind)) {
    if (!now.contains(name.get<std::string>())) out.push_back(name.get<std::string>());
  }
  return out;
}

// Gone as the migrations were to take it away.
static std::vector<std::string> gone_as_planned(const base::Json& facts) {
  std::vector<std::string> out;
  for (const auto* kind : {"tables", "indexes", "constraints"}) {
    std::set<std::string> now;
    for (const auto& name : facts.at("now").at(kind)) now.insert(name.get<std::string>());
    std::set<std::string> before;
    for (const auto& name : facts.at("before").at(kind)) before.insert(name.get<std::string>());
    for (const auto& name : facts.at("expected").at(kind)) {
      const auto text = name.get<std::string>();
      if (before.contains(text) && !now.contains(text)) out.push_back(text);
    }
  }
  return out;
}

static Answer decide_tables_kept(const base::Json& facts, const config::Thresholds&) {
  if (facts.at("before").is_null()) {
    return {.verdict = Verdict::skip,
            .evidence = "there is nothing to compare with",
            .todo = "Run 'lockkeeper check preflight' before the change: it notes what is there."};
  }
  std::vector<std::string> counts;
  for (const auto* kind : {"tables", "indexes", "constraints"}) {
    counts.push_back(
        fmt::format("{} {} → {}", kind, facts.at("before").at(kind).size(), facts.at("now").at(kind).size()));
  }
  const auto numbers = fmt::format("{}", fmt::join(counts, ", "));
  if (const auto tables = gone(facts, "tables"); !tables.empty()) {
    return {
        .verdict = Verdict::fail,
        .evidence = fmt::format("{} gone: {} ({})", base::count_of(static_cast<long long>(tables.size()), "table"),
                                some_of(tables, 10), numbers),
        .todo = "If they were to go, note so in the runbook and go on; otherwise restore them from the backup."};
  }
  auto lesser = gone(facts, "indexes");
  const auto constraints = gone(facts, "constraints");
  lesser.insert(lesser.end(), constraints.begin(), constraints.end());
  if (!lesser.empty()) {
    return {.verdict = Verdict::warn,
            .evidence = fmt::format("gone: {} ({})", some_of(lesser, 10), numbers),
            .todo = "Check that the migrations meant to drop or rename them."};
  }
  const auto planned = gone_as_planned(facts);
  return {
      .verdict = Verdict::pass,
      .evidence = numbers + (planned.empty() ? ", nothing gone"
                                             : ", gone as the migrations were to take it: " + some_of(planned, 10))};
}

extern const Check tables_kept{.question = "Are all tables, indexes and constraints of before still there?",
                               .suites = verify,
                               .gather = gather_tables_kept,
                               .decide = decide_tables_kept};

}  // namespace check
