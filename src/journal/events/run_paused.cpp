#include "journal/events/run_paused.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, RunPaused& data) {
  archive.maybe("step", data.step);
  archive("reason", data.reason);
  archive("exit_code", data.exit_code, "of the command that ends here");
  archive.maybe("stopped_by", data.stopped_by);
}

static std::string sentence(const RunPaused& data) {
  return data.step + around(data.step.empty() ? "" : ": ", data.reason);
}

template struct Codec<RunPaused>;
extern const EventKind run_paused = kind_of<RunPaused>("The run stands still and can be gone on with.");

}  // namespace journal
