#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"
#include "journal/events/backup_created.h"
#include "journal/events/backup_verified.h"
#include "journal/typed.h"

namespace check {

static base::Json gather_backup(const Surroundings& surroundings) {
  const auto database = surroundings.session.database();
  base::Json facts{{"database", database}, {"id", nullptr}};
  std::optional<journal::BackupCreated> taken;
  for (const auto& event : surroundings.journal.read({.kind = "backup."})) {
    if (auto created = journal::as<journal::BackupCreated>(event); created && created->database == database) {
      taken = std::move(created);
      facts["id"] = taken->id;
      facts["age_ms"] = (surroundings.clock.now() - event.time).count();
      facts["bytes"] = taken->bytes.value_or(0);
      facts["proved"] = nullptr;
    }
    const auto verified = journal::as<journal::BackupVerified>(event);
    if (!verified || !taken || verified->id != taken->id) continue;
    // A proof of other files under the same name says nothing of what was taken.
    const bool same = verified->sha256.empty() || taken->sha256.empty() || verified->sha256 == taken->sha256;
    facts["proved"] = verified->ok.value_or(false) && same;
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
