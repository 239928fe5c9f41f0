#include "journal/events/maintenance_entered.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, DeclaredCommands& data) {
  archive("enter", data.enter);
  archive("leave", data.leave);
}

template <class Archive>
void describe(Archive& archive, SavedOutput& data) {
  archive("command", data.command);
  archive("file", data.file);
  archive("sha256", data.sha256);
}

template <class Archive>
void describe(Archive& archive, MaintenanceEntered& data) {
  archive("id", data.id);
  archive("database", data.database);
  archive("server", data.server);
  archive("oid", data.oid);
  archive("fence", data.fence);
  archive("roles", data.roles);
  archive("reason", data.reason);
  archive("until", data.until);
  archive("owner", data.owner);
  archive("commands", data.commands);
  archive("saved", data.saved);
  archive("before", data.before);
  archive("after", data.after);
  archive.maybe("cluster", data.cluster, "system identifier");
}

static std::string sentence(const MaintenanceEntered& data) {
  return "maintenance mode entered" + around(" for ", data.database) + around(", fence ", data.fence) +
         around(", until ", word(data.until)) + around(": ", data.reason);
}

template struct Codec<MaintenanceEntered>;
extern const EventKind maintenance_entered = kind_of<MaintenanceEntered>(
    "Maintenance mode begins; on disk before anything is changed: what it takes to leave.", Told::by_itself);

}  // namespace journal
