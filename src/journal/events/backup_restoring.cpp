#include "journal/events/backup_restoring.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, BackupRestoring& data) {
  archive("id", data.id);
  archive("database", data.database, "the final name");
  archive("beside", data.beside, "the name until then");
  archive("kept", data.kept, "what the old one is called from then on");
  archive("server", data.server, "system identifier");
  archive("stage", data.stage, "restoring, comparing, analyzing, swapping or given up");
  archive.maybe("reason", data.reason);
}

static std::string sentence(const BackupRestoring& data) {
  return fmt::format("backup {} is being restored{}: {}{}", data.id, around(" as ", data.database), data.stage,
                     around(" (", data.reason, ")"));
}

template struct Codec<BackupRestoring>;
extern const EventKind backup_restoring = kind_of<BackupRestoring>(
    "A restore goes on to its next stage; on disk before the work of that begins.", Told::by_itself);

}  // namespace journal
