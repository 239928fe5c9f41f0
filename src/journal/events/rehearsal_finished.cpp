#include "journal/events/rehearsal_finished.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, RehearsalFinished& data) {
  archive("rehearsal", data.rehearsal, "its id");
  archive("state", data.state, "passed or failed");
  archive("copy", data.copy);
  archive("run", data.run, "in the rehearsal's own journal");
  archive("folder", data.folder);
  archive("isolated", data.isolated);
  archive.maybe("isolation", data.isolation, "why it is not");
  archive.maybe("ended", data.ended, "where it ended before its end");
  archive("restored_in_ms", data.restored_in);
  archive("duration_ms", data.duration);
  archive("steps", data.steps, "by state");
  archive("failed", data.failed, "steps");
  archive("refused", data.refused, "commands");
  archive("waived", data.waived, "steps");
  archive("phases", data.phases);
  archive("stand_ins", data.stand_ins);
  archive("assumed", data.assumed, "answers nobody gave");
  archive("notes", data.notes);
  archive("runbook", data.runbook);
  archive("runbook_hash", data.runbook_hash);
}

static std::string sentence(const RehearsalFinished& data) {
  return fmt::format("rehearsal {} of {} {}{}{}", data.rehearsal, data.runbook, data.state,
                     around(" after ", word(data.duration)), around(": ", data.ended));
}

template struct Codec<RehearsalFinished>;
extern const EventKind rehearsal_finished =
    kind_of<RehearsalFinished>("A whole runbook was rehearsed on a disposable copy.", Told::by_itself);

}  // namespace journal
