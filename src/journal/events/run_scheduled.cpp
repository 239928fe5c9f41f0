#include "journal/events/run_scheduled.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, RunScheduled& data) {
  archive("at", data.at, "T-0");
  archive.maybe("before", data.before, "T-0 until then");
  archive.maybe("by", data.by);
  archive.maybe("reason", data.reason);
}

static std::string sentence(const RunScheduled& data) {
  const auto before = word(data.before);
  return (before.empty() ? "scheduled for " : "moved from " + before + " to ") + word(data.at) +
         around(": ", data.reason);
}

template struct Codec<RunScheduled>;
extern const EventKind run_scheduled =
    kind_of<RunScheduled>("The run was given its T-0, or another one.", Told::by_itself);

}  // namespace journal
