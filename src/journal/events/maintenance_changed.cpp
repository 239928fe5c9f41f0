#include "journal/events/maintenance_changed.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, MaintenanceChanged& data) {
  archive("id", data.id);
  archive("what", data.what, "enter, fence, drain, unfence, leave or guard");
  archive("state", data.state, "began, done or failed");
  archive.maybe("at", data.at, "the server's clock");
  archive.maybe("statements", data.statements);
  archive.maybe("command", data.command);
  archive.maybe("duration_ms", data.duration);
  archive.maybe("terminated", data.terminated);
  archive.maybe("error", data.error);
}

static std::string sentence(const MaintenanceChanged& data) {
  return data.what + around(" ", data.state) + around(": ", data.error);
}

template struct Codec<MaintenanceChanged>;
extern const EventKind maintenance_changed =
    kind_of<MaintenanceChanged>("One change on the way into maintenance mode or out of it.");

}  // namespace journal
