#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// WAL that a slot nobody reads may keep before it is worth a word: a handful of segments is what any server keeps.
static constexpr long long worth_a_word_replication_slots = 1LL << 30;

static base::Json gather_replication_slots(const Surroundings& surroundings) {
  return rows(surroundings.session, R"(
SELECT slot_name AS name, slot_type AS type, active, wal_status,
       CASE WHEN pg_is_in_recovery() THEN NULL
            ELSE pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint END AS kept_bytes
FROM pg_catalog.pg_replication_slots WHERE NOT temporary ORDER BY 1)");
}

static Answer decide_replication_slots(const base::Json& facts, const config::Thresholds&) {
  if (facts.empty()) return {.verdict = Verdict::pass, .evidence = "there are no replication slots"};
  std::vector<std::string> found;
  std::vector<std::string> todo;
  auto verdict = Verdict::pass;
  long long most = 0;
  for (const auto& slot : facts) {
    const auto name = text(slot, "name");
    const auto kept = integer(slot, "kept_bytes");
    const auto status = text(slot, "wal_status");
    const bool active = slot.at("active").get<bool>();
    most = std::max(most, kept);
    if (status == "lost") {
      verdict = Verdict::fail;
      found.push_back(fmt::format("{} has lost WAL that its reader still needed", name));
      todo.push_back(fmt::format("Rebuild the reader of {0}, then SELECT pg_drop_replication_slot({1});", name,
                                 pg::quote_literal(name)));
    } else if (status == "unreserved" || kept >= worth_a_word_replication_slots) {
      if (verdict == Verdict::pass) verdict = Verdict::warn;
      found.push_back(fmt::format("{} keeps {} of WAL{}{}", name, base::format_bytes(kept),
                                  active ? "" : " and nobody reads it",
                                  status == "unreserved" ? "; it is about to lose some" : ""));
      todo.push_back(
          active ? fmt::format("Find out why the reader of {} is slow.", name)
                 : fmt::format("Start the reader of {}, or drop the slot: SELECT pg_drop_replication_slot({});", name,
                               pg::quote_literal(name)));
    } else if (!active) {
      if (verdict == Verdict::pass) verdict = Verdict::warn;
      found.push_back(
          fmt::format("nobody reads {}; it keeps {} of WAL and holds back vacuum", name, base::format_bytes(kept)));
      todo.push_back(fmt::format("Start the reader of {}, or drop the slot: SELECT pg_drop_replication_slot({});",
                                 name, pg::quote_literal(name)));
    }
  }
  if (verdict == Verdict::pass) {
    return {.verdict = verdict,
            .evidence = fmt::format("every slot is being read; at most {} of WAL kept", base::format_bytes(most))};
  }
  return {.verdict = verdict, .evidence = lines_of(found), .todo = lines_of(todo)};
}

extern const Check replication_slots{.question = "Do replication slots keep WAL from being removed?",
                                     .suites = preflight | health,
                                     .gather = gather_replication_slots,
                                     .decide = decide_replication_slots};

}  // namespace check
