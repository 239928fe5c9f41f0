#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// Enough to know how bad it is; counting further reads the table for nothing.
static constexpr long long enough = 100'000;

// A foreign key that the server vouches for is not counted. It does not where it is NOT VALID, not enforced (18), or
// where the triggers that carry it are off (ALTER TABLE … DISABLE TRIGGER ALL, a restore with --disable-triggers), be
// it on one partition only.
static base::Json doubtful_keys(pg::Session& session) {
  return rows(session, R"(
WITH RECURSIVE off AS (
  SELECT k.oid, k.conparentid FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_constraint k ON k.oid = t.tgconstraint
  WHERE t.tgenabled IN ('D', 'R')
  UNION SELECT k.oid, k.conparentid FROM pg_catalog.pg_constraint k JOIN off ON k.oid = off.conparentid)
SELECT quote_ident(k.conname) AS name, k.convalidated AS validated, k.confmatchtype = 'f' AS full_match,
       format('%I.%I', cn.nspname, c.relname) AS child, format('%I.%I', pn.nspname, p.relname) AS parent,
       c.relkind = 'p' AS child_partitioned, p.relkind = 'p' AS parent_partitioned,
       ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.conkey) WITH ORDINALITY AS o (num, ord)
             JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.num ORDER BY o.ord) AS child_columns,
       ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.confkey) WITH ORDINALITY AS o (num, ord)
             JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = o.num ORDER BY o.ord) AS parent_columns,
       ARRAY(SELECT format('OPERATOR(%I.%s)', n.nspname, e.oprname) FROM unnest(k.conpfeqop) WITH ORDINALITY AS o (num, ord)
             JOIN pg_catalog.pg_operator e ON e.oid = o.num JOIN pg_catalog.pg_namespace n ON n.oid = e.oprnamespace
             ORDER BY o.ord) AS equals
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
JOIN pg_catalog.pg_class p ON p.oid = k.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND cn.nspname !~ '^pg_' AND cn.nspname <> 'information_schema'
  AND (NOT k.convalidated OR k.oid IN (SELECT oid FROM off))
ORDER BY 4, 1)");
}

// A key binds the table's own rows and those of its partitions, not those of tables that inherit from it; and these
// are none to refer to. Source: PostgreSQL docs, 5.11.1 Caveats.
static std::string rows_of(const base::Json& key, const char* table, const char* partitioned) {
  return (key.at(partitioned).get<bool>() ? "" : "ONLY ") + text(key, table);
}

// MATCH SIMPLE: a row with any NULL in its key refers to nothing, and that is allowed.
static std::string counting(const base::Json& key) {
  std::string present;
  std::string joined;
  for (std::size_t i = 0; i < key.at("child_columns").size(); ++i) {
    const auto child = key.at("child_columns").at(i).get<std::string>();
    const auto parent = key.at("parent_columns").at(i).get<std::string>();
    present += fmt::format("{}c.{} IS NOT NULL", i == 0 ? "" : " AND ", child);
    // By the key's own operator, wherever it lies: the one for citext is not that of text.
    joined += fmt::format("{}p.{} {} c.{}", i == 0 ? "" : " AND ", parent, key.at("equals").at(i).get<std::string>(),
                          child);
  }
  return fmt::format(
      "SELECT count(*) AS orphans FROM (SELECT FROM {} c WHERE {} AND NOT EXISTS (SELECT FROM {} p WHERE {}) LIMIT "
      "{}) AS x",
      rows_of(key, "child", "child_partitioned"), present, rows_of(key, "parent", "parent_partitioned"), joined,
      enough);
}

static base::Json gather_orphans(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  auto facts =
      row(session, "SELECT count(*) AS keys FROM pg_catalog.pg_constraint WHERE contype = 'f' AND conparentid = 0");
  facts["doubtful"] = doubtful_keys(session);
  for (auto& key : facts["doubtful"]) key["orphans"] = session.query(counting(key)).integer(0, "orphans");
  return facts;
}

static Answer decide_orphans(const base::Json& facts, const config::Thresholds&) {
  std::vector<std::string> found;
  std::vector<std::string> todo;
  for (const auto& key : facts.at("doubtful")) {
    const auto orphans = integer(key, "orphans");
    if (orphans == 0) continue;
    found.push_back(fmt::format("{}{} of {} refer to no row of {} ({}, {})", grouped(orphans),
                                orphans >= enough ? " or more rows"
                                : orphans == 1    ? " row"
                                                  : " rows",
                                text(key, "child"), text(key, "parent"), text(key, "name"),
                                key.at("validated").get<bool>() ? "its triggers are off" : "not valid"));
    todo.push_back(fmt::format(
        "Delete these rows of {}, or give them what they refer to; then ALTER TABLE {} VALIDATE CONSTRAINT {};",
        text(key, "child"), text(key, "child"), text(key, "name")));
  }
  if (!found.empty()) return {.verdict = Verdict::fail, .evidence = lines_of(found, 10), .todo = lines_of(todo, 10)};
  const auto counted = facts.at("doubtful").size();
  if (counted > 0)
    return {.verdict = Verdict::pass,
            .evidence =
                fmt::format("no orphans; {} of {} foreign keys counted by query, since the server does not vouch for "
                            "them",
                            counted, integer(facts, "keys"))};
  if (integer(facts, "keys") == 0) return {.verdict = Verdict::pass, .evidence = "there are no foreign keys"};
  return {.verdict = Verdict::pass,
          .evidence = fmt::format("the server vouches for all {} foreign keys", integer(facts, "keys"))};
}

extern const Check orphans{.question = "Are there rows whose foreign key refers to nothing?",
                           .suites = verify,
                           .gather = gather_orphans,
                           .decide = decide_orphans};

}  // namespace check
