#include "journal/events/migration_baseline.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MigrationBaseline& data) {
  archive("version", data.version, "the last of them");
  archive("names", data.names);
}

static std::string sentence(const MigrationBaseline& data) {
  return "taken as applied up to " + data.version + around(": ", std::to_string(data.names.size()), " migrations");
}

template struct Codec<MigrationBaseline>;
extern const EventKind migration_baseline = kind_of<MigrationBaseline>("Migrations were taken as applied.");

}  // namespace journal
