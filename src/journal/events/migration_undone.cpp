#include "journal/events/migration_undone.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MigrationUndone& data) {
  archive("version", data.version);
  archive("name", data.name);
  archive("duration_ms", data.duration);
}

static std::string sentence(const MigrationUndone& data) {
  return migration_named(data.version, data.name) + around(" in ", word(data.duration));
}

template struct Codec<MigrationUndone>;
extern const EventKind migration_undone = kind_of<MigrationUndone>("A migration was undone.");

}  // namespace journal
