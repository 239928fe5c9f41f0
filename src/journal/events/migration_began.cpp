#include "journal/events/migration_began.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MigrationBegan& data) {
  archive("version", data.version);
  archive("name", data.name);
  archive("direction", data.direction, "up or down");
  archive("transactional", data.transactional);
  archive("statements", data.statements);
  archive.maybe("estimated_ms", data.estimated);
}

static std::string sentence(const MigrationBegan& data) {
  return migration_named(data.version, data.name) + around(", ", data.direction) +
         around(", ", data.statements ? base::count_of(*data.statements, "statement") : "");
}

template struct Codec<MigrationBegan>;
extern const EventKind migration_began = kind_of<MigrationBegan>("A migration is about to be applied or undone.");

}  // namespace journal
