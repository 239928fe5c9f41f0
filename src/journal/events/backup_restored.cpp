#include "journal/events/backup_restored.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, EndedSessions& data) {
  archive("user", data.user);
  archive("application", data.application);
  archive("count", data.count);
}

template <class Archive>
void describe(Archive& archive, BackupRestored& data) {
  archive("id", data.id);
  archive("database", data.database);
  archive("kept", data.kept);
  archive("duration_ms", data.duration);
  archive("swap_ms", data.swap);
  archive("server", data.server, "system identifier");
  archive("snapshot_at", data.snapshot_at);
  archive("ended_sessions", data.ended_sessions);
  archive("warnings", data.warnings);
}

static std::string sentence(const BackupRestored& data) {
  return data.id + around(" into ", data.database) + around(", kept ", data.kept) +
         around(" in ", word(data.duration));
}

template struct Codec<BackupRestored>;
extern const EventKind backup_restored =
    kind_of<BackupRestored>("A backup was restored, and stands under its final name.");

}  // namespace journal
