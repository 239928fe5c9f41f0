#include "journal/events/migration_despite.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, KnownFailure& data) {
  archive("rule", data.rule);
  archive("file", data.file);
  archive("line", data.line);
  archive("message", data.message);
}

template <class Archive>
void describe(Archive& archive, MigrationDespite& data) {
  archive("version", data.version);
  archive("name", data.name);
  archive("findings", data.findings);
}

static std::string told(const std::vector<KnownFailure>& findings) {
  return findings.empty() ? std::string() : base::count_of(std::ssize(findings), "finding");
}

static std::string sentence(const MigrationDespite& data) {
  return fmt::format("migration {} let run although it was known to fail{}",
                     data.name.empty() ? data.version : data.name, around(": ", told(data.findings)));
}

template struct Codec<MigrationDespite>;
extern const EventKind migration_despite =
    kind_of<MigrationDespite>("A person let a migration run that is known to fail.", Told::by_itself);

}  // namespace journal
