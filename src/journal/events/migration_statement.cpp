#include "journal/events/migration_statement.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MigrationStatement& data) {
  archive("version", data.version);
  archive("name", data.name);
  archive("done", data.done);
  archive("of", data.of);
  archive("duration_ms", data.duration);
}

static std::string sentence(const MigrationStatement& data) {
  return migration_named(data.version, data.name) + around(", statement ", word(data.done)) +
         around(" of ", word(data.of)) + around(" in ", word(data.duration));
}

template struct Codec<MigrationStatement>;
extern const EventKind migration_statement =
    kind_of<MigrationStatement>("One statement of a migration that runs statement by statement is done.");

}  // namespace journal
