#include "apply/own_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/json.h"

namespace apply {

using base::Code;
using base::Error;

// A trigger needs a privilege only, and a child table makes a row of ours its own; the rest takes the table's owner.
// Objects that initdb made lie below 16384 (access/transam.h, FirstNormalObjectId).
static constexpr std::string_view look_at_owner = R"(
WITH RECURSIVE ours(role) AS (
  SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname IN (session_user, current_user)
  UNION SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN ours ON m.member = ours.role)
SELECT c.relkind AS kind, format('%I.%I', n.nspname, c.relname) AS name, o.rolname AS owner, current_user AS us,
       o.rolsuper OR c.relowner = n.nspowner OR c.relowner IN (SELECT role FROM ours)
         OR c.relowner = (SELECT d.datdba FROM pg_catalog.pg_database d WHERE d.datname = current_database()) AS trusted,
       c.relkind = 'r' AND pg_relation_size(c.oid) = 0 AS empty,
       (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       (SELECT json_agg(s.what) FROM (
          SELECT format('the trigger %I', t.tgname) FROM pg_catalog.pg_trigger t
          WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
          UNION ALL
          SELECT format('the rule %I', w.rulename) FROM pg_catalog.pg_rewrite w WHERE w.ev_class = c.oid AND c.relkind = 'r'
          UNION ALL
          SELECT 'row security that holds for this role' WHERE c.relkind = 'r' AND row_security_active(c.oid)
          UNION ALL
          SELECT format('the table %s that it inherits from', i.inhparent::regclass) FROM pg_catalog.pg_inherits i
          WHERE i.inhrelid = c.oid
          UNION ALL
          SELECT format('the table %s that inherits from it', i.inhrelid::regclass) FROM pg_catalog.pg_inherits i
          WHERE i.inhparent = c.oid
          UNION ALL
          SELECT format('a use of %s', pg_describe_object(d.refclassid, d.refobjid, 0)) FROM pg_catalog.pg_depend d
          WHERE d.refobjid >= 16384
            AND d.refclassid IN ('pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_operator'::regclass,
                                 'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_opclass'::regclass)
            AND (d.classid = 'pg_catalog.pg_class'::regclass
                   AND (d.objid = c.oid OR d.objid IN (SELECT x.indexrelid FROM pg_catalog.pg_index x WHERE x.indrelid = c.oid))
                 OR d.classid = 'pg_catalog.pg_attrdef'::regclass
                   AND d.objid IN (SELECT f.oid FROM pg_catalog.pg_attrdef f WHERE f.adrelid = c.oid)
                 OR d.classid = 'pg_catalog.pg_constraint'::regclass
                   AND d.objid IN (SELECT k.oid FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid))
       ) AS s(what)) AS strange
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
WHERE n.nspname = $1 AND c.relname = $2)";

static std::vector<std::string> own_table_texts(const pg::Result& rows, std::string_view column) {
  const auto& json = rows.at(0, column);
  return json ? base::Json::parse(*json).get<std::vector<std::string>>() : std::vector<std::string>{};
}

OwnTable look_at_table(pg::Session& session, const std::string& schema, std::string_view table) {
  const auto found = session.query_ours(look_at_owner, {schema, std::string(table)});
  if (found.empty()) return {};
  return {.there = true,
          .name = found.text(0, "name"),
          .kind = found.text(0, "kind"),
          .owner = found.text(0, "owner"),
          .us = found.text(0, "us"),
          .trusted = found.boolean(0, "trusted"),
          .empty = found.boolean(0, "empty"),
          .strange = own_table_texts(found, "strange"),
          .columns = own_table_texts(found, "columns")};
}

void refuse_planted(const OwnTable& table) {
  if (!table.there) return;
  if (table.kind != "r") {
    throw Error{Code::configuration,
                fmt::format("{} is not a table, so it is not the one that lockkeeper made", table.name),
                fmt::format("See who made it (it belongs to {}) and remove it, or set schema under [history] in "
                            "lockkeeper.toml to a schema of its own.",
                            table.owner)};
  }
  if (!table.trusted) {
    throw Error{Code::configuration,
                fmt::format("{} belongs to {}, who is neither {} nor an owner of the schema or the database: whoever "
                            "owns it decides what runs when it is written to",
                            table.name, table.owner, table.us),
                fmt::format("If {0} migrates this database, connect as {0}, or say so with GRANT {0} TO {1}; if not, "
                            "find out why the table is there and remove it.",
                            pg::quote_identifier(table.owner), pg::quote_identifier(table.us))};
  }
  if (!table.strange.empty()) {
    throw Error{
        Code::configuration,
        fmt::format("{} has what lockkeeper did not give it: {}", table.name, fmt::join(table.strange, ", ")),
        "What hangs on the table runs with the rights of whoever migrates: find out why it is there and remove "
        "it, or set schema under [history] in lockkeeper.toml to a schema of its own."};
  }
}

}  // namespace apply
