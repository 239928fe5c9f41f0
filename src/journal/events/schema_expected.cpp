#include "journal/events/schema_expected.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, SchemaExpected& data) {
  archive("database", data.database);
  archive("migration", data.migration);
  archive("gone", data.gone);
  archive.maybe("cluster", data.cluster, "the server's system identifier");
}

static std::string sentence(const SchemaExpected& data) {
  return data.migration + ": what it takes away, noted before it runs";
}

template struct Codec<SchemaExpected>;
extern const EventKind schema_expected = kind_of<SchemaExpected>("What a migration that is about to run takes away.");

}  // namespace journal
