// What a snapshot holds of each value: one description serves both directions, writing and reading. An archive is
// called with pairs of key and member; a member that is missing in the file keeps its default, so that an older
// snapshot stays readable. Inside pg only.
#pragma once

#include "pg/catalog.h"

namespace pg {

/// A number that a file has in any case: `none` where there is no value.
struct NumberOrNone {
  std::optional<int>& value;
  int none = 0;
};

template <class Archive>
void describe(Archive& archive, Name& name) {
  archive("schema", name.schema, "name", name.name);
}

template <class Archive>
void describe(Archive& archive, Column& c) {
  NumberOrNone average_bytes{.value = c.average_bytes, .none = 0};
  NumberOrNone statistics_target{.value = c.statistics_target, .none = -1};
  archive("name", c.name, "type", c.type, "not_null", c.not_null, "default", c.default_expression, "identity",
          c.identity, "generated", c.generated, "null_fraction", c.null_fraction, "always", c.always, "stored",
          c.stored, "inherited", c.inherited, "storage", c.storage, "collation", c.collation, "average_bytes",
          average_bytes, "comment", c.comment, "statistics_target", statistics_target, "options", c.options,
          "privileges", c.privileges);
}

template <class Archive>
void describe(Archive& archive, Index& i) {
  archive("name", i.name, "columns", i.columns, "unique", i.unique, "primary", i.primary, "valid", i.valid, "ready",
          i.ready, "bytes", i.bytes, "definition", i.definition, "method", i.method, "partition_of", i.partition_of,
          "clustered", i.clustered, "replica_identity", i.replica_identity, "comment", i.comment, "tablespace",
          i.tablespace, "targets", i.targets, "scans", i.scans);
}

template <class Archive>
void describe(Archive& archive, Constraint& c) {
  archive("name", c.name, "kind", c.kind, "validated", c.validated, "columns", c.columns, "references", c.references,
          "referenced_columns", c.referenced_columns, "definition", c.definition, "index", c.index, "inherited",
          c.inherited, "enforced", c.enforced);
}

template <class Archive>
void describe(Archive& archive, Trigger& t) {
  archive("name", t.name, "definition", t.definition, "enabled", t.enabled, "function", t.function, "cloned",
          t.cloned);
}

template <class Archive>
void describe(Archive& archive, Rule& r) {
  archive("name", r.name, "definition", r.definition);
}

template <class Archive>
void describe(Archive& archive, std::pair<Name, std::string>& use) {
  archive("relation", use.first, "column", use.second);
}

template <class Archive>
void describe(Archive& archive, ColumnUser& u) {
  archive("column", u.column, "what", u.what);
}

template <class Archive>
void describe(Archive& archive, Relation& r) {
  archive("name", r.name, "kind", r.kind, "rows", r.estimated_rows, "heap_bytes", r.heap_bytes, "total_bytes",
          r.total_bytes, "dead_rows", r.dead_rows, "columns", r.columns, "indexes", r.indexes, "constraints",
          r.constraints, "triggers", r.triggers, "partition_of", r.partition_of, "default_partition",
          r.default_partition, "inherits", r.inherits, "reads", r.reads, "reads_columns", r.reads_columns, "owned_by",
          r.owned_by, "owner", r.owner);
  archive("persistence", r.persistence, "access_method", r.access_method, "tablespace", r.tablespace, "partition_key",
          r.partition_key, "partition_bound", r.partition_bound, "server", r.server, "of_type", r.of_type, "options",
          r.options, "privileges", r.privileges, "policies", r.policies, "rules", r.rules, "row_security",
          r.row_security, "force_row_security", r.force_row_security, "replica_identity", r.replica_identity,
          "definition", r.definition, "toast_bytes", r.toast_bytes, "scans", r.scans, "rows_changed", r.rows_changed,
          "last_value", r.last_value, "max_value", r.max_value, "column_users", r.column_users, "populated",
          r.populated, "policy_functions", r.policy_functions);
}

template <class Archive>
void describe(Archive& archive, Domain& d) {
  archive("base", d.base, "constrained", d.constrained, "not_null", d.not_null, "constraints", d.constraints,
          "default", d.default_expression);
}

template <class Archive>
void describe(Archive& archive, Routine& r) {
  archive("name", r.name, "kind", r.kind, "volatility", r.volatility, "arguments", r.arguments, "signature",
          r.signature, "result", r.result, "strict", r.strict, "returns_set", r.returns_set, "defines_security",
          r.defines_security, "language", r.language, "body", r.body, "definition", r.definition, "settings",
          r.settings, "extension", r.extension);
}

template <class Archive>
void describe(Archive& archive, Statistics& s) {
  archive("name", s.name, "table", s.table, "columns", s.columns, "definition", s.definition);
}

template <class Archive>
void describe(Archive& archive, Extension& e) {
  archive("name", e.name, "version", e.version, "schema", e.schema, "types", e.types, "functions", e.functions,
          "relations", e.relations, "operator_classes", e.operator_classes, "wrappers", e.wrappers, "languages",
          e.languages, "access_methods", e.access_methods);
}

template <class Archive>
void describe(Archive& archive, ForeignServer& s) {
  archive("name", s.name, "wrapper", s.wrapper);
}

template <class Archive>
void describe(Archive& archive, Role& r) {
  archive("name", r.name, "superuser", r.superuser, "member_of", r.member_of);
}

template <class Archive>
void describe(Archive& archive, Publication& p) {
  archive("name", p.name, "all_tables", p.all_tables, "updates", p.updates, "deletes", p.deletes, "tables", p.tables);
}

template <class Archive>
void describe(Archive& archive, EventTrigger& t) {
  archive("name", t.name, "event", t.event, "tags", t.tags, "enabled", t.enabled, "function", t.function);
}

template <class Archive>
void describe(Archive& archive, Owned& o) {
  archive("kind", o.kind, "name", o.name, "owner", o.owner, "privileges", o.privileges);
}

template <class Archive>
void describe(Archive& archive, Catalog& c) {
  NumberOrNone server_version{.value = c.server_version, .none = 0};
  archive("server_version_num", server_version, "server_version", c.server_version_text, "taken_at", c.taken_at,
          "database", c.database, "database_bytes", c.database_bytes, "role", c.role, "superuser", c.superuser,
          "in_recovery", c.in_recovery, "search_path", c.search_path, "time_zone", c.time_zone, "settings",
          c.settings, "counted_since", c.counted_since, "schemas", c.schemas, "extensions", c.extensions, "relations",
          c.relations, "enums", c.enums, "types", c.types, "domains", c.domains, "functions", c.functions, "routines",
          c.routines, "statistics", c.statistics, "servers", c.servers, "publications", c.publications,
          "event_triggers", c.event_triggers, "roles", c.roles, "tablespaces", c.tablespaces, "access_methods",
          c.access_methods, "other_types", c.other_types, "owned", c.owned, "operators", c.operators, "casts",
          c.casts, "granted_by_column", c.granted_by_column);
}

}  // namespace pg
