#include <fmt/format.h>

#include "check/check.h"
#include "check/gathering.h"

namespace check {

static base::Json gather_backup(const Surroundings& surroundings) {
  const auto database = surroundings.session.database();
  base::Json facts{{"database", database}, {"id", nullptr}};
  for (const auto& event : surroundings.journal.read({.kind = "backup.created"})) {
    if (text(event.data, "database") != database) continue;
    facts["id"] = text(event.data, "id");
    facts["age_ms"] = (surroundings.clock.now() - event.time).count();
    facts["bytes"] = integer(event.data, "bytes");
    facts["sha256"] = text(event.data, "sha256");
    facts["proved"] = nullptr;
  }
  for (const auto& event : surroundings.journal.read({.kind = "backup.verified"})) {
    if (facts["id"].is_null() || text(event.data, "id") != text(facts, "id")) continue;
    // A proof of other files under the same name says nothing of what was taken.
    const auto sum = text(event.data, "sha256");
    const bool same = sum.empty() || text(facts, "sha256").empty() || sum == text(facts, "sha256");
    facts["proved"] = event.data.value("ok", false) && same;
  }
  return facts;
}

static Answer decide_backup(const base::Json& facts, const config::Thresholds& thresholds) {
  const auto database = text(facts, "database");
  if (facts.at("id").is_null()) {
    return {.verdict = Verdict::warn,
            .evidence = fmt::format("the journal knows no backup of {}", database),
            .todo = "Run 'lockkeeper backup create' before migrating, then 'lockkeeper backup verify'."};
  }
  const base::Milliseconds age(integer(facts, "age_ms"));
  const auto evidence = fmt::format("backup {}, {}, {} old", text(facts, "id"),
                                    base::format_bytes(integer(facts, "bytes")), base::format_span(age));
  if (facts.at("proved") == false) {
    return {.verdict = Verdict::fail,
            .evidence = evidence + ", could not be restored as it should",
            .todo = "Take another with 'lockkeeper backup create' and prove it with 'lockkeeper backup verify'."};
  }
  if (age > thresholds.backup_age) {
    return {.verdict = Verdict::warn,
            .evidence = fmt::format("{}; the limit is {}", evidence, base::format_span(thresholds.backup_age)),
            .todo = "Take a fresh one with 'lockkeeper backup create'."};
  }
  if (facts.at("proved").is_null()) {
    return {.verdict = Verdict::warn,
            .evidence = evidence + ", not proved by restoring it",
            .todo = "Run 'lockkeeper backup verify'."};
  }
  return {.verdict = Verdict::pass, .evidence = evidence + ", proved by restoring it"};
}

extern const Check backup{.question = "Is there a fresh backup that was restored to prove it?",
                          .suites = preflight | health,
                          .gather = gather_backup,
                          .decide = decide_backup};

}  // namespace check
