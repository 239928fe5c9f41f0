#include "journal/events/step_finished.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, StepFinished& data) {
  archive("step", data.step);
  archive("state", data.state, "passed, failed, skipped, waived or interrupted");
  archive("duration_ms", data.duration);
  archive("verdict", data.verdict);
  archive("evidence", data.evidence);
  archive.maybe("exit_code", data.exit_code);
  archive.maybe("chosen", data.chosen, "of a choice or a gate");
  archive.maybe("left", data.left, "what of it people were to do and nobody has done");
  archive.maybe("shell_state", data.shell_state, "the file that the next step of the shell starts from");
}

static std::string sentence(const StepFinished& data) {
  return data.step + around(" ", data.state) + around(" in ", word(data.duration)) + around(": ", data.verdict);
}

template struct Codec<StepFinished>;
extern const EventKind step_finished = kind_of<StepFinished>("A step came to its end.");

}  // namespace journal
