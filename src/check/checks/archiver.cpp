#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_archiver(const Surroundings& surroundings) {
  return row(surroundings.session, R"(
SELECT current_setting('archive_mode') AS mode, archived_count AS archived, failed_count AS failed,
       last_failed_wal AS failed_file, coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS failing,
       floor(extract(epoch FROM clock_timestamp() - last_archived_time) * 1000)::bigint AS last_ms
FROM pg_catalog.pg_stat_archiver)");
}

static Answer decide_archiver(const base::Json& facts, const config::Thresholds&) {
  if (text(facts, "mode") == "off") {
    return {
        .verdict = Verdict::skip,
        .evidence = "archive_mode is off",
        .todo =
            "Nothing, where backups do not rest on archived WAL; otherwise set archive_mode and archive_command."};
  }
  if (facts.at("failing").get<bool>()) {
    return {
        .verdict = Verdict::fail,
        .evidence = fmt::format("{} could not be archived; {} failures", text(facts, "failed_file"),
                                grouped(integer(facts, "failed"))),
        .todo =
            "Read the server's log for what archive_command says; WAL piles up on the server's disk until it works."};
  }
  if (facts.at("last_ms").is_null()) {
    return {.verdict = Verdict::skip,
            .evidence = "nothing has been archived yet",
            .todo = "Run SELECT pg_switch_wal(); and check again."};
  }
  return {.verdict = Verdict::pass,
          .evidence = fmt::format("{} files archived, the last {} ago", grouped(integer(facts, "archived")),
                                  base::format_span(base::Milliseconds(integer(facts, "last_ms"))))};
}

extern const Check archiver{.question = "Is WAL being archived?",
                            .suites = preflight | health,
                            .gather = gather_archiver,
                            .decide = decide_archiver};

}  // namespace check
