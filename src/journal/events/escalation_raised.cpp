#include "journal/events/escalation_raised.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, EscalationRaised& data) {
  archive("step", data.step);
  archive("level", data.level);
  archive("after_ms", data.after);
  archive("reason", data.reason, "question or overrun");
  archive("text", data.text);
}

static std::string sentence(const EscalationRaised& data) {
  return fmt::format("escalated{}{}{}", around(" to level ", word(data.level)), around(" after ", word(data.after)),
                     around(": ", data.text.empty() ? data.reason : data.text));
}

template struct Codec<EscalationRaised>;
extern const EventKind escalation_raised =
    kind_of<EscalationRaised>("A question stays open, or a step takes longer than it may.", Told::by_itself);

}  // namespace journal
