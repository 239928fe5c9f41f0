#include "journal/events/run_resumed.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, RunResumed& data) {
  archive("unfinished", data.unfinished, "the steps that were under way");
  archive.maybe("runbook_hash", data.runbook_hash, "where the file has changed since");
  archive.maybe("steps", data.steps, "likewise");
}

static std::string sentence(const RunResumed& data) {
  return "resumed" +
         around(", unfinished steps: ", data.unfinished.empty() ? "" : std::to_string(data.unfinished.size()));
}

template struct Codec<RunResumed>;
extern const EventKind run_resumed = kind_of<RunResumed>("A run was gone on with.");

}  // namespace journal
