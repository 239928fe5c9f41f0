#include "journal/events/run_joined.h"

#include "journal/codec.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, RunJoined& data) {
  archive("pid", data.pid);
}

static std::string sentence(const RunJoined& /*data*/) {
  return "joined the run from another terminal";
}

template struct Codec<RunJoined>;
extern const EventKind run_joined = kind_of<RunJoined>("Another process drives the run as well.", Told::by_itself);

}  // namespace journal
