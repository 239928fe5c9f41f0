#include "journal/events/migration_failed.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MigrationFailed& data) {
  archive("statement", data.statement, "2 of 9, ALTER TABLE");
  archive.maybe("place", data.place, "file:line:column");
  archive("message", data.message);
  archive("sqlstate", data.sqlstate);
  archive("detail", data.detail);
  archive("hint", data.hint);
  archive("version", data.version);
  archive("name", data.name);
  archive.maybe("direction", data.direction, "down, where it was being undone");
}

static std::string sentence(const MigrationFailed& data) {
  return migration_named(data.version, data.name) + around(": ", data.message) + around(" (", data.sqlstate, ")");
}

template struct Codec<MigrationFailed>;
extern const EventKind migration_failed = kind_of<MigrationFailed>("A migration failed, or was stopped.");

}  // namespace journal
