#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// Beyond this there is no time left to plan the change of a column's type.
static constexpr double nearly_full = 95;

static base::Json gather_sequences(const Surroundings& surroundings) {
  // What a sequence may reach is one end; what its column can hold is often the nearer one: a bigint sequence behind
  // an integer column fails at 2,147,483,647. Columns are found by ownership (serial, identity) and by their default.
  return rows(surroundings.session, R"(
WITH fed AS (
  SELECT d.objid AS seq, d.refobjid AS rel, d.refobjsubid AS num FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
  UNION
  SELECT d.refobjid, a.adrelid, a.adnum FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attrdef a ON a.oid = d.objid
  WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass),
narrowest AS (
  SELECT fed.seq, min(CASE a.atttypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647 ELSE 9223372036854775807 END) AS most,
         min(format('%I.%I.%I', n.nspname, c.relname, a.attname)) AS column
  FROM fed JOIN pg_catalog.pg_attribute a ON a.attrelid = fed.rel AND a.attnum = fed.num
  JOIN pg_catalog.pg_class c ON c.oid = fed.rel JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace GROUP BY 1)
SELECT format('%I.%I', s.schemaname, s.sequencename) AS name, x.column, s.last_value AS last,
       least(s.max_value, coalesce(x.most, s.max_value)) AS most, coalesce(x.most < s.max_value, false) AS by_column,
       round(100.0 * s.last_value / least(s.max_value, coalesce(x.most, s.max_value)), 2)::float8 AS percent
FROM pg_catalog.pg_sequences s
LEFT JOIN narrowest x ON x.seq = format('%I.%I', s.schemaname, s.sequencename)::regclass
WHERE NOT s.cycle AND s.increment_by > 0 AND s.last_value IS NOT NULL ORDER BY 6 DESC, 1 LIMIT 50)");
}

static Answer decide_sequences(const base::Json& facts, const config::Thresholds& thresholds) {
  std::vector<std::string> found;
  std::vector<std::string> todo;
  auto verdict = Verdict::pass;
  for (const auto& sequence : facts) {
    const auto percent = number(sequence, "percent");
    if (percent < thresholds.sequence_percent) continue;
    verdict = percent >= nearly_full || verdict == Verdict::fail ? Verdict::fail : Verdict::warn;
    const bool by_column = sequence.at("by_column").get<bool>();
    found.push_back(fmt::format("{} is at {} of {} ({:.1f} %){}", text(sequence, "name"),
                                grouped(integer(sequence, "last")), grouped(integer(sequence, "most")), percent,
                                by_column ? ", which is all that " + text(sequence, "column") + " holds" : ""));
    todo.push_back(
        text(sequence, "column").empty() || !by_column
            ? fmt::format("ALTER SEQUENCE {} AS bigint; after looking where its numbers go.", text(sequence, "name"))
            : fmt::format("Make {} a bigint, step by step: a new column, filled in batches, then exchanged.",
                          text(sequence, "column")));
  }
  if (verdict != Verdict::pass) return {.verdict = verdict, .evidence = lines_of(found), .todo = lines_of(todo)};
  if (facts.empty()) return {.verdict = Verdict::pass, .evidence = "no sequence has been used"};
  return {.verdict = Verdict::pass,
          .evidence = fmt::format("the fullest sequence, {}, is at {:.1f} %", text(facts.at(0), "name"),
                                  number(facts.at(0), "percent"))};
}

extern const Check sequences{.question = "Is a sequence near its end?",
                             .suites = preflight | health,
                             .gather = gather_sequences,
                             .decide = decide_sequences};

}  // namespace check
