#include "apply/taken.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "impact/schema.h"

namespace apply {

// `within`: the table, or the index of the partitioned table, that it belongs to and goes with.
pg::Request objects_there() {
  return {.sql = R"(
SELECT o.kind, n.nspname AS schema, o.name, o.within
FROM (
  SELECT CASE c.relkind WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view'
              WHEN 'm' THEN 'materialized view' WHEN 'c' THEN 'type' ELSE 'table' END AS kind,
         c.relnamespace AS space, c.relname AS name,
         coalesce((SELECT t.relname FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class t ON t.oid = h.inhparent
                   WHERE h.inhrelid = c.oid AND c.relispartition),
                  (SELECT t.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
                   WHERE i.indexrelid = c.oid),
                  (SELECT t.relname FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
                   WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                     AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                     AND d.deptype IN ('a', 'i') LIMIT 1), '') AS within
  FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c')
  UNION ALL
  SELECT 'function', p.pronamespace, p.proname, '' FROM pg_catalog.pg_proc p
  UNION ALL
  SELECT 'type', t.typnamespace, t.typname, '' FROM pg_catalog.pg_type t WHERE t.typtype IN ('e', 'd')
  UNION ALL
  SELECT 'trigger', c.relnamespace, t.tgname, c.relname
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
) o
JOIN pg_catalog.pg_namespace n ON n.oid = o.space
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND o.name !~ '^_migration_'
ORDER BY 2, 3, 1)"};
}

namespace {

struct Object {
  std::string kind;
  std::string schema;
  std::string name;
  std::string within;
  auto operator<=>(const Object&) const = default;
};

}  // namespace

static std::set<Object> objects_of(const pg::Result& rows) {
  std::set<Object> objects;
  for (std::size_t row = 0; row < rows.rows(); ++row)
    objects.insert(
        {rows.text(row, "kind"), rows.text(row, "schema"), rows.text(row, "name"), rows.text(row, "within")});
  return objects;
}

std::vector<std::string> taken_beyond(const pg::Result& before, const pg::Result& after, std::string_view migration,
                                      std::string_view undo) {
  const auto were = objects_of(before);
  const auto are = objects_of(after);
  std::set<pg::Name> names_there;
  for (const auto& object : are) names_there.insert({object.schema, object.name});
  const auto is_said = [&](const std::string& name) {
    return impact::mentions(migration, name) || impact::mentions(undo, name);
  };
  std::vector<std::string> taken;
  for (const auto& object : were) {
    const bool gone = !are.contains(object) && !names_there.contains({object.schema, object.name});
    if (!gone || is_said(object.name)) continue;
    // What belongs to a table goes with it, and with one of its columns.
    const bool table_goes = !object.within.empty() && !names_there.contains({object.schema, object.within});
    if (table_goes || (object.kind != "index" && !object.within.empty() && is_said(object.within))) continue;
    taken.push_back(fmt::format("{} {}", object.kind, pg::Name{object.schema, object.name}.text()));
  }
  return taken;
}

}  // namespace apply
