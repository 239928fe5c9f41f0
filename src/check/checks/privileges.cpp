#include <fmt/format.h>

#include "base/text.h"
#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_privileges(const Surroundings& surroundings) {
  const auto path = surroundings.session.search_path();
  // Owning means having the owner's rights (pg_has_role USAGE): only an owner may ALTER a table. Tables of extensions
  // are nobody's business here.
  return row(surroundings.session, R"(
SELECT current_user AS role, r.rolsuper AS superuser, r.rolcreatedb OR r.rolsuper AS createdb,
       pg_has_role('pg_read_all_stats', 'USAGE') AS sees_activity,
       $2::text AS schema, coalesce(has_schema_privilege($2::text, 'CREATE'), false) AS creates,
       $1::text AS history_schema,
       coalesce((SELECT has_schema_privilege(oid, 'CREATE') FROM pg_catalog.pg_namespace WHERE nspname = $1::text),
                has_database_privilege(current_database(), 'CREATE')) AS creates_history,
       (SELECT coalesce(json_agg(format('%I.%I (%s)', n.nspname, c.relname, pg_get_userbyid(c.relowner)) ORDER BY 1), '[]')
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND NOT pg_has_role(c.relowner, 'USAGE')
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')) AS foreign_tables
FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)",
             {surroundings.config.history_schema, path.empty() ? pg::Value() : pg::Value(path.front())});
}

namespace {

struct Findings {
  std::vector<std::string> seen;
  std::vector<std::string> todo;
  void add(std::string what, std::string then) {
    seen.push_back(std::move(what));
    todo.push_back(std::move(then));
  }
};

}  // namespace

static Answer decide_privileges(const base::Json& facts, const config::Thresholds&) {
  const auto role = text(facts, "role");
  if (facts.at("superuser").get<bool>()) {
    return {.verdict = Verdict::pass, .evidence = fmt::format("{} is a superuser and may do everything", role)};
  }
  const auto quoted = pg::quote_identifier(role);
  Findings findings;
  const auto schema = text(facts, "schema");
  if (!facts.at("creates").get<bool>()) {
    const auto named = schema.empty() ? "the first schema of the search path" : schema;
    findings.add(fmt::format("{} may not create tables in {}", role, named),
                 fmt::format("GRANT CREATE ON SCHEMA {} TO {};",
                             schema.empty() ? "public" : pg::quote_identifier(schema), quoted));
  }
  const auto history = text(facts, "history_schema");
  if (!facts.at("creates_history").get<bool>() && history != schema) {
    findings.add(fmt::format("{} may not create the history tables in {}", role, history),
                 fmt::format("GRANT CREATE ON SCHEMA {} TO {};", pg::quote_identifier(history), quoted));
  }
  std::vector<std::string> tables;
  for (const auto& table : facts.at("foreign_tables")) tables.push_back(table.get<std::string>());
  if (!tables.empty()) {
    findings.add(
        fmt::format("{} does not own {}: {}", role, base::count_of(static_cast<long long>(tables.size()), "table"),
                    some_of(tables)),
        fmt::format("Make the role a member of the owners (GRANT owner TO {}), or migrate as the owner.", quoted));
  }
  const bool fails = !findings.seen.empty();
  if (!facts.at("sees_activity").get<bool>()) {
    findings.add(fmt::format("{} does not see what other sessions do", role),
                 fmt::format("GRANT pg_monitor TO {};", quoted));
  }
  if (!facts.at("createdb").get<bool>()) {
    findings.add(fmt::format("{} may not create databases, so it cannot restore beside", role),
                 fmt::format("ALTER ROLE {} CREATEDB;", quoted));
  }
  if (findings.seen.empty()) {
    return {.verdict = Verdict::pass,
            .evidence = fmt::format(
                "{} may create in {}, owns every table, sees other sessions and may create databases", role, schema)};
  }
  return {.verdict = fails ? Verdict::fail : Verdict::warn,
          .evidence = lines_of(findings.seen, 10),
          .todo = lines_of(findings.todo, 10)};
}

extern const Check privileges{.question = "May this role do what migrations, checks and restores need?",
                              .suites = preflight,
                              .gather = gather_privileges,
                              .decide = decide_privileges};

}  // namespace check
