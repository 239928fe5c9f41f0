#include "journal/events/migration_resolved.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MigrationResolved& data) {
  archive("name", data.name);
  archive("claim", data.claim);
  archive.maybe("because", data.because, "in their words");
  archive.maybe("attempt", data.attempt, "row of the history");
  archive.maybe("done", data.done, "statements");
  archive.maybe("checksum_before", data.checksum_before);
  archive.maybe("checksum", data.checksum);
  archive("version", data.version);
}

static std::string sentence(const MigrationResolved& data) {
  return fmt::format("migration {} declared {}{}", data.name.empty() ? data.version : data.name, data.claim,
                     around(": ", data.because));
}

template struct Codec<MigrationResolved>;
extern const EventKind migration_resolved =
    kind_of<MigrationResolved>("A person said what became of a migration.", Told::by_itself);

}  // namespace journal
