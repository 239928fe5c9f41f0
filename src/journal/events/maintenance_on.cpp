#include "journal/events/maintenance_on.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MaintenanceOn& data) {
  archive("id", data.id);
  archive("drained", data.drained);
  archive("left_over", data.left_over, "sessions");
  archive("terminated", data.terminated, "sessions");
}

static std::string sentence(const MaintenanceOn& data) {
  return "maintenance mode is on" + counted(data.left_over.size(), "session left");
}

template struct Codec<MaintenanceOn>;
extern const EventKind maintenance_on = kind_of<MaintenanceOn>("Maintenance mode is on.", Told::by_itself);

}  // namespace journal
