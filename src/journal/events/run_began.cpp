#include "journal/events/run_began.h"

#include "journal/codec.h"
#include "journal/parts_described.h"
#include "journal/phrases.h"

namespace journal {

template <class Archive>
void describe(Archive& archive, RunBegan& data) {
  archive("runbook", data.runbook, "the file as it was named");
  archive("runbook_hash", data.runbook_hash, "SHA-256 of its text");
  archive("title", data.title);
  archive("facts", data.facts, "as they stand under the title");
  archive("steps", data.steps);
  archive("phases", data.phases);
  archive("path", data.path, "absolute");
  archive("folder", data.folder, "where its steps run");
  archive.maybe("target", data.target, "the database; without what was not known yet");
  archive("variables", data.variables, "secrets as ***");
}

static std::string sentence(const RunBegan& data) {
  return (data.title.empty() ? data.runbook : data.title) +
         around(", ", data.steps.empty() ? "" : std::to_string(data.steps.size()), " steps");
}

template struct Codec<RunBegan>;
extern const EventKind run_began = kind_of<RunBegan>("A run of a runbook began.");

}  // namespace journal
