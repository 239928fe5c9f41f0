#include "journal/events/maintenance_left.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MaintenanceLeft& data) {
  archive("id", data.id);
  archive("cause", data.cause, "person, owner gone, run over or time over");
  archive("restored", data.restored);
  archive("differences", data.differences);
  archive("oid", data.oid, "of the database it was left in");
}

static std::string sentence(const MaintenanceLeft& data) {
  return fmt::format("maintenance mode left{}{}{}", around(": ", data.cause == "person" ? "" : data.cause),
                     counted(data.restored.size(), "thing", " put back"),
                     counted(data.differences.size(), "difference"));
}

template struct Codec<MaintenanceLeft>;
extern const EventKind maintenance_left = kind_of<MaintenanceLeft>("Maintenance mode is over.", Told::by_itself);

}  // namespace journal
