#include "journal/events/procedure_finished.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, ProcedureFinished& data) {
  archive("procedure", data.procedure, "its title");
  archive("state", data.state);
  archive("duration_ms", data.duration);
}

static std::string sentence(const ProcedureFinished& data) {
  return fmt::format("procedure \"{}\" {}{}", data.procedure, data.state, around(" after ", word(data.duration)));
}

template struct Codec<ProcedureFinished>;
extern const EventKind procedure_finished =
    kind_of<ProcedureFinished>("A procedure on demand is over.", Told::by_itself);

}  // namespace journal
