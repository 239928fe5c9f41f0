#include "journal/events/gate_decided.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, GateDecided& data) {
  archive("step", data.step);
  archive("decision", data.decision, "GO or NO-GO");
  archive("votes", data.votes, "that were counted");
}

static std::string sentence(const GateDecided& data) {
  return "go/no-go decided: " + data.decision + (data.votes ? ", " + base::count_of(*data.votes, "vote") : "");
}

template struct Codec<GateDecided>;
extern const EventKind gate_decided = kind_of<GateDecided>("A gate takes no more votes.", Told::by_itself);

}  // namespace journal
