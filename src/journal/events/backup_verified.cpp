#include "journal/events/backup_verified.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, BackupVerified& data) {
  archive("id", data.id);
  archive("ok", data.ok);
  archive("sha256", data.sha256);
  archive("tables", data.tables);
  archive("rows", data.rows);
  archive("differences", data.differences);
  archive("duration_ms", data.duration);
  archive("restore_ms", data.restore);
  archive("database", data.database, "that it was taken of");
  archive("server_version", data.server_version);
  archive("notes", data.notes);
}

static std::string sentence(const BackupVerified& data) {
  return data.id + (data.ok.value_or(true) ? " restores to the same" : " does not restore to the same") +
         around(", ", data.tables ? base::count_of(*data.tables, "table") : "") +
         around(", ", data.rows ? base::count_of(*data.rows, "row") : "") + around(" in ", word(data.duration));
}

template struct Codec<BackupVerified>;
extern const EventKind backup_verified = kind_of<BackupVerified>("A backup was restored to prove it.");

}  // namespace journal
