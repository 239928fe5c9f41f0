#include "journal/events/migration_applied.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MigrationApplied& data) {
  archive("version", data.version);
  archive("name", data.name);
  archive("duration_ms", data.duration);
  archive("statements", data.statements);
  archive("transactional", data.transactional);
  archive.maybe("recovered", data.recovered,
                "taken from the history of the database: a killed run had not written it");
  archive.maybe("applied_at", data.applied_at, "then");
}

static std::string sentence(const MigrationApplied& data) {
  return migration_named(data.version, data.name) + around(" in ", word(data.duration));
}

template struct Codec<MigrationApplied>;
extern const EventKind migration_applied =
    kind_of<MigrationApplied>("A migration is applied, and in the history of its database.");

}  // namespace journal
