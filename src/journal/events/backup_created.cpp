#include "journal/events/backup_created.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, BackupCreated& data) {
  archive("id", data.id);
  archive("path", data.path);
  archive("database", data.database);
  archive("bytes", data.bytes);
  archive("sha256", data.sha256);
  archive("server_version", data.server_version);
  archive("duration_ms", data.duration);
  archive("tables", data.tables);
  archive("rows", data.rows);
  archive("lsn", data.lsn);
  archive("snapshot_at", data.snapshot_at, "what was committed before is in it");
  archive("warnings", data.warnings);
}

static std::string sentence(const BackupCreated& data) {
  return data.id + around(" of ", data.database) + around(", ", bytes_word(data.bytes)) +
         around(" in ", word(data.duration));
}

template struct Codec<BackupCreated>;
extern const EventKind backup_created = kind_of<BackupCreated>("A backup was taken.");

}  // namespace journal
