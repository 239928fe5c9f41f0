#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_not_a_standby(const Surroundings& surroundings) {
  return row(surroundings.session,
             "SELECT pg_is_in_recovery() AS in_recovery, current_setting('default_transaction_read_only')::bool AS "
             "read_only");
}

static Answer decide_not_a_standby(const base::Json& facts, const config::Thresholds&) {
  if (facts.at("in_recovery").get<bool>()) {
    return {.verdict = Verdict::fail,
            .evidence = "the server is a standby and takes no writes",
            .todo =
                "Connect to the primary; with several hosts in the connection string add "
                "target_session_attrs=read-write."};
  }
  if (facts.at("read_only").get<bool>()) {
    return {.verdict = Verdict::fail,
            .evidence = "default_transaction_read_only is on, so every migration would be refused",
            .todo =
                "Switch it off for this role or database, for example ALTER DATABASE … SET "
                "default_transaction_read_only = off."};
  }
  return {.verdict = Verdict::pass, .evidence = "the server is a primary and takes writes"};
}

extern const Check not_a_standby{.question = "Does this server take writes?",
                                 .suites = preflight | verify,
                                 .gather = gather_not_a_standby,
                                 .decide = decide_not_a_standby};

}  // namespace check
