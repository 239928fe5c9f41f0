#include "journal/events/maintenance_proved.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MaintenanceProved& data) {
  archive("id", data.id);
  archive("holds", data.holds);
  archive("fenced", data.fenced, "by the server, seen whole");
  archive("evidence", data.evidence);
  archive("against", data.against);
  archive("unseen", data.unseen);
}

static std::string sentence(const MaintenanceProved& data) {
  const bool holds = data.holds.value_or(true);
  return fmt::format("maintenance mode {}{}{}", holds ? "proved to be on" : "does not hold",
                     around(": ", fmt::format("{}", fmt::join(holds ? data.evidence : data.against, ", "))),
                     around("; not seen: ", fmt::format("{}", fmt::join(data.unseen, ", "))));
}

template struct Codec<MaintenanceProved>;
extern const EventKind maintenance_proved =
    kind_of<MaintenanceProved>("Whether the application is kept out, as far as it could be seen.", Told::by_itself);

}  // namespace journal
