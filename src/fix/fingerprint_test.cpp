#include "fix/fingerprint_test.h"

#include <algorithm>

#include <fmt/format.h>

#include "pg/catalog.h"

namespace fix {

// One line of text an object. What belongs to Lockkeeper itself is left out; so are numbers, which differ.
static constexpr std::string_view query = R"(
WITH r AS (
  SELECT c.*, c.oid::regclass::text AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '^_migration'
)
SELECT concat_ws(' ', 'relation', name, relkind, relpersistence, 'options', reloptions, 'acl', relacl, 'identity',
    relreplident, 'rls', relrowsecurity, relforcerowsecurity, 'owner', relowner::regrole, 'space', reltablespace,
    'bound', pg_get_expr(relpartbound, oid), 'of', reloftype::regtype, 'comment', obj_description(oid, 'pg_class'),
    'view', CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END) AS line
FROM r WHERE relkind <> 't'
UNION ALL
SELECT concat_ws(' ', 'column', r.name, attname, format_type(atttypid, atttypmod), 'null', attnotnull, 'default',
    pg_get_expr(d.adbin, d.adrelid), 'identity', attidentity, 'generated', attgenerated, 'collation',
    attcollation::regcollation, 'storage', attstorage, 'compression', attcompression, 'target',
    nullif(attstattarget, -1), 'options', attoptions, 'acl', attacl, 'local', attislocal, attinhcount, 'comment',
    col_description(r.oid, attnum))
FROM r JOIN pg_attribute a ON a.attrelid = r.oid LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = attnum
WHERE attnum > 0 AND NOT attisdropped AND relkind NOT IN ('S', 't', 'i', 'I')
UNION ALL
SELECT concat_ws(' ', 'order', r.name, string_agg(attname, ',' ORDER BY attnum))
FROM r JOIN pg_attribute a ON a.attrelid = r.oid
WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p') GROUP BY r.name
UNION ALL
SELECT concat_ws(' ', 'index', r.name, pg_get_indexdef(r.oid), 'valid', indisvalid, indisready, 'clustered',
    indisclustered, 'replica', indisreplident, 'immediate', indimmediate, 'targets',
    (SELECT string_agg(attnum || ':' || attstattarget, ',' ORDER BY attnum) FROM pg_attribute a
     WHERE a.attrelid = r.oid AND attstattarget >= 0), 'options', reloptions,
    (SELECT string_agg(i.inhparent::regclass::text, ',') FROM pg_inherits i WHERE i.inhrelid = r.oid))
FROM r JOIN pg_index i ON i.indexrelid = r.oid
UNION ALL
SELECT concat_ws(' ', 'constraint', r.name, conname, pg_get_constraintdef(k.oid), 'valid', convalidated, 'inherited',
    conislocal, coninhcount,
    CASE WHEN contype <> 'f' THEN connoinherit END, 'index', conindid::regclass, 'comment', obj_description(k.oid, 'pg_constraint'))
FROM r JOIN pg_constraint k ON k.conrelid = r.oid
UNION ALL
SELECT concat_ws(' ', 'trigger', r.name, pg_get_triggerdef(t.oid), tgenabled, 'comment', obj_description(t.oid, 'pg_trigger'))
FROM r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT tgisinternal
UNION ALL
SELECT concat_ws(' ', 'policy', r.name, polname, polcmd, polpermissive, polroles::regrole[], pg_get_expr(polqual, polrelid),
    'check', pg_get_expr(polwithcheck, polrelid), 'comment', obj_description(p.oid, 'pg_policy'))
FROM r JOIN pg_policy p ON p.polrelid = r.oid
UNION ALL
SELECT concat_ws(' ', 'rule', r.name, pg_get_ruledef(w.oid), ev_enabled)
FROM r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE rulename <> '_RETURN'
UNION ALL
SELECT concat_ws(' ', 'inherits', inhrelid::regclass, inhparent::regclass, inhdetachpending)
FROM pg_inherits JOIN r ON r.oid = inhrelid WHERE relkind IN ('r', 'p')
UNION ALL
SELECT concat_ws(' ', 'sequence', r.name, seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle,
    'owned', (SELECT concat_ws(' ', refobjid::regclass, attname, deptype) FROM pg_depend d
     JOIN pg_attribute a ON a.attrelid = refobjid AND a.attnum = refobjsubid
     WHERE d.objid = r.oid AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')))
FROM r JOIN pg_sequence s ON s.seqrelid = r.oid
UNION ALL
SELECT concat_ws(' ', 'statistics', stxname, pg_get_statisticsobjdef(s.oid), nullif(stxstattarget, -1), 'comment',
    obj_description(s.oid, 'pg_statistic_ext'))
FROM pg_statistic_ext s WHERE stxnamespace = 'public'::regnamespace
UNION ALL
SELECT concat_ws(' ', 'publication', pubname, schemaname, tablename,
    (SELECT string_agg(x, ',' ORDER BY x) FROM unnest(attnames) x), rowfilter) FROM pg_publication_tables
UNION ALL
SELECT concat_ws(' ', 'function', pg_get_functiondef(oid), proacl, obj_description(oid, 'pg_proc')) FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
UNION ALL
SELECT concat_ws(' ', 'type', oid::regtype, typtype, typdefault,
    (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))
FROM pg_type t WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
ORDER BY 1)";

std::vector<std::string> fingerprint(pg::Session& session) {
  session.execute("SET jit = off");  // compiling takes longer than the query
  const auto rows = session.query(std::string(query));
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < rows.rows(); ++row) lines.push_back(rows.text(row, "line"));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> rows_of(pg::Session& session) {
  const auto names = session.query(
      "SELECT oid::regclass::text AS name, relkind AS kind FROM pg_class WHERE relnamespace = 'public'::regnamespace"
      " AND relkind IN ('r', 'p', 'm', 'S') AND relname !~ '^_migration' ORDER BY 1");
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < names.rows(); ++row) {
    const auto name = names.text(row, "name");
    const bool sequence = names.text(row, "kind") == "S";
    const auto sum = session.query(
        sequence
            ? fmt::format("SELECT concat_ws(' ', last_value, is_called) AS line FROM {}", name)
            : fmt::format("SELECT concat_ws(' ', count(*), md5(string_agg(row_text, ',' ORDER BY row_text))) AS line"
                          " FROM (SELECT tableoid::regclass::text || to_jsonb(t)::text AS row_text FROM {} t) x",
                          name));
    lines.push_back(name + " " + sum.text(0, "line"));
  }
  return lines;
}

}  // namespace fix
