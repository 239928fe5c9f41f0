#include "pg/schema_objects.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "pg/session.h"

namespace pg {

// Asked with pg_catalog alone in the search_path, so that the server writes every other name with its schema.
// {13: text} stands for what the majors from 13 on have; NULL takes its place on older ones.
static constexpr std::string_view query = R"(
WITH extensions AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
), s AS (
  SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM extensions WHERE classid = 'pg_namespace'::regclass AND objid = pg_namespace.oid)
), r AS (
  SELECT c.*, s.nspname FROM pg_class c JOIN s ON s.oid = c.relnamespace
  WHERE c.relpersistence <> 't' AND c.relname !~ '^_(migration_|prisma_migrations)'
    AND NOT EXISTS (SELECT FROM extensions WHERE classid = 'pg_class'::regclass AND objid = c.oid)
), described (kind, schema, name, part, facts) AS (
  SELECT 'schema', nspname::text, nspname::text, '', jsonb_build_object('privileges', nspacl::text,
    'comment', obj_description(oid, 'pg_namespace')) FROM s
  UNION ALL
  SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
      WHEN 'c' THEN 'type' ELSE 'table' END, nspname, relname, '',
    jsonb_build_object('kind', relkind, 'persistence', relpersistence, 'options', reloptions::text,
      'privileges', relacl::text, 'replica_identity', relreplident, 'row_security', relrowsecurity,
      'force_row_security', relforcerowsecurity, 'owner', relowner::regrole, 'tablespace', nullif(reltablespace, 0),
      'partition_bound', pg_get_expr(relpartbound, oid), 'partition_key',
      CASE relkind WHEN 'p' THEN pg_get_partkeydef(oid) END, 'of', nullif(reloftype, 0)::regtype,
      'parents', (SELECT string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = r.oid),
      'comment', obj_description(oid, 'pg_class'),
      'definition', CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END,
      'attributes', CASE WHEN relkind = 'c' THEN (
        SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = r.oid AND attnum > 0 AND NOT attisdropped) END,
      'order', CASE WHEN relkind IN ('r', 'p') THEN (
        SELECT string_agg(attname, ',' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = r.oid AND attnum > 0 AND NOT attisdropped) END)
    || CASE relkind WHEN 'S' THEN (
      SELECT jsonb_build_object('type', seqtypid::regtype, 'start', seqstart, 'increment', seqincrement,
        'max', seqmax, 'min', seqmin, 'cache', seqcache, 'cycle', seqcycle,
        'owned_by', (SELECT refobjid::regclass::text FROM pg_depend d WHERE d.objid = r.oid AND d.classid = 'pg_class'::regclass
                     AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')),
        'owned_by_column', (SELECT concat(attname, ' ', deptype) FROM pg_depend d
                     JOIN pg_attribute a ON a.attrelid = refobjid AND a.attnum = refobjsubid
                     WHERE d.objid = r.oid AND d.classid = 'pg_class'::regclass
                     AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))
      FROM pg_sequence WHERE seqrelid = r.oid) ELSE '{}' END
  FROM r WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c')
  UNION ALL
  SELECT 'column', nspname, relname, attname,
    jsonb_build_object('type', format_type(atttypid, atttypmod), 'not_null', attnotnull, 'default',
      pg_get_expr(d.adbin, d.adrelid), 'identity', nullif(attidentity, ''), 'generated', nullif(attgenerated, ''),
      'collation', CASE WHEN attcollation <> t.typcollation THEN attcollation::regcollation::text END,
      'storage', attstorage, 'compression', {14: nullif(attcompression, '')}, 'target', nullif(attstattarget, -1),
      'options', attoptions::text, 'privileges', attacl::text, 'local', attislocal, 'inherited', attinhcount,
      'comment', col_description(r.oid, attnum))
  FROM r JOIN pg_attribute a ON a.attrelid = r.oid JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = attnum
  WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'f', 'v', 'm')
  UNION ALL
  SELECT 'index', nspname, relname, '',
    jsonb_build_object('definition', pg_get_indexdef(r.oid), 'valid', indisvalid, 'ready', indisready,
      'clustered', indisclustered, 'replica', indisreplident, 'immediate', indimmediate,
      'targets', (SELECT string_agg(attnum || ':' || attstattarget, ',' ORDER BY attnum) FROM pg_attribute a
                  WHERE a.attrelid = r.oid AND attstattarget >= 0),
      'options', reloptions::text, 'comment', obj_description(r.oid, 'pg_class'), 'table', indrelid::regclass,
      'tablespace', nullif(reltablespace, 0),
      'of_constraint', EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = r.oid AND k.contype IN ('p', 'u', 'x')),
      'parents', (SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = r.oid))
  FROM r JOIN pg_index i ON i.indexrelid = r.oid
  UNION ALL
  SELECT 'constraint', nspname, relname, conname,
    jsonb_build_object('type', contype, 'definition', pg_get_constraintdef(k.oid), 'valid', convalidated,
      'local', conislocal, 'inherited', coninhcount,
      -- What ALTER INDEX ATTACH PARTITION leaves of it says nothing: an index is inherited or is not.
      'no_inherit', CASE WHEN contype NOT IN ('f', 'p', 'u', 'x') THEN connoinherit END,
      'index', nullif(conindid, 0)::regclass, 'comment', obj_description(k.oid, 'pg_constraint'))
  FROM r JOIN pg_constraint k ON k.conrelid = r.oid WHERE contype <> 't'
  UNION ALL
  SELECT 'trigger', nspname, relname, tgname,
    jsonb_build_object('definition', pg_get_triggerdef(t.oid), 'enabled', tgenabled, 'cloned', tgparentid <> 0,
      'comment', obj_description(t.oid, 'pg_trigger'))
  FROM r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT tgisinternal
  UNION ALL
  SELECT 'policy', nspname, relname, polname,
    jsonb_build_object('command', polcmd, 'permissive', polpermissive, 'using', pg_get_expr(polqual, polrelid),
      'roles', (SELECT string_agg(CASE x WHEN 0 THEN 'public' ELSE x::regrole::text END, ', ' ORDER BY 1) FROM unnest(polroles) x),
      'check', pg_get_expr(polwithcheck, polrelid), 'comment', obj_description(p.oid, 'pg_policy'))
  FROM r JOIN pg_policy p ON p.polrelid = r.oid
  UNION ALL
  SELECT 'rule', nspname, relname, rulename,
    jsonb_build_object('definition', pg_get_ruledef(w.oid), 'enabled', ev_enabled)
  FROM r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE rulename <> '_RETURN'
  UNION ALL
  SELECT 'statistics', s.nspname, stxname, '',
    jsonb_build_object('definition', pg_get_statisticsobjdef(x.oid), 'target', nullif(stxstattarget, -1),
      'comment', obj_description(x.oid, 'pg_statistic_ext'))
  FROM pg_statistic_ext x JOIN s ON s.oid = stxnamespace
  UNION ALL
  SELECT CASE prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, s.nspname, proname,
    pg_get_function_identity_arguments(p.oid),
    jsonb_build_object('definition', CASE WHEN prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) END,
      'result', CASE prokind WHEN 'a' THEN format_type(prorettype, NULL) END,
      'privileges', proacl::text, 'comment', obj_description(p.oid, 'pg_proc'))
  FROM pg_proc p JOIN s ON s.oid = pronamespace
  WHERE NOT EXISTS (SELECT FROM extensions WHERE classid = 'pg_proc'::regclass AND objid = p.oid)
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                    AND d.deptype = 'i' AND d.refclassid = 'pg_type'::regclass)
  UNION ALL
  SELECT CASE typtype WHEN 'd' THEN 'domain' ELSE 'type' END, s.nspname, typname, '',
    jsonb_build_object('kind', typtype, 'default', typdefault,
      'labels', (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
      'type', CASE typtype WHEN 'd' THEN format_type(typbasetype, typtypmod) END,
      'not_null', CASE typtype WHEN 'd' THEN typnotnull END,
      'checks', (SELECT string_agg(concat(conname, ' ', pg_get_constraintdef(oid)), ', ' ORDER BY conname)
                 FROM pg_constraint WHERE contypid = t.oid AND contype = 'c'),
      'of', (SELECT format_type(rngsubtype, NULL) FROM pg_range WHERE rngtypid = t.oid),
      'comment', obj_description(t.oid, 'pg_type'))
  FROM pg_type t JOIN s ON s.oid = typnamespace WHERE typtype IN ('e', 'd', 'r')
    AND NOT EXISTS (SELECT FROM extensions WHERE classid = 'pg_type'::regclass AND objid = t.oid)
)
SELECT kind, schema, name, part, jsonb_strip_nulls(facts) AS facts FROM described)";

static std::string for_major(int major) {
  std::string text;
  std::string_view rest = query;
  for (;;) {
    const auto begin = rest.find("{1");
    if (begin == std::string_view::npos) return text + std::string(rest);
    const auto end = rest.find('}', begin);
    const bool has = major >= std::stoi(std::string(rest.substr(begin + 1, 2)));
    text += rest.substr(0, begin);
    text += has ? base::trim(rest.substr(begin + 4, end - begin - 4)) : "NULL";
    rest.remove_prefix(end + 1);
  }
}

static std::map<std::string, std::string> facts_of(const std::string& json) {
  std::map<std::string, std::string> facts;
  const auto parsed = base::Json::parse(json);
  for (const auto& [key, value] : parsed.items())
    facts[key] = value.is_string() ? value.get<std::string>() : value.dump();
  return facts;
}

std::vector<SchemaObject> schema_objects(Session& session) {
  session.execute("SET jit = off");  // compiling takes longer than the query
  const auto rows = session.query_ours(for_major(session.server_major()));
  std::vector<SchemaObject> objects;
  for (std::size_t row = 0; row < rows.rows(); ++row)
    objects.push_back({.kind = rows.text(row, "kind"),
                       .name = {rows.text(row, "schema"), rows.text(row, "name")},
                       .part = rows.text(row, "part"),
                       .facts = facts_of(rows.text(row, "facts"))});
  std::ranges::sort(objects, [](const SchemaObject& a, const SchemaObject& b) {
    return std::tie(a.name, a.part, a.kind) < std::tie(b.name, b.part, b.kind);
  });
  return objects;
}

}  // namespace pg
