#include "journal/events/step_began.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, StepBegan& data) {
  archive("step", data.step);
  archive("title", data.title);
  archive("kind", data.step_kind);
  archive("phase", data.phase);
  archive("attempt", data.attempt, "from 1");
}

static std::string sentence(const StepBegan& data) {
  return data.step + around(": ", data.title) +
         (data.attempt.value_or(1) == 1 ? std::string() : fmt::format(" (attempt {})", *data.attempt));
}

template struct Codec<StepBegan>;
extern const EventKind step_began = kind_of<StepBegan>("A step begins; on disk before its work does.");

}  // namespace journal
