#include "journal/events/step_waiting.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, StepWaiting& data) {
  archive("step", data.step);
  archive("until", data.until);
}

static std::string sentence(const StepWaiting& data) {
  return fmt::format("{} waits until {}", data.step, word(data.until));
}

template struct Codec<StepWaiting>;
extern const EventKind step_waiting = kind_of<StepWaiting>("A step is early, and is waited for.", Told::by_itself);

}  // namespace journal
