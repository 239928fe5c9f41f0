// The queries that load_catalog sends, in one flight. User schemas only; columns that exist from PostgreSQL 13 to 18.
#pragma once

#include <string_view>

namespace pg::catalog_queries {

inline constexpr std::string_view server = R"(
SELECT current_setting('server_version_num') AS version, current_setting('server_version') AS version_text,
       current_database() AS database, pg_database_size(current_database()) AS bytes, current_user AS role,
       (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AS superuser,
       pg_is_in_recovery() AS in_recovery, to_json(current_schemas(false)) AS search_path,
       current_setting('TimeZone') AS time_zone,
       floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now_ms)";

inline constexpr std::string_view schemas = R"(
SELECT nspname AS name FROM pg_catalog.pg_namespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1)";

inline constexpr std::string_view extensions = R"(
SELECT extname AS name, extversion AS version FROM pg_catalog.pg_extension ORDER BY 1)";

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
       coalesce(pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT', false) AS default_partition
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')";

inline constexpr std::string_view columns = R"(
SELECT a.attrelid AS relation, a.attnum AS number, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
       a.attnotnull AS not_null, pg_get_expr(d.adbin, d.adrelid) AS default_expression,
       a.attidentity <> '' AS identity, a.attgenerated <> '' AS generated
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY a.attrelid, a.attnum)";

inline constexpr std::string_view statistics = R"(
SELECT schemaname AS schema, tablename AS name, attname AS column, null_frac AS null_fraction
FROM pg_catalog.pg_stats
WHERE null_frac > 0 AND schemaname !~ '^pg_' AND schemaname <> 'information_schema')";

// Plain columns by number, expressions as text: asking pg_get_indexdef for every column is slow.
inline constexpr std::string_view indexes = R"(
SELECT i.indrelid AS relation, c.relname AS name, i.indisunique AS is_unique, i.indisprimary AS is_primary,
       i.indisvalid AS valid, i.indisready AS ready, i.indnkeyatts AS keys, i.indkey::text AS numbers,
       CASE WHEN i.indexprs IS NULL THEN NULL
            ELSE (SELECT json_agg(pg_get_indexdef(i.indexrelid, k, false) ORDER BY k)
                  FROM generate_series(1, i.indnkeyatts) k) END AS expressions,
       CASE WHEN c.relkind = 'I' THEN 0
            ELSE pg_relation_size(c.oid) END AS bytes,
       pg_get_indexdef(i.indexrelid) AS definition
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY i.indrelid, c.relname)";

inline constexpr std::string_view constraints = R"(
SELECT k.conrelid AS relation, k.conname AS name, k.contype AS kind, k.convalidated AS validated,
       k.conkey::text AS numbers, nullif(k.confrelid, 0) AS referenced, k.confkey::text AS referenced_numbers,
       pg_get_constraintdef(k.oid) AS definition
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
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

inline constexpr std::string_view triggers = R"(
SELECT t.tgrelid AS relation, t.tgname AS name, pg_get_triggerdef(t.oid) AS definition, t.tgenabled <> 'D' AS enabled
FROM pg_catalog.pg_trigger t
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
SELECT n.nspname AS schema, t.typname AS name, t.typtype = 'd' AS domain,
       format_type(t.typbasetype, t.typtypmod) AS base,
       t.typnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid) AS constrained
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
WHERE (t.typtype = 'd' OR c.relkind = 'c') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1, 2)";

inline constexpr std::string_view functions = R"(
SELECT DISTINCT n.nspname AS schema, p.proname AS name
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1, 2)";

}  // namespace pg::catalog_queries
