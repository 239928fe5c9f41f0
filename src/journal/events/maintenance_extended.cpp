#include "journal/events/maintenance_extended.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MaintenanceExtended& data) {
  archive("id", data.id);
  archive("reason", data.reason);
  archive.maybe("until", data.until);
  archive.maybe("was", data.was, "until when before");
  archive.maybe("owner", data.owner);
}

static std::string sentence(const MaintenanceExtended& data) {
  const auto until = word(data.until);
  return (until.empty() ? "somebody else watches over maintenance mode" : "maintenance mode until " + until) +
         around(" in place of ", word(data.was)) + around(": ", data.reason);
}

template struct Codec<MaintenanceExtended>;
extern const EventKind maintenance_extended = kind_of<MaintenanceExtended>(
    "Maintenance mode lasts longer, or another process answers for it; the run that extends is watched from then on.",
    Told::by_itself);

}  // namespace journal
