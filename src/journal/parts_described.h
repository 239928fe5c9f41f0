// How they are described; see journal/codec.h. Inside events/ only.
#pragma once

#include "journal/parts.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, NamedTarget& data) {
  archive.maybe("environment", data.environment);
  archive.maybe("address", data.address);
  archive.maybe("server", data.server);
  archive.maybe("database", data.database);
  archive.maybe("cluster", data.cluster);
  archive.maybe("oid", data.oid);
}

template <class Archive>
void describe(Archive& archive, PlannedStep& data) {
  archive("id", data.id);
  archive("title", data.title);
  archive("kind", data.kind);
  archive("phase", data.phase);
  archive("section", data.section);
  archive("line", data.line);
  archive("due_ms", data.due);
}

template <class Archive>
void describe(Archive& archive, PlannedPhase& data) {
  archive("title", data.title);
  archive("due_ms", data.due);
}

template <class Archive>
void describe(Archive& archive, SchemaNames& data) {
  archive("tables", data.tables);
  archive("indexes", data.indexes);
  archive("constraints", data.constraints);
}

template <class Archive>
void describe(Archive& archive, CheckResult& data) {
  archive("check", data.check);
  archive("verdict", data.verdict, "pass, warn, fail or skip");
  archive("evidence", data.evidence);
  archive("todo", data.todo);
}

template <class Archive>
void describe(Archive& archive, DatabaseFigures& data) {
  archive("tables", data.tables);
  archive("indexes", data.indexes);
  archive("constraints", data.constraints);
  archive("bytes", data.bytes);
}

template <class Archive>
void describe(Archive& archive, MaintenanceOwner& data) {
  archive("pid", data.pid);
  archive("born", data.born);
  archive.maybe("given", data.given, "with --owner");
}

}  // namespace journal
