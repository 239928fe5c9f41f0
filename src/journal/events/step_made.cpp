#include "journal/events/step_made.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, StepMade& data) {
  archive("step", data.step);
  archive("what", data.what, "backup, backup-read, restore, migrations, undo or replicas");
  archive("subject", data.subject, "a file, a deployment");
  archive.maybe("count", data.count, "of migrations or replicas");
  archive("command", data.command);
  archive("line", data.line, "of the runbook");
  archive("ok", data.ok, "nothing: it could not be looked at");
  archive("checked", data.checked, "what was looked at");
  archive.maybe("bytes", data.bytes);
}

static std::string sentence(const StepMade& data) {
  return fmt::format("{}{}{}{}", data.what, around(": ", data.subject.empty() ? data.command : data.subject),
                     around(", ", bytes_word(data.bytes)), around(" (", data.checked, ")"));
}

template struct Codec<StepMade>;
extern const EventKind step_made =
    kind_of<StepMade>("What a command of a step has made, and how that was looked at.");

}  // namespace journal
