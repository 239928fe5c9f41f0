// The queries that load_catalog sends, in one flight. User schemas only; columns that exist from PostgreSQL 13 to 18.
// Names in them are pg_catalog's: load_catalog pins the search_path while the server reads them.
#pragma once

#include <string_view>

namespace pg::catalog_queries {

inline constexpr std::string_view server = R"(
SELECT current_setting('server_version_num') AS version, current_setting('server_version') AS version_text,
       current_database() AS database, pg_database_size(current_database()) AS bytes, current_user AS role,
       (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AS superuser,
       pg_is_in_recovery() AS in_recovery,
       current_setting('TimeZone') AS time_zone,
       (SELECT json_object_agg(name, setting) FROM pg_catalog.pg_settings
        WHERE name IN ('wal_level', 'full_page_writes', 'maintenance_work_mem', 'max_parallel_maintenance_workers',
                       'default_table_access_method', 'default_tablespace', 'lock_timeout', 'statement_timeout',
                       'session_replication_role', 'block_size', 'max_prepared_transactions')) AS settings,
       (SELECT json_agg(json_build_object('name', r.rolname, 'superuser', r.rolsuper, 'member_of',
                 (SELECT coalesce(json_agg(g.rolname ORDER BY g.rolname), '[]') FROM pg_catalog.pg_auth_members m
                  JOIN pg_catalog.pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid)) ORDER BY r.rolname)
        FROM pg_catalog.pg_roles r WHERE r.rolname !~ '^pg_') AS roles,
       (SELECT json_agg(spcname ORDER BY spcname) FROM pg_catalog.pg_tablespace) AS tablespaces,
       (SELECT json_agg(amname ORDER BY amname) FROM pg_catalog.pg_am) AS access_methods,
       (SELECT floor(extract(epoch FROM stats_reset) * 1000)::bigint FROM pg_catalog.pg_stat_database
        WHERE datname = current_database()) AS counted_since_ms,
       floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now_ms)";

inline constexpr std::string_view schemas = R"(
SELECT nspname AS name FROM pg_catalog.pg_namespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1)";

inline constexpr std::string_view extensions = R"(
SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema
FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace ORDER BY 1)";

inline constexpr std::string_view members = R"(
SELECT e.extname AS extension, m.kind, m.schema, m.name
FROM pg_catalog.pg_extension e
JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
JOIN LATERAL (
  SELECT 'type' AS kind, n.nspname AS schema, t.typname AS name
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE d.classid = 'pg_catalog.pg_type'::regclass AND t.oid = d.objid AND t.typelem = 0
  UNION ALL
  SELECT 'function', n.nspname, p.proname
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND p.oid = d.objid
  UNION ALL
  SELECT 'relation', n.nspname, c.relname
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND c.oid = d.objid
  UNION ALL
  SELECT 'operator class', n.nspname, o.opcname
  FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace
  WHERE d.classid = 'pg_catalog.pg_opclass'::regclass AND o.oid = d.objid
  UNION ALL
  SELECT 'wrapper', NULL, w.fdwname FROM pg_catalog.pg_foreign_data_wrapper w
  WHERE d.classid = 'pg_catalog.pg_foreign_data_wrapper'::regclass AND w.oid = d.objid
  UNION ALL
  SELECT 'language', NULL, l.lanname FROM pg_catalog.pg_language l
  WHERE d.classid = 'pg_catalog.pg_language'::regclass AND l.oid = d.objid
  UNION ALL
  SELECT 'access method', NULL, a.amname FROM pg_catalog.pg_am a
  WHERE d.classid = 'pg_catalog.pg_am'::regclass AND a.oid = d.objid) m ON true
ORDER BY 1, 2, 3, 4)";

// pg_relation_size and the pg_get_… functions of newer servers wait for a table that someone holds in ACCESS
// EXCLUSIVE mode: load_catalog sets a lock_timeout.
inline constexpr std::string_view relations = R"(
SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind, greatest(c.reltuples, 0)::bigint AS rows,
       CASE WHEN c.relkind NOT IN ('r', 'm', 'S') THEN 0
            ELSE pg_relation_size(c.oid) END AS heap_bytes,
       CASE WHEN c.relkind NOT IN ('r', 'm', 'S') THEN 0
            ELSE pg_total_relation_size(c.oid) END AS total_bytes,
       pg_stat_get_dead_tuples(c.oid) AS dead_rows, pg_get_userbyid(c.relowner) AS owner,
       pn.nspname AS parent_schema, p.relname AS parent_name,
       coalesce(pg_get_expr(c.relpartbound, c.oid), '') AS partition_bound,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) ELSE '' END AS partition_key,
       c.relpersistence AS persistence, coalesce(am.amname, '') AS access_method, coalesce(ts.spcname, '') AS tablespace,
       to_json(c.reloptions) AS options, to_json(c.relacl::text[]) AS privileges, c.relrowsecurity AS row_security,
       c.relforcerowsecurity AS force_row_security, c.relreplident AS replica_identity,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) ELSE '' END AS definition,
       CASE WHEN c.reltoastrelid = 0 THEN 0 ELSE pg_relation_size(c.reltoastrelid) END AS toast_bytes,
       coalesce(pg_stat_get_numscans(c.oid), 0) AS scans,
       pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid) + pg_stat_get_tuples_deleted(c.oid) AS rows_changed,
       tn.nspname AS type_schema, t.typname AS type_name, fs.srvname AS server, c.relispopulated AS populated
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_type t ON t.oid = c.reloftype AND c.reloftype <> 0
LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_foreign_table ft ON ft.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server fs ON fs.oid = ft.ftserver
LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')";

inline constexpr std::string_view columns = R"(
SELECT a.attrelid AS relation, a.attnum AS number, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
       a.attnotnull AS not_null, pg_get_expr(d.adbin, d.adrelid) AS default_expression,
       a.attidentity AS identity, a.attgenerated AS generated, a.attinhcount > 0 AS inherited,
       a.attstorage AS storage,
       CASE WHEN a.attcollation <> t.typcollation THEN k.collname ELSE '' END AS collation,
       col_description(a.attrelid, a.attnum) AS comment, coalesce(a.attstattarget, -1) AS statistics_target,
       to_json(a.attoptions) AS options, to_json(a.attacl::text[]) AS privileges
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY a.attrelid, a.attnum)";

inline constexpr std::string_view statistics = R"(
SELECT schemaname AS schema, tablename AS name, attname AS column, null_frac AS null_fraction, avg_width AS average_bytes
FROM pg_catalog.pg_stats
WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema')";

// Plain columns by number, expressions as text: asking pg_get_indexdef for every column is slow.
inline constexpr std::string_view indexes = R"(
SELECT i.indrelid AS relation, c.relname AS name, i.indisunique AS is_unique, i.indisprimary AS is_primary,
       i.indisvalid AS valid, i.indisready AS ready, i.indnkeyatts AS keys, i.indkey::text AS numbers,
       CASE WHEN i.indexprs IS NULL THEN NULL
            ELSE (SELECT json_agg(pg_get_indexdef(i.indexrelid, k, false) ORDER BY k)
                  FROM generate_series(1, i.indnkeyatts) k) END AS expressions,
       CASE WHEN c.relkind = 'I' THEN 0
            ELSE pg_relation_size(c.oid) END AS bytes,
       pg_get_indexdef(i.indexrelid) AS definition, am.amname AS method, i.indisclustered AS clustered,
       i.indisreplident AS replica_identity, obj_description(c.oid, 'pg_class') AS comment,
       coalesce(ts.spcname, '') AS tablespace,
       CASE WHEN i.indexprs IS NOT NULL THEN
         (SELECT json_agg(concat(x.attnum, ':', x.attstattarget) ORDER BY x.attnum)
          FROM pg_catalog.pg_attribute x WHERE x.attrelid = c.oid AND x.attstattarget >= 0) END AS targets,
       coalesce(pg_stat_get_numscans(c.oid), 0) AS scans,
       pn.nspname AS parent_schema, p.relname AS parent_name
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_am am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid
LEFT JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY i.indrelid, c.relname)";

inline constexpr std::string_view constraints = R"(
SELECT k.conrelid AS relation, k.conname AS name, k.contype AS kind, k.convalidated AS validated,
       k.conkey::text AS numbers, nullif(k.confrelid, 0) AS referenced, k.confkey::text AS referenced_numbers,
       pg_get_constraintdef(k.oid) AS definition, k.coninhcount > 0 AS inherited, i.relname AS index
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class i ON i.oid = k.conindid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY k.conrelid, k.conname)";

// INHERITS, views over what they name, sequences of serial and identity columns: who depends on whom.
inline constexpr std::string_view links = R"(
SELECT 'inherits' AS kind, i.inhrelid AS relation, i.inhparent AS other, 0 AS number
FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
WHERE NOT c.relispartition AND c.relkind IN ('r', 'f')
UNION
SELECT 'reads', r.ev_class, d.refobjid, d.refobjsubid
FROM pg_catalog.pg_rewrite r
JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
                           AND d.refclassid = 'pg_catalog.pg_class'::regclass
WHERE r.rulename = '_RETURN' AND d.refobjid <> r.ev_class
UNION
SELECT 'owned by', d.objid, d.refobjid, 0
FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = d.objid AND c.relkind = 'S'
WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
  AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0)";

// What stands on a column beside views, constraints, indexes, defaults and triggers.
inline constexpr std::string_view column_users = R"(
SELECT DISTINCT d.refobjid AS relation, d.refobjsubid AS number, u.what
FROM pg_catalog.pg_depend d
JOIN LATERAL (
  SELECT 'policy ' || p.polname AS what FROM pg_catalog.pg_policy p
  WHERE d.classid = 'pg_catalog.pg_policy'::regclass AND p.oid = d.objid
  UNION ALL
  SELECT 'function ' || f.proname FROM pg_catalog.pg_proc f
  WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND f.oid = d.objid
  UNION ALL
  SELECT 'rule ' || r.rulename FROM pg_catalog.pg_rewrite r
  WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename <> '_RETURN'
  UNION ALL
  SELECT 'publication ' || p.pubname
  FROM pg_catalog.pg_publication_rel l JOIN pg_catalog.pg_publication p ON p.oid = l.prpubid
  WHERE d.classid = 'pg_catalog.pg_publication_rel'::regclass AND l.oid = d.objid) u ON true
WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0
ORDER BY 1, 2, 3)";

inline constexpr std::string_view triggers = R"(
SELECT t.tgrelid AS relation, t.tgname AS name, pg_get_triggerdef(t.oid) AS definition, t.tgenabled <> 'D' AS enabled,
       t.tgparentid <> 0 AS cloned, fn.nspname AS function_schema, f.proname AS function_name
FROM pg_catalog.pg_trigger t
JOIN pg_catalog.pg_proc f ON f.oid = t.tgfoid
JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY t.tgrelid, t.tgname)";

inline constexpr std::string_view enums = R"(
SELECT n.nspname AS schema, t.typname AS name, json_agg(e.enumlabel ORDER BY e.enumsortorder) AS labels
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid
WHERE t.typtype = 'e' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
GROUP BY 1, 2)";

inline constexpr std::string_view types = R"(
SELECT n.nspname AS schema, t.typname AS name, t.typtype = 'd' AS domain, t.typtype NOT IN ('c', 'd') AS other,
       t.typdefault AS default_expression, format_type(t.typbasetype, t.typtypmod) AS base,
       t.typnotnull AS not_null,
       (SELECT json_agg(json_build_object('name', k.conname, 'validated', k.convalidated,
                                          'definition', pg_get_constraintdef(k.oid)) ORDER BY k.conname)
        FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') AS constraints
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
WHERE (t.typtype IN ('d', 'r', 'm') OR c.relkind = 'c' OR t.typtype = 'b' AND t.typelem = 0) AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1, 2)";

inline constexpr std::string_view functions = R"(
SELECT n.nspname AS schema, p.proname AS name, p.prokind AS kind, p.provolatile AS volatility,
       (SELECT json_agg(format_type(a.type, NULL) ORDER BY a.at)
        FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY a(type, at)) AS arguments,
       CASE WHEN e.oid IS NULL THEN pg_get_function_arguments(p.oid) ELSE '' END AS signature,
       CASE WHEN p.prorettype = 0 THEN '' ELSE format_type(p.prorettype, NULL) END AS result, p.proisstrict AS strict,
       p.proretset AS returns_set, p.prosecdef AS defines_security, l.lanname AS language,
       CASE WHEN l.lanname IN ('c', 'internal') OR e.oid IS NOT NULL THEN '' ELSE p.prosrc END AS body,
       CASE WHEN l.lanname = 'sql' AND p.prosrc = '' AND p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE '' END AS definition,
       to_json(p.proconfig) AS settings, coalesce(e.extname, '') AS extension
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
                                AND d.refclassid = 'pg_catalog.pg_extension'::regclass
LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1, 2, p.proargtypes)";

inline constexpr std::string_view extended_statistics = R"(
SELECT n.nspname AS schema, s.stxname AS name, s.stxrelid AS relation, s.stxkeys::text AS numbers,
       pg_get_statisticsobjdef(s.oid) AS definition
FROM pg_catalog.pg_statistic_ext s
JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1, 2)";

inline constexpr std::string_view policies_and_rules = R"(
SELECT 'policy' AS kind, polrelid AS relation, polname AS name, NULL AS definition FROM pg_catalog.pg_policy
UNION ALL
SELECT 'rule', ev_class, rulename, pg_get_ruledef(oid) FROM pg_catalog.pg_rewrite WHERE rulename <> '_RETURN'
ORDER BY 1, 2, 3)";

// Owners and privileges of what is not a relation; operators and casts that users made.
inline constexpr std::string_view owned = R"(
SELECT 'schema' AS kind, '' AS schema, n.nspname::text AS name, pg_catalog.pg_get_userbyid(n.nspowner)::text AS owner,
       pg_catalog.to_json(n.nspacl::text[]) AS privileges
FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'database', '', d.datname::text, pg_catalog.pg_get_userbyid(d.datdba)::text, pg_catalog.to_json(d.datacl::text[])
FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
UNION ALL
SELECT 'type', n.nspname::text, t.typname::text, pg_catalog.pg_get_userbyid(t.typowner)::text, NULL
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
WHERE (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'function', n.nspname::text, p.proname::text, pg_catalog.pg_get_userbyid(p.proowner)::text, NULL
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'statistics', n.nspname::text, s.stxname::text, pg_catalog.pg_get_userbyid(s.stxowner)::text, NULL
FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
UNION ALL
SELECT 'operator', '', o.oprname::text, '', NULL
FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'cast', '', pg_catalog.format_type(t.type, NULL), '', NULL
FROM pg_catalog.pg_cast c CROSS JOIN LATERAL (VALUES (c.castsource), (c.casttarget)) t(type) WHERE c.oid >= 16384
UNION ALL
SELECT 'columns', n.nspname::text, c.relname::text, '', NULL
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'policy', n.nspname::text, c.relname::text, p.polname::text, pg_catalog.json_build_array(fn.nspname, f.proname)
FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_policy'::regclass AND d.objid = p.oid
                           AND d.refclassid = 'pg_catalog.pg_proc'::regclass
JOIN pg_catalog.pg_proc f ON f.oid = d.refobjid JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')";

// The last value is behind a function that locks the sequence; only for those allowed to see it.
inline constexpr std::string_view sequences = R"(
SELECT s.seqrelid AS relation, s.seqmax AS max_value,
       CASE WHEN has_sequence_privilege(s.seqrelid, 'SELECT, USAGE') THEN pg_sequence_last_value(s.seqrelid) END AS last_value
FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
WHERE c.relpersistence = 'p')";

inline constexpr std::string_view servers = R"(
SELECT s.srvname AS name, w.fdwname AS wrapper
FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw ORDER BY 1)";

inline constexpr std::string_view publications = R"(
SELECT p.pubname AS publication, p.puballtables AS all_tables, p.pubupdate AS updates, p.pubdelete AS deletes,
       t.schemaname AS schema, t.tablename AS name
FROM pg_catalog.pg_publication p LEFT JOIN pg_catalog.pg_publication_tables t ON t.pubname = p.pubname
ORDER BY 1, 5, 6)";

inline constexpr std::string_view event_triggers = R"(
SELECT t.evtname AS name, t.evtevent AS event, to_json(t.evttags) AS tags, t.evtenabled <> 'D' AS enabled,
       n.nspname AS function_schema, f.proname AS function_name
FROM pg_catalog.pg_event_trigger t
JOIN pg_catalog.pg_proc f ON f.oid = t.evtfoid JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace
ORDER BY 1)";

}  // namespace pg::catalog_queries
