#include "journal/events/procedure_began.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, ProcedureStep& data) {
  archive("id", data.id);
  archive("title", data.title);
  archive("kind", data.kind);
  archive("line", data.line);
}

template <class Archive>
void describe(Archive& archive, ProcedureBegan& data) {
  archive("procedure", data.procedure, "its title");
  archive("line", data.line);
  archive("steps", data.steps);
}

static std::string sentence(const ProcedureBegan& data) {
  return "procedure \"" + data.procedure + "\" begun";
}

template struct Codec<ProcedureBegan>;
extern const EventKind procedure_began =
    kind_of<ProcedureBegan>("A procedure on demand began, perhaps after the run's end.", Told::by_itself);

}  // namespace journal
